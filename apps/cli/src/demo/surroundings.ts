import { unwrap, type components, type ShipeiClient } from '#libs/client';
import { setTimeout as wait } from 'node:timers/promises';
import { readPages } from '../commands/paging.js';
import type { Actor } from './accounts.js';

type Pool = components['schemas']['Pool'];
type Platform = components['schemas']['Platform'];

// The local agent registers within seconds of the service being ready.
const AGENT_MS = 20_000;
const LOOK_MS = 300;

/** Pools of the center operator's center, once the local agent serves one for real, or has had its time to. */
export async function poolsOnceServed(centerOperator: Actor, signal: AbortSignal): Promise<readonly Pool[]> {
  const code = await centerOf(centerOperator);
  const deadline = Date.now() + AGENT_MS;
  for (;;) {
    const { items } = await readPages({ all: true }, async (query) =>
      unwrap(await centerOperator.client.GET('/api/v1/centers/{code}/pools', { params: { path: { code }, query } })),
    );
    const served = items.some((pool) => pool.executor === 'local' && pool.liveHosts > 0);
    if (served || Date.now() > deadline) return items;
    await wait(LOOK_MS, undefined, { signal });
  }
}

async function centerOf(centerOperator: Actor): Promise<string> {
  const { items } = await readPages({ all: true }, async (query) =>
    unwrap(await centerOperator.client.GET('/api/v1/centers', { params: { query } })),
  );
  const center = items.find((candidate) => candidate.organization === centerOperator.membership.organization);
  if (center === undefined) throw new Error('没有开发分中心 · There is no development center');
  return center.code;
}

/** All platforms that some pool serves, or that none does. */
export async function readPlatforms(client: ShipeiClient, served: boolean): Promise<readonly Platform[]> {
  const { items } = await readPages({ all: true }, async (query) =>
    unwrap(
      await client.GET('/api/v1/platforms', { params: { query: { ...query, served: served ? 'true' : 'false' } } }),
    ),
  );
  return items;
}
