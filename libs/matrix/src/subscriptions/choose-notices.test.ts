import { describe, expect, it } from '@jest/globals';
import { chooseNotices, nextWarning, type LookedAt } from './choose-notices.js';
import type { Follower } from './followers.queries.js';

const DAY = 86_400_000;
const AT = Date.UTC(2026, 0, 1);

const follower = (more: Partial<Follower>): Follower => ({
  subscriptionId: 's1',
  channel: 'feed',
  lapseDays: null,
  since: { revision: 1, at: new Date(0) },
  releaseId: null,
  productId: null,
  platformId: null,
  ...more,
});
const looked = (more: Partial<LookedAt> = {}): LookedAt => ({
  releaseId: 'r1',
  productId: 'p1',
  ends: [
    { platformId: 1, status: 'certified', validUntil: AT + 10 * DAY },
    { platformId: 2, status: 'expected', validUntil: AT + 40 * DAY },
  ],
  changesFor: () => [
    { platformId: 1, from: 'unknown', to: 'certified', validUntil: AT + 10 * DAY },
    { platformId: 3, from: 'certified', to: 'lapsed', validUntil: null },
  ],
  ...more,
});
const told = (followers: Follower[]) =>
  chooseNotices(looked(), followers, AT).map(({ subscriptionId, kind, platformId }) => [
    subscriptionId,
    kind,
    platformId,
  ]);

describe('who is told what', () => {
  it.each<[string, Partial<Follower>, unknown[]]>([
    [
      'a product',
      { productId: 'p1' },
      [
        ['s1', 'status', 1],
        ['s1', 'status', 3],
      ],
    ],
    ['another product', { productId: 'p2' }, []],
    ['a platform', { platformId: 3 }, [['s1', 'status', 3]]],
    [
      'a release',
      { releaseId: 'r1' },
      [
        ['s1', 'status', 1],
        ['s1', 'status', 3],
      ],
    ],
    ['one cell', { releaseId: 'r1', platformId: 1 }, [['s1', 'status', 1]]],
    ['one cell of another release', { releaseId: 'r2', platformId: 1 }, []],
    [
      'an end that is near',
      { platformId: 1, lapseDays: 10 },
      [
        ['s1', 'status', 1],
        ['s1', 'lapse', 1],
      ],
    ],
    ['an end that is not', { platformId: 1, lapseDays: 9 }, [['s1', 'status', 1]]],
    [
      'ends of everything',
      { productId: 'p1', lapseDays: 365 },
      [
        ['s1', 'status', 1],
        ['s1', 'status', 3],
        ['s1', 'lapse', 1],
        ['s1', 'lapse', 2],
      ],
    ],
  ])('by following %s', (_, of, expected) => {
    expect(told([follower(of)])).toEqual(expected);
  });

  it('is each thing once, however often a list names it', () => {
    const twice = [follower({ releaseId: 'r1' }), follower({ releaseId: 'r1', platformId: 1 })];
    expect(told(twice)).toEqual([
      ['s1', 'status', 1],
      ['s1', 'status', 3],
    ]);
  });

  it('is told by its own moment', () => {
    const found = chooseNotices(
      looked({ changesFor: ({ since }) => (since.revision > 1 ? [] : looked().changesFor(follower({}))) }),
      [
        follower({ productId: 'p1' }),
        follower({ subscriptionId: 's2', productId: 'p1', since: { revision: 2, at: new Date(0) } }),
      ],
      AT,
    );
    expect(new Set(found.map(({ subscriptionId }) => subscriptionId))).toEqual(new Set(['s1']));
  });
});

describe('the next warning', () => {
  it.each<[Partial<Follower>, number]>([
    [{ productId: 'p1' }, Infinity],
    [{ productId: 'p1', lapseDays: 5 }, AT + 5 * DAY],
    // The one of platform 1 is due already.
    [{ productId: 'p1', lapseDays: 30 }, AT + 10 * DAY],
    [{ platformId: 2, lapseDays: 5 }, AT + 35 * DAY],
    [{ platformId: 9, lapseDays: 5 }, Infinity],
  ])('of %p', (of, expected) => {
    expect(nextWarning(looked(), [follower(of)], AT)).toBe(expected);
  });
});
