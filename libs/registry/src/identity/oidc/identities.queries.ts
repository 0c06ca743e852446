import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

export interface IdentityRow {
  readonly id: string;
  /** Name of the provider when it was linked. */
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly linkedAt: Date;
  readonly lastUsedAt: Date | null;
}

/** Identities that a person signs in with, newest first; `before` is the id of the row before the page. */
export async function identitiesOfPerson(
  db: Pick<EntityManager, 'query'>,
  personId: string,
  page: { readonly before: string; readonly limit: number },
): Promise<IdentityRow[]> {
  return rows<IdentityRow>(
    db,
    `SELECT id, provider, issuer, subject, linked_at AS "linkedAt", last_used_at AS "lastUsedAt"
       FROM provider_identities
      WHERE person_id = $1 AND unlinked_at IS NULL AND id < $2 ORDER BY id DESC LIMIT $3`,
    [personId, page.before, page.limit],
  );
}
