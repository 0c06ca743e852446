import { unwrap } from '#libs/client';
import type { KnownEntries } from '#libs/domain';
import type { CommandContext } from '../context.js';

const PAGE = 200;

/** What the service's catalogue has. Vendors and ISAs are those that its CPUs and systems name. */
export async function knownEntries({ client }: CommandContext): Promise<KnownEntries> {
  const cpus = await everyPage(async (query) => unwrap(await client.GET('/api/v1/cpus', { params: { query } })));
  const systems = await everyPage(async (query) =>
    unwrap(await client.GET('/api/v1/operating-systems', { params: { query } })),
  );
  return {
    vendors: new Set([...cpus, ...systems].map(({ vendor }) => vendor)),
    isas: new Set([...cpus.map(({ isa }) => isa), ...systems.flatMap(({ isas }) => isas)]),
    cpus: new Set(cpus.map(({ coordinate }) => coordinate)),
    operatingSystems: new Set(systems.map(({ coordinate }) => coordinate)),
  };
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

async function everyPage<T>(read: (query: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<T> = await read(cursor === '' ? { limit: PAGE } : { limit: PAGE, cursor });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}
