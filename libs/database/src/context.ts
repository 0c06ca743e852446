import type { Actor } from '#libs/domain';
import type { DataSource } from 'typeorm';

/** What every verb is handed: where to work and for whom. Explicit, so that no verb can forget either. */
export interface Context<A extends Actor = Actor> {
  readonly db: DataSource;
  readonly actor: A;
}
