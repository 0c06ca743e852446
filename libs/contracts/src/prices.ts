import { z } from 'zod';
import { operation } from './operation.js';
import { instant, page, pageQuery, slug } from './primitives.js';

/** A million yuan an hour: more is a slip of the pen. */
const MAX_FEN = 100_000_000;

/** `free`: said to cost nothing. `unsaid`: nothing is said, which is not the same. */
export const priceState = z.enum(['priced', 'free', 'unsaid']);
export const currency = z.literal('CNY');

const poolPrice = z
  .object({
    center: slug,
    pool: slug,
    state: priceState,
    fenPerHostHour: z.number().int().nullable().meta({ description: 'Integer fen; 0 is free of charge' }),
    currency,
    validFrom: instant,
    setAt: instant,
  })
  .meta({ id: 'PoolPrice' });

const poolParams = z.strictObject({ code: slug, pool: slug });

export const setPoolPrice = operation({
  id: 'setPoolPrice',
  method: 'POST',
  path: '/centers/{code}/pools/{pool}/prices',
  summary:
    'Say what a host hour of a pool of your organization costs from now, or from an instant to come. What was said is kept; of the same instant the last word counts.',
  tag: 'centers',
  who: ['center-operator'],
  params: poolParams,
  bodyKind: 'json',
  body: z.strictObject({
    fenPerHostHour: z
      .number()
      .int()
      .min(0)
      .max(MAX_FEN)
      .nullable()
      .meta({ description: 'Integer fen; 0: free of charge; null: what was said is taken back, nothing is said' }),
    validFrom: instant.optional(),
  }),
  status: 201,
  response: poolPrice,
  errors: ['not-found'],
});

export const listPoolPrices = operation({
  id: 'listPoolPrices',
  method: 'GET',
  path: '/centers/{code}/pools/{pool}/prices',
  summary: 'What was said of the price of a pool of your organization, the newest word first.',
  tag: 'centers',
  who: ['center-operator'],
  params: poolParams,
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(poolPrice),
  errors: ['not-found'],
});
