import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { ToldMoment } from './hold-telling.js';

/** One thing that a subscription `s` follows, and from which moment on. */
export interface Follower {
  readonly subscriptionId: string;
  readonly channel: 'feed' | 'email' | 'webhook';
  readonly lapseDays: number | null;
  readonly since: ToldMoment;
  readonly releaseId: string | null;
  readonly productId: string | null;
  readonly platformId: number | null;
}

/** Whoever has left the organization is told nothing more. */
export const IS_MEMBER = `
  EXISTS (SELECT 1 FROM memberships m JOIN persons p ON p.id = m.person_id AND p.disabled_at IS NULL
           WHERE m.person_id = s.person_id AND m.organization_id = s.organization_id AND m.ended_at IS NULL)`;

/** Who is to be told of cells: of these releases, their products, or these platforms whatever the release. */
export async function followersOf(
  db: Pick<EntityManager, 'query'>,
  of: {
    readonly releaseIds: readonly string[];
    readonly productIds: readonly string[];
    readonly platformIds: readonly number[];
  },
): Promise<Follower[]> {
  const found = await rows<Omit<Follower, 'since'> & ToldMoment>(
    db,
    `SELECT s.id AS "subscriptionId", s.channel, s.lapse_days AS "lapseDays", s.since_revision AS revision, s.since_at AS at,
            i.release_id AS "releaseId", i.product_id AS "productId", i.platform_id AS "platformId"
       FROM subscription_items i JOIN subscriptions s ON s.id = i.subscription_id
      WHERE (i.release_id = ANY($1::uuid[]) OR i.product_id = ANY($2::uuid[])
             OR (i.release_id IS NULL AND i.product_id IS NULL AND i.platform_id = ANY($3::integer[])))
        AND s.since_at IS NOT NULL AND ${IS_MEMBER}
      ORDER BY s.id, i.place`,
    [of.releaseIds, of.productIds, of.platformIds],
  );
  return found.map(({ revision, at, ...follower }) => ({ ...follower, since: { revision, at } }));
}

/** Whether what a subscription follows is about this cell. */
export function follows(
  { releaseId, productId, platformId }: Follower,
  cell: { readonly releaseId: string; readonly productId: string; readonly platformId: number },
): boolean {
  return (
    (releaseId === null || releaseId === cell.releaseId) &&
    (productId === null || productId === cell.productId) &&
    (platformId === null || platformId === cell.platformId)
  );
}
