import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choosePool, WAITING_CODES, waitingCode } from './choose-pool.js';
import type { PoolCandidate, WaitingCode } from './choose-pool.js';

function pool(poolId: string, changes: Partial<PoolCandidate> = {}): PoolCandidate {
  return { poolId, executor: 'local', liveHosts: 1, load: 0, ...changes };
}

describe('choosePool', () => {
  it.each<[string, readonly PoolCandidate[], string | undefined]>([
    ['nothing to choose from', [], undefined],
    ['the only one', [pool('a', { liveHosts: 0, load: 900 })], 'a'],
    [
      'a busy real one before an idle emulated one',
      [pool('a', { executor: 'emulated' }), pool('b', { load: 50 })],
      'b',
    ],
    [
      'an offline real one before an emulated one, which never certifies',
      [pool('a', { executor: 'emulated' }), pool('b', { liveHosts: 0 })],
      'b',
    ],
    ['an emulated one where there is no other', [pool('a', { executor: 'emulated' })], 'a'],
    ['a busy live one before an idle offline one', [pool('a', { liveHosts: 0 }), pool('b', { load: 50 })], 'b'],
    [
      'less work a host, not less work',
      [pool('a', { load: 3, liveHosts: 1 }), pool('b', { load: 10, liveHosts: 5 })],
      'b',
    ],
    ['less work among offline ones', [pool('a', { liveHosts: 0, load: 2 }), pool('b', { liveHosts: 0, load: 1 })], 'b'],
    ['the smaller id among equals', [pool('c'), pool('a'), pool('b')], 'a'],
  ])('%s', (_, candidates, chosen) => {
    expect(choosePool(candidates)?.poolId).toBe(chosen);
  });

  it('gives the same answer whatever the order, and leaves its input alone', () => {
    const candidate = fc.record({
      poolId: fc.uuid(),
      executor: fc.constantFrom('local' as const, 'emulated' as const),
      liveHosts: fc.nat(3),
      load: fc.nat(5),
    });
    const lists = fc.uniqueArray(candidate, { selector: ({ poolId }) => poolId, maxLength: 6 });
    const shuffled = lists.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const before = structuredClone(other);
        expect(choosePool(other)).toEqual(choosePool(list));
        expect(other).toEqual(before);
      }),
    );
  });
});

describe('waitingCode', () => {
  it.each<[string, Parameters<typeof waitingCode>[0], WaitingCode]>([
    ['nobody serves the platform', undefined, 'no-pool'],
    ['the pool never had a host', { hosts: 0, liveHosts: 0, freeHosts: 0 }, 'no-host-yet'],
    ['its hosts are silent', { hosts: 2, liveHosts: 0, freeHosts: 0 }, 'pool-offline'],
    ['its hosts work', { hosts: 2, liveHosts: 2, freeHosts: 0 }, 'hosts-busy'],
    ['a host is free', { hosts: 2, liveHosts: 1, freeHosts: 1 }, 'starting'],
  ])('%s', (_, pool, code) => {
    expect(waitingCode(pool)).toBe(code);
  });

  it('uses every code', () => {
    const counts = [0, 1];
    const codes = counts.flatMap((hosts) =>
      counts.flatMap((liveHosts) => counts.map((freeHosts) => waitingCode({ hosts, liveHosts, freeHosts }))),
    );
    expect([...new Set([waitingCode(undefined), ...codes])].sort()).toEqual([...WAITING_CODES].sort());
  });
});
