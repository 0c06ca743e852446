import { listPoolPrices, setPoolPrice as setPoolPriceOperation } from '#libs/contracts';
import { poolOfOrganization, pricesOfPool, setPoolPrice, type PoolPriceRow } from '#libs/dispatch';
import { priceState, type PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { LAST_NUMBER, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class PricesController {
  constructor(private readonly parts: Parts) {}

  @Handles(setPoolPriceOperation)
  async setPoolPrice(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof setPoolPriceOperation>,
  ): Answer<typeof setPoolPriceOperation> {
    const { fenPerHostHour, validFrom } = body;
    const price = {
      center: params.code,
      pool: params.pool,
      fenPerHostHour,
      validFrom: validFrom === undefined ? undefined : new Date(validFrom),
    };
    return shown(await setPoolPrice({ db: this.parts.db, actor }, price));
  }

  @Handles(listPoolPrices)
  async listPoolPrices(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listPoolPrices>,
  ): Answer<typeof listPoolPrices> {
    const pool = { center: params.code, pool: params.pool };
    const poolId = await poolOfOrganization(this.parts.db, pool, actor.organizationId);
    const page = { before: readCursor('number', query.cursor, LAST_NUMBER), limit: query.limit + 1 };
    return pageOf(await pricesOfPool(this.parts.db, poolId, page), query.limit, ({ number }) => number, shown);
  }
}

function shown(price: PoolPriceRow) {
  return { ...price, state: priceState(price.fenPerHostHour), currency: 'CNY' as const };
}
