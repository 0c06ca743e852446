import { row, transaction } from '#libs/database';
import { delayAfter } from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { HANDED_OVER_SECONDS } from './add-delivery.js';
import { IS_MEMBER } from './followers.queries.js';
import { mailOfNotices, mailOfVerification, type Mail } from './mails.js';
import { linkOf, noticeInWords } from './notice-words.js';
import { noticesOfDelivery, type NoticeRow } from './subscriptions.queries.js';
import { newCode } from './verify-address.js';
import { MOST_IN_A_CALL } from './write-notices.js';

/** A call of somebody's server, to be signed. */
export interface WebhookCall {
  /** The same at each try. */
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly body: string;
}

/** Both throw {@link DeliveryRefused} for what no later try can mend, and anything else for what one may. */
export interface Senders {
  readonly mail: (mail: Mail) => Promise<void>;
  readonly webhook: (call: WebhookCall) => Promise<void>;
}

/** Not to be tried again. Its message is for the subscriber. */
export class DeliveryRefused extends Error {
  override readonly name = 'DeliveryRefused';
}

/** Notices that a mail spells out. */
const MOST_IN_A_MAIL = 100;
const MOST_ERROR_CHARACTERS = 500;

interface Begun {
  readonly kind: 'notices' | 'verification' | 'test';
  readonly attempts: number;
  readonly createdAt: Date;
  readonly subscriptionId: string;
  readonly name: string;
  readonly channel: 'feed' | 'email' | 'webhook';
  readonly email: string | null;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string | null;
  readonly isVerified: boolean;
  readonly isMember: boolean;
}

/**
 * Tries one delivery. The try is counted before anything is sent: whoever dies in between has tried, and the delivery is sent
 * again, so it arrives at least once. One that is not waiting is left alone.
 */
export async function deliverNotices(
  db: DataSource,
  deliveryId: string,
  senders: Senders,
  publicUrl: string | undefined,
): Promise<void> {
  const begun = await transaction(db, (tx) => begin(tx, deliveryId));
  if (begun === undefined) return;
  const send = await prepare(db, deliveryId, begun, senders, publicUrl);
  try {
    await send();
  } catch (error) {
    const delay = error instanceof DeliveryRefused ? null : delayAfter(begun.attempts, Math.random());
    const told = (error instanceof Error ? error.message : String(error)).replaceAll(/\p{Cc}+/gu, ' ');
    await db.query(
      `UPDATE subscription_deliveries
          SET state = CASE WHEN $3::bigint IS NULL THEN 'dead' ELSE 'waiting' END,
              due_at = now() + coalesce($3, 0) * interval '1 millisecond', last_error = $4
        WHERE id = $1 AND attempts = $2 AND state = 'waiting'`,
      [deliveryId, begun.attempts, delay, told.slice(0, MOST_ERROR_CHARACTERS)],
    );
    return;
  }
  await db.query(
    `UPDATE subscription_deliveries SET state = 'delivered', delivered_at = now(), last_error = NULL
      WHERE id = $1 AND state = 'waiting' AND attempts = $2`,
    [deliveryId, begun.attempts],
  );
}

async function begin(tx: EntityManager, deliveryId: string): Promise<Begun | undefined> {
  return row<Begun>(
    tx,
    `UPDATE subscription_deliveries d
        SET attempts = d.attempts + 1, gathers = false, due_at = now() + $2 * interval '1 second'
       FROM subscriptions s
      WHERE d.id = $1 AND d.state = 'waiting' AND s.id = d.subscription_id
     RETURNING d.kind, d.attempts, d.created_at AS "createdAt", s.id AS "subscriptionId", s.name, s.channel, s.email,
               s.webhook_url AS "webhookUrl", s.webhook_secret AS "webhookSecret", s.since_at IS NOT NULL AS "isVerified",
               ${IS_MEMBER} AS "isMember"`,
    [deliveryId, HANDED_OVER_SECONDS],
  );
}

/** Reads all that is to be sent: what fails here is no failure of the receiver, and is not told as one. */
async function prepare(
  db: DataSource,
  deliveryId: string,
  begun: Begun,
  senders: Senders,
  publicUrl: string | undefined,
): Promise<() => Promise<void>> {
  const refuse = (why: string) => () => Promise.reject(new DeliveryRefused(why));
  const { kind, email, webhookUrl, webhookSecret, isVerified, subscriptionId } = begun;
  if (!begun.isMember) return refuse('订阅者已离开机构 · the subscriber has left the organization');
  if (kind === 'verification') {
    if (email === null || isVerified) return refuse('邮箱已验证 · the address is verified already');
    const code = await transaction(db, (tx) => newCode(tx, subscriptionId));
    return () => senders.mail(mailOfVerification({ ...begun, deliveryId, to: email, code }));
  }
  if (!isVerified) return refuse('邮箱未验证 · the address is not verified');
  if (email !== null) {
    const notices = await noticesOfDelivery(db, deliveryId, MOST_IN_A_MAIL);
    const total = await countNotices(db, deliveryId);
    return () => senders.mail(mailOfNotices({ ...begun, deliveryId, to: email, notices, total, publicUrl }));
  }
  if (webhookUrl === null || webhookSecret === null) return refuse('无可投递之处 · nothing to deliver to');
  const notices = await noticesOfDelivery(db, deliveryId, MOST_IN_A_CALL);
  const body = JSON.stringify(payloadOf(begun, notices, publicUrl));
  return () => senders.webhook({ id: `msg_${deliveryId}`, url: webhookUrl, secret: webhookSecret, body });
}

async function countNotices(db: DataSource, deliveryId: string): Promise<number> {
  const found = await row<{ count: number }>(
    db,
    'SELECT count(*) AS count FROM subscription_notices WHERE delivery_id = $1',
    [deliveryId],
  );
  return found?.count ?? 0;
}

/** As Standard Webhooks has it: type, timestamp, data. The same bytes at each try, unless things were renamed. */
function payloadOf(begun: Begun, notices: readonly NoticeRow[], publicUrl: string | undefined): object {
  return {
    type: begun.kind === 'test' ? 'subscription.test' : 'cells.changed',
    timestamp: begun.createdAt.toISOString(),
    data: {
      subscription: begun.subscriptionId,
      name: begun.name,
      notices: notices.map(({ createdAt, ...notice }) => ({
        ...notice,
        text: noticeInWords(notice),
        link: linkOf(publicUrl, notice),
      })),
    },
  };
}
