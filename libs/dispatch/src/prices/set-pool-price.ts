import { audit, row, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { poolOfOrganization, priceByNumber, type PoolPriceRow } from './pool-prices.queries.js';

/** How far ahead a price may be announced. */
const MAX_YEARS_AHEAD = 10;

export interface NewPoolPrice {
  readonly center: string;
  readonly pool: string;
  /** Integer fen; 0 is free of charge, null takes back what was said. */
  readonly fenPerHostHour: number | null;
  /** Now where left out. */
  readonly validFrom: Date | undefined;
}

/**
 * Says what a host hour of a pool costs from an instant on. Never in retrospect: what was estimated stays explained. A price
 * that was announced is replaced by another one from the same instant.
 *
 * @throws DomainError `not-found` also for another organization's pool · `invalid-request` for an instant that is over, or too far
 */
export async function setPoolPrice({ db, actor }: Context<PersonActor>, input: NewPoolPrice): Promise<PoolPriceRow> {
  return transaction(db, async (tx) => {
    const poolId = await poolOfOrganization(tx, input, actor.organizationId);
    const now = new Date();
    refuseWrongInstant(input.validFrom ?? now, now);
    // By the row's number the later of two from the same instant counts, so nothing has to be locked.
    const stored = await row<{ number: number }>(
      tx,
      `INSERT INTO pool_prices (pool_id, fen_per_host_hour, valid_from, set_by) VALUES ($1, $2, $3, $4) RETURNING number`,
      [poolId, input.fenPerHostHour, input.validFrom ?? now, actor.membershipId],
    );
    if (stored === undefined) throw new Error('a price that was just inserted is not there');
    const price = await priceByNumber(tx, stored.number);
    await audit(tx, actor, {
      action: 'pool.price',
      subject: ['pool', poolId],
      details: { fenPerHostHour: price.fenPerHostHour, validFrom: price.validFrom.toISOString() },
    });
    return price;
  });
}

function refuseWrongInstant(validFrom: Date, now: Date): void {
  const last = new Date(now);
  last.setUTCFullYear(last.getUTCFullYear() + MAX_YEARS_AHEAD);
  if (validFrom >= now && validFrom <= last) return;
  throw new DomainError(
    'invalid-request',
    `单价不能追溯生效，最多提前 ${MAX_YEARS_AHEAD} 年公布 · A price holds from now or later, at most ${MAX_YEARS_AHEAD} years ahead`,
    { fields: [{ path: 'validFrom', code: 'invalid', message: 'leave it out for now, or name an instant to come' }] },
  );
}
