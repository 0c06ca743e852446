import { row, rows } from '#libs/database';
import { notFound, type CellStatus, type DomainError, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

export interface SubscriptionRow {
  readonly id: string;
  readonly name: string;
  readonly follows: 'product' | 'platform' | 'list';
  readonly product: string | null;
  readonly os: string | null;
  readonly cpu: string | null;
  readonly size: number;
  readonly lapseDays: number | null;
  readonly by: 'feed' | 'email' | 'webhook';
  readonly email: string | null;
  readonly webhookUrl: string | null;
  readonly state: 'unverified' | 'active';
  readonly createdAt: Date;
}

/** `$1` person, `$2` organization: whoever changes organization finds others. */
const OWN = 's.person_id = $1 AND s.organization_id = $2';

const SUBSCRIPTION = `
  SELECT s.id, s.name, s.follows,
         (SELECT o.slug || '/' || p.slug FROM subscription_items i JOIN products p ON p.id = i.product_id
            JOIN organizations o ON o.id = p.vendor_id
           WHERE s.follows = 'product' AND i.subscription_id = s.id) AS product,
         platform.os, platform.cpu,
         (SELECT count(*) FROM subscription_items i WHERE i.subscription_id = s.id) AS size,
         s.lapse_days AS "lapseDays", s.channel AS by, s.email, s.webhook_url AS "webhookUrl",
         CASE WHEN s.since_at IS NULL THEN 'unverified' ELSE 'active' END AS state, s.created_at AS "createdAt"
    FROM subscriptions s
    LEFT JOIN (subscription_items pi JOIN platform_coordinates platform ON platform.id = pi.platform_id)
      ON s.follows = 'platform' AND pi.subscription_id = s.id`;

/** @throws DomainError `not-found` alike for what does not exist and for somebody else's */
export async function ownSubscription(db: Db, actor: PersonActor, id: string): Promise<SubscriptionRow> {
  const found = await row<SubscriptionRow>(db, `${SUBSCRIPTION} WHERE ${OWN} AND s.id = $3`, [
    actor.personId,
    actor.organizationId,
    id,
  ]);
  if (found === undefined) throw noSubscription();
  return found;
}

export function noSubscription(): DomainError {
  return notFound('订阅 · subscription');
}

/** The actor's, by id, after `after`. */
export async function ownSubscriptionsPage(
  db: Db,
  actor: PersonActor,
  page: { readonly after: string; readonly limit: number },
): Promise<SubscriptionRow[]> {
  return rows<SubscriptionRow>(db, `${SUBSCRIPTION} WHERE ${OWN} AND s.id > $3 ORDER BY s.id LIMIT $4`, [
    actor.personId,
    actor.organizationId,
    page.after,
    page.limit,
  ]);
}

export interface ListedCell {
  readonly release: string;
  readonly os: string | null;
  readonly cpu: string | null;
}

/** What a list is made of, as its subscriber gave it. */
export async function listedCells(db: Db, subscriptionId: string): Promise<ListedCell[]> {
  return rows<ListedCell>(
    db,
    `SELECT r.coordinate AS release, p.os, p.cpu
       FROM subscription_items i JOIN release_coordinates r ON r.id = i.release_id
       LEFT JOIN platform_coordinates p ON p.id = i.platform_id
      WHERE i.subscription_id = $1 ORDER BY i.place`,
    [subscriptionId],
  );
}

export interface NoticeRow {
  readonly id: string;
  readonly kind: 'status' | 'lapse' | 'test';
  readonly release: string | null;
  readonly os: string | null;
  readonly cpu: string | null;
  readonly from: CellStatus | null;
  readonly to: CellStatus | null;
  readonly validUntil: Date | null;
  readonly revision: number;
  readonly at: Date;
  readonly createdAt: Date;
}

const NOTICE = `
  SELECT n.id, n.kind, r.coordinate AS release, p.os, p.cpu, n.from_status AS "from", n.to_status AS "to",
         n.valid_until AS "validUntil", n.revision, n.at, n.created_at AS "createdAt"
    FROM subscription_notices n LEFT JOIN release_coordinates r ON r.id = n.release_id
    LEFT JOIN platform_coordinates p ON p.id = n.platform_id`;

/** Of a subscription that may be seen, the newest first, before `before`. */
export async function noticesPage(
  db: Db,
  subscriptionId: string,
  page: { readonly before: string; readonly limit: number },
): Promise<NoticeRow[]> {
  return rows<NoticeRow>(db, `${NOTICE} WHERE n.subscription_id = $1 AND n.id < $2 ORDER BY n.id DESC LIMIT $3`, [
    subscriptionId,
    page.before,
    page.limit,
  ]);
}

/** What one delivery carries, oldest first. */
export async function noticesOfDelivery(db: Db, deliveryId: string, limit: number): Promise<NoticeRow[]> {
  return rows<NoticeRow>(db, `${NOTICE} WHERE n.delivery_id = $1 ORDER BY n.id LIMIT $2`, [deliveryId, limit]);
}

export interface DeliveryRow {
  readonly id: string;
  readonly kind: 'notices' | 'verification' | 'test';
  readonly state: 'waiting' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly notices: number;
  readonly nextAttemptAt: Date | null;
  readonly lastError: string | null;
  readonly deliveredAt: Date | null;
  readonly createdAt: Date;
}

const DELIVERY = `
  SELECT d.id, d.kind, d.state, d.attempts,
         (SELECT count(*) FROM subscription_notices n WHERE n.delivery_id = d.id) AS notices,
         CASE WHEN d.state = 'waiting' THEN d.due_at END AS "nextAttemptAt", d.last_error AS "lastError",
         d.delivered_at AS "deliveredAt", d.created_at AS "createdAt"
    FROM subscription_deliveries d`;

export async function deliveriesPage(
  db: Db,
  subscriptionId: string,
  state: DeliveryRow['state'] | undefined,
  page: { readonly before: string; readonly limit: number },
): Promise<DeliveryRow[]> {
  return rows<DeliveryRow>(
    db,
    `${DELIVERY} WHERE d.subscription_id = $1 AND d.id < $2 AND ($3::text IS NULL OR d.state = $3)
      ORDER BY d.id DESC LIMIT $4`,
    [subscriptionId, page.before, state ?? null, page.limit],
  );
}

/** @throws DomainError `not-found` */
export async function deliveryOf(db: Db, subscriptionId: string, id: string): Promise<DeliveryRow> {
  const found = await row<DeliveryRow>(db, `${DELIVERY} WHERE d.subscription_id = $1 AND d.id = $2`, [
    subscriptionId,
    id,
  ]);
  if (found === undefined) throw notFound('投递 · delivery');
  return found;
}
