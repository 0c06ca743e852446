import { createHash, randomBytes } from 'node:crypto';
import { audit, row, Subscription, SubscriptionItem, transaction, wakeRelay, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { newSecret, productByCoordinate, requirePlatform, requireRelease } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { holdTelling, presentMoment } from './hold-telling.js';
import { addVerification } from './verify-address.js';
import { ownSubscription, type SubscriptionRow } from './subscriptions.queries.js';

/** Subscriptions that one person may have, acting for one organization. */
const MOST_SUBSCRIPTIONS = 200;

export type Followed =
  | { readonly kind: 'product'; readonly product: string }
  | { readonly kind: 'platform'; readonly os: string; readonly cpu: string }
  | {
      readonly kind: 'list';
      readonly items: readonly {
        readonly release: string;
        readonly os?: string | undefined;
        readonly cpu?: string | undefined;
      }[];
    };

export type Telling =
  | { readonly by: 'feed' }
  | { readonly by: 'email'; readonly address: string }
  | { readonly by: 'webhook'; readonly url: string };

export interface NewSubscription {
  readonly name?: string | undefined;
  readonly follow: Followed;
  readonly tell: Telling;
  readonly lapseDays: number | null;
}

export interface CreatedSubscription extends SubscriptionRow {
  /** Of a feed. */
  readonly feedToken: string | null;
  readonly webhookSecret: string | null;
}

type Item = Omit<SubscriptionItem, 'subscriptionId' | 'place'>;

/**
 * Follows what the actor may see, for the actor. What changes from this moment on is told; by mail only once the address is
 * verified, for which a code is mailed.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches · `not-found` for a product · `invalid-request` for a list
 * that names a thing twice · `rate-limited` for too many subscriptions, or mails to one address
 */
export async function createSubscription(
  { db, actor }: Context<PersonActor>,
  input: NewSubscription,
): Promise<CreatedSubscription> {
  const id = uuidv7();
  const items = await itemsOf(db.manager, actor, input.follow);
  const feed = input.tell.by === 'feed' ? newSecret('feed') : null;
  const webhookSecret = input.tell.by === 'webhook' ? `whsec_${randomBytes(32).toString('base64')}` : null;
  const created = await transaction(db, async (tx) => {
    await refuseTooMany(tx, actor);
    await holdTelling(tx, 'SHARE');
    const since = input.tell.by === 'email' ? null : await presentMoment(tx);
    await tx.insert(Subscription, {
      id,
      personId: actor.personId,
      organizationId: actor.organizationId,
      name: input.name ?? nameOf(input.follow),
      follows: input.follow.kind,
      lapseDays: input.lapseDays,
      channel: input.tell.by,
      feedTokenHash: feed?.hash ?? null,
      email: input.tell.by === 'email' ? input.tell.address : null,
      webhookUrl: input.tell.by === 'webhook' ? input.tell.url : null,
      webhookSecret,
      sinceRevision: since?.revision ?? null,
      sinceAt: since?.at ?? null,
    });
    await tx.insert(
      SubscriptionItem,
      items.map((item, place) => ({ ...item, subscriptionId: id, place })),
    );
    await audit(tx, actor, {
      action: 'subscription.create',
      subject: ['subscription', id],
      details: { follows: input.follow.kind, by: input.tell.by, items: items.length },
    });
    if (input.tell.by === 'email') await addVerification(tx, actor, id, input.tell.address);
    return { ...(await ownSubscription(tx, actor, id)), feedToken: feed?.secret ?? null, webhookSecret };
  });
  await wakeRelay(db);
  return created;
}

function nameOf(follow: Followed): string {
  if (follow.kind === 'product') return follow.product;
  return follow.kind === 'platform' ? `${follow.os} × ${follow.cpu}` : `列表 · list (${follow.items.length})`;
}

async function itemsOf(db: EntityManager, actor: PersonActor, follow: Followed): Promise<Item[]> {
  const viewer = actor.organizationId;
  const nothing = { productId: null, releaseId: null, platformId: null };
  if (follow.kind === 'product') {
    const [vendor = '', product = '', ...rest] = follow.product.split('/');
    const named = { vendor, product: [product, ...rest].join('/') };
    return [{ ...nothing, productId: (await productByCoordinate(db, viewer, named)).id }];
  }
  if (follow.kind === 'platform') {
    return [{ ...nothing, platformId: (await requirePlatform(db, follow, 'follow.')).id }];
  }
  return listOf(db, viewer, follow.items);
}

/** Names come again and again in a list, and are looked up once. */
async function listOf(
  db: EntityManager,
  viewer: string,
  items: Extract<Followed, { kind: 'list' }>['items'],
): Promise<Item[]> {
  const releases = new Map<string, string>();
  const platforms = new Map<string, number>();
  const seen = new Set<string>();
  const found: Item[] = [];
  for (const [place, { release, os, cpu }] of items.entries()) {
    const path = `follow.items.${place}.`;
    const releaseId = releases.get(release) ?? (await requireRelease(db, viewer, release, `${path}release`)).id;
    releases.set(release, releaseId);
    let platformId: number | null = null;
    if (os !== undefined && cpu !== undefined) {
      const key = `${os} ${cpu}`;
      platformId = platforms.get(key) ?? (await requirePlatform(db, { os, cpu }, path)).id;
      platforms.set(key, platformId);
    }
    const key = `${releaseId} ${platformId ?? ''}`;
    if (seen.has(key)) {
      throw new DomainError('invalid-request', `列表第 ${place + 1} 项重复 · Item ${place + 1} is listed twice`, {
        fields: [{ path: `follow.items.${place}`, code: 'duplicate', message: 'is listed twice' }],
      });
    }
    seen.add(key);
    found.push({ productId: null, releaseId, platformId });
  }
  return found;
}

async function refuseTooMany(tx: EntityManager, actor: PersonActor): Promise<void> {
  // One at a time for each owner: two at once would both find room for one.
  const key = createHash('sha256').update(`subscriptions ${actor.personId} ${actor.organizationId}`).digest();
  await tx.query('SELECT pg_advisory_xact_lock($1)', [key.readBigInt64BE().toString()]);
  const found = await row<{ count: number }>(
    tx,
    'SELECT count(*) AS count FROM subscriptions WHERE person_id = $1 AND organization_id = $2',
    [actor.personId, actor.organizationId],
  );
  if ((found?.count ?? 0) < MOST_SUBSCRIPTIONS) return;
  throw new DomainError(
    'rate-limited',
    `订阅已达 ${MOST_SUBSCRIPTIONS} 个，请先取消一些 · You have ${MOST_SUBSCRIPTIONS} subscriptions: end some first`,
  );
}
