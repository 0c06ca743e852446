import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { ChosenNotice } from './choose-notices.js';
import type { ToldMoment } from './hold-telling.js';

/** Notices that one webhook call carries. */
export const MOST_IN_A_CALL = 200;
/** Minutes between two mails of one subscription; what comes meanwhile gathers for the next one. */
const MAIL_EVERY_MINUTES = 15;
const ROWS_AT_ONCE = 5_000;

/**
 * Writes down what is to be told, and the deliveries that carry it; a feed is read, and has none. The caller holds the head
 * of telling, so nobody else writes meanwhile.
 */
export async function writeNotices(tx: EntityManager, chosen: readonly ChosenNotice[], now: ToldMoment): Promise<void> {
  const fresh = await withoutToldEnds(tx, chosen);
  if (fresh.length === 0) return;
  const deliveries = await deliveriesFor(tx, fresh);
  const all = fresh.map((notice) => ({ ...notice, id: uuidv7(), deliveryId: deliveries.next(notice) }));
  await deliveries.write();
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) {
    const some = all.slice(from, from + ROWS_AT_ONCE);
    await tx.query(
      `INSERT INTO subscription_notices
              (id, subscription_id, delivery_id, kind, release_id, platform_id, from_status, to_status, valid_until, revision, at)
       SELECT x.*, $10::bigint, $11::timestamptz
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::integer[], $7::text[], $8::text[], $9::timestamptz[]) AS x`,
      [
        some.map(({ id }) => id),
        some.map(({ subscriptionId }) => subscriptionId),
        some.map(({ deliveryId }) => deliveryId),
        some.map(({ kind }) => kind),
        some.map(({ releaseId }) => releaseId),
        some.map(({ platformId }) => platformId),
        some.map(({ from: was }) => was),
        some.map(({ to }) => to),
        some.map(({ validUntil }) => (validUntil === null ? null : new Date(validUntil))),
        now.revision,
        now.at,
      ],
    );
  }
}

/** Of a coming end one is told once, however often its release is looked at. */
async function withoutToldEnds(tx: EntityManager, chosen: readonly ChosenNotice[]): Promise<ChosenNotice[]> {
  const ends = chosen.filter(({ kind }) => kind === 'lapse');
  if (ends.length === 0) return [...chosen];
  const told = await rows<{ subscriptionId: string; releaseId: string; platformId: number; validUntil: Date }>(
    tx,
    `SELECT subscription_id AS "subscriptionId", release_id AS "releaseId", platform_id AS "platformId", valid_until AS "validUntil"
       FROM subscription_notices
      WHERE kind = 'lapse' AND subscription_id = ANY($1::uuid[]) AND release_id = ANY($2::uuid[])`,
    [
      [...new Set(ends.map(({ subscriptionId }) => subscriptionId))],
      [...new Set(ends.map(({ releaseId }) => releaseId))],
    ],
  );
  const keyOf = (end: { subscriptionId: string; releaseId: string; platformId: number }, validUntil: number): string =>
    `${end.subscriptionId} ${end.releaseId} ${end.platformId} ${validUntil}`;
  const known = new Set(told.map((end) => keyOf(end, end.validUntil.getTime())));
  return chosen.filter((notice) => notice.kind !== 'lapse' || !known.has(keyOf(notice, notice.validUntil ?? 0)));
}

interface Deliveries {
  readonly next: (notice: ChosenNotice) => string | null;
  readonly write: () => Promise<void>;
}

/** A mail takes all that comes before it leaves; calls are cut to a size. */
async function deliveriesFor(tx: EntityManager, notices: readonly ChosenNotice[]): Promise<Deliveries> {
  const mailed = new Set(notices.filter(({ channel }) => channel === 'email').map((notice) => notice.subscriptionId));
  // Locked, so that none of them leaves before its notices are there.
  const gathering = await rows<{ id: string; subscriptionId: string }>(
    tx,
    `SELECT id, subscription_id AS "subscriptionId" FROM subscription_deliveries
      WHERE gathers AND subscription_id = ANY($1::uuid[]) FOR UPDATE`,
    [[...mailed]],
  );
  const mails = new Map(gathering.map(({ id, subscriptionId }) => [subscriptionId, id]));
  const calls = new Map<string, { id: string; size: number }>();
  const made: { id: string; subscriptionId: string; gathers: boolean }[] = [];
  const make = (subscriptionId: string, gathers: boolean): string => {
    const id = uuidv7();
    made.push({ id, subscriptionId, gathers });
    return id;
  };
  return {
    next: ({ channel, subscriptionId }) => {
      if (channel === 'feed') return null;
      if (channel === 'email') {
        const id = mails.get(subscriptionId) ?? make(subscriptionId, true);
        mails.set(subscriptionId, id);
        return id;
      }
      const begun = calls.get(subscriptionId);
      const call =
        begun === undefined || begun.size >= MOST_IN_A_CALL ? { id: make(subscriptionId, false), size: 0 } : begun;
      calls.set(subscriptionId, { ...call, size: call.size + 1 });
      return call.id;
    },
    write: async () => {
      await tx.query(
        `INSERT INTO subscription_deliveries (id, subscription_id, kind, state, gathers, due_at)
         SELECT x.id, x.subscription_id, 'notices', 'waiting', x.gathers,
                CASE WHEN x.gathers THEN greatest(now(), (
                       SELECT max(d.delivered_at) FROM subscription_deliveries d
                        WHERE d.subscription_id = x.subscription_id AND d.kind = 'notices') + $4 * interval '1 minute')
                     ELSE now() END
           FROM unnest($1::uuid[], $2::uuid[], $3::boolean[]) AS x (id, subscription_id, gathers)`,
        [
          made.map(({ id }) => id),
          made.map(({ subscriptionId }) => subscriptionId),
          made.map(({ gathers }) => gathers),
          MAIL_EVERY_MINUTES,
        ],
      );
    },
  };
}
