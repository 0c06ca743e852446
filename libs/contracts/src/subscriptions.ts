import { CELL_STATUSES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { cpuCoordinate, instant, line, osCoordinate, page, pageQuery, releaseCoordinate, uuid } from './primitives.js';

/** Cells and releases that one list may have. */
export const MAX_LISTED_CELLS = 1_000;
/** Most days before the end of a validity that one may ask to be told. */
export const MAX_LAPSE_DAYS = 365;

const status = z.enum(CELL_STATUSES);
const params = z.strictObject({ id: uuid });
const productCoordinate = z.string().max(140).meta({ description: 'vendor/product', example: 'dameng/dm8' });
const lapseDays = z.number().int().min(1).max(MAX_LAPSE_DAYS).nullable().meta({
  description: 'Tells so many days before the validity of an answer ends; null: only when a status changes',
});
const webhookUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => {
    const { username, password, hash } = new URL(text);
    return username === '' && password === '' && hash === '';
  }, 'must have no user, password or fragment')
  .meta({ description: 'http or https; addresses that are not public are refused when it is called' });

const follow = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('product'), product: productCoordinate }),
  z.strictObject({ kind: z.literal('platform'), os: osCoordinate, cpu: cpuCoordinate }),
  z.strictObject({
    kind: z.literal('list'),
    items: z
      .array(
        z
          .strictObject({
            release: releaseCoordinate,
            os: osCoordinate.optional(),
            cpu: cpuCoordinate.optional(),
          })
          .refine(({ os, cpu }) => (os === undefined) === (cpu === undefined), {
            path: ['os'],
            error: 'name os and cpu together for one cell, or neither for all of the release',
          }),
      )
      .min(1)
      .max(MAX_LISTED_CELLS),
  }),
]);

const tell = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('feed') }),
  z.strictObject({ by: z.literal('email'), address: z.email().max(254) }),
  z.strictObject({ by: z.literal('webhook'), url: webhookUrl }),
]);

const subscription = z
  .object({
    id: uuid,
    name: z.string(),
    follows: z.enum(['product', 'platform', 'list']),
    product: z.string().nullable(),
    os: z.string().nullable(),
    cpu: z.string().nullable(),
    size: z.number().int().meta({ description: 'Cells and releases of a list; else 1' }),
    lapseDays,
    by: z.enum(['feed', 'email', 'webhook']),
    email: z.string().nullable(),
    webhookUrl: z.string().nullable(),
    state: z.enum(['unverified', 'active']).meta({ description: 'Nothing is told to an address that is unverified' }),
    createdAt: instant,
  })
  .meta({ id: 'Subscription' });

const delivery = z
  .object({
    id: uuid,
    kind: z.enum(['notices', 'verification', 'test']),
    state: z.enum(['waiting', 'delivered', 'dead']),
    attempts: z.number().int(),
    notices: z.number().int(),
    nextAttemptAt: instant.nullable(),
    lastError: z.string().nullable(),
    deliveredAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'SubscriptionDelivery' });

const notice = z
  .object({
    id: uuid,
    kind: z.enum(['status', 'lapse', 'test']),
    release: releaseCoordinate.nullable(),
    os: osCoordinate.nullable(),
    cpu: cpuCoordinate.nullable(),
    from: status.nullable(),
    to: status.nullable(),
    validUntil: instant.nullable(),
    revision: z.number().int(),
    at: instant,
    text: z.object({ zh: z.string(), en: z.string() }),
    link: z
      .string()
      .nullable()
      .meta({ description: 'The answer, where the service knows its own address; else its path' }),
  })
  .meta({ id: 'SubscriptionNotice' });

export const createSubscription = operation({
  id: 'createSubscription',
  method: 'POST',
  path: '/subscriptions',
  summary:
    'Follow a product, a platform, or a list of cells and releases: you are told when the status of one, as everybody may see it, becomes another one, and so many days before a validity ends. The secret of a feed or webhook is shown once; to a mail address nothing is sent before its code came back.',
  tag: 'subscriptions',
  who: 'signed-in',
  bodyKind: 'json',
  body: z.strictObject({ name: line(200).optional(), follow, tell, lapseDays: lapseDays.default(null) }),
  status: 201,
  secretAnswer: true,
  response: subscription.extend({
    feedPath: z.string().nullable().meta({ description: 'Of the Atom feed, with its secret; shown once' }),
    webhookSecret: z.string().nullable().meta({ description: '`whsec_…`, as Standard Webhooks has it; shown once' }),
  }),
  errors: ['unknown-coordinate', 'not-found', 'rate-limited'],
});

export const listSubscriptions = operation({
  id: 'listSubscriptions',
  method: 'GET',
  path: '/subscriptions',
  summary: 'What you follow, acting for this organization.',
  tag: 'subscriptions',
  who: 'signed-in',
  query: z.strictObject(pageQuery),
  bodyKind: 'none',
  status: 200,
  response: page(subscription),
  errors: [],
});

export const getSubscription = operation({
  id: 'getSubscription',
  method: 'GET',
  path: '/subscriptions/{id}',
  summary: 'One subscription of yours, with what it follows.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  bodyKind: 'none',
  status: 200,
  response: subscription.extend({
    items: z.array(z.object({ release: releaseCoordinate, os: z.string().nullable(), cpu: z.string().nullable() })),
  }),
  errors: ['not-found'],
});

export const updateSubscription = operation({
  id: 'updateSubscription',
  method: 'PATCH',
  path: '/subscriptions/{id}',
  summary:
    'Rename a subscription, or change how long before an end it tells. For another way of telling make another one.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  bodyKind: 'json',
  body: z.strictObject({ name: line(200).optional(), lapseDays: lapseDays.optional() }),
  status: 200,
  response: subscription,
  errors: ['not-found'],
});

export const deleteSubscription = operation({
  id: 'deleteSubscription',
  method: 'DELETE',
  path: '/subscriptions/{id}',
  summary: 'Follow it no longer. Its feed, notices and deliveries go with it.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  bodyKind: 'none',
  status: 204,
  errors: ['not-found'],
});

export const verifySubscription = operation({
  id: 'verifySubscription',
  method: 'POST',
  path: '/subscriptions/{id}/verification',
  summary: 'Bring back the one-time code that was mailed to the address. Changes are told from here on.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  bodyKind: 'json',
  body: z.strictObject({ code: z.string().trim().min(1).max(64) }),
  status: 200,
  response: subscription,
  errors: ['not-found', 'one-time-token-invalid', 'illegal-transition'],
});

export const sendVerification = operation({
  id: 'sendVerification',
  method: 'POST',
  path: '/subscriptions/{id}/verification-mail',
  summary: 'Mail a new code to an address that is not verified yet; the one before ends.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  bodyKind: 'none',
  status: 202,
  response: delivery,
  errors: ['not-found', 'illegal-transition', 'rate-limited'],
});

export const testSubscription = operation({
  id: 'testSubscription',
  method: 'POST',
  path: '/subscriptions/{id}/tests',
  summary: 'Have a test notice told, to see that it arrives. A feed has it at once.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  bodyKind: 'none',
  status: 202,
  response: delivery,
  errors: ['not-found', 'illegal-transition', 'rate-limited'],
});

export const listNotices = operation({
  id: 'listNotices',
  method: 'GET',
  path: '/subscriptions/{id}/notices',
  summary: 'What a subscription has told or is to tell, the newest first; kept for half a year.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  query: z.strictObject(pageQuery),
  bodyKind: 'none',
  status: 200,
  response: page(notice),
  errors: ['not-found'],
});

export const listDeliveries = operation({
  id: 'listDeliveries',
  method: 'GET',
  path: '/subscriptions/{id}/deliveries',
  summary: 'Mails and webhook calls of a subscription, the newest first: which wait, arrived, or were given up.',
  tag: 'subscriptions',
  who: 'signed-in',
  params,
  query: z.strictObject({ ...pageQuery, state: z.enum(['waiting', 'delivered', 'dead']).optional() }),
  bodyKind: 'none',
  status: 200,
  response: page(delivery),
  errors: ['not-found'],
});

export const replayDelivery = operation({
  id: 'replayDelivery',
  method: 'POST',
  path: '/subscriptions/{id}/deliveries/{delivery}/replay',
  summary: 'Send what arrived or was given up once more, under the same webhook-id.',
  tag: 'subscriptions',
  who: 'signed-in',
  params: z.strictObject({ id: uuid, delivery: uuid }),
  bodyKind: 'none',
  status: 202,
  response: delivery,
  errors: ['not-found', 'illegal-transition'],
});

export const getFeed = operation({
  id: 'getFeed',
  method: 'GET',
  path: '/feeds/{token}',
  summary: 'The Atom feed of a subscription. The secret in its address is all that it asks for.',
  tag: 'subscriptions',
  who: 'public',
  params: z.strictObject({ token: z.string().max(64) }),
  bodyKind: 'none',
  status: 200,
  produces: 'application/atom+xml',
  errors: ['not-found'],
});
