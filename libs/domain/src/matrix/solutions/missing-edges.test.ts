import { describe, expect, it } from '@jest/globals';
import type { CellStatus } from '../cell.js';
import { missingEdges } from './missing-edges.js';

const at = (
  platform: string,
  statuses: readonly CellStatus[],
  more: { settled?: boolean; optional?: number } = {},
) => ({
  platform,
  settled: more.settled ?? false,
  edges: statuses.map((status, place) => ({ name: `e${place}`, required: place !== more.optional, status })),
});

describe('the single missing edges', () => {
  it('are ranked by the platforms that each alone would unlock', () => {
    expect(
      missingEdges([
        at('a', ['certified', 'unknown', 'expected']),
        at('b', ['unknown', 'declared', 'inherited']),
        at('c', ['certified', 'unknown', 'certified']),
      ]),
    ).toEqual([
      { name: 'e1', platforms: ['a', 'c'] },
      { name: 'e0', platforms: ['b'] },
    ]);
  });

  it.each<[string, ReturnType<typeof at>]>([
    ['all works', at('a', ['certified', 'declared'])],
    ['two are missing', at('a', ['unknown', 'unknown'])],
    ['another one does not work', at('a', ['unknown', 'lapsed'])],
    ['what does not work is known not to', at('a', ['certified', 'incompatible'])],
    ['it is not required', at('a', ['certified', 'unknown'], { optional: 1 })],
    ['the whole was tested', at('a', ['certified', 'unknown'], { settled: true })],
  ])('unlock nothing where %s', (_, platform) => {
    expect(missingEdges([platform])).toEqual([]);
  });

  it('of equal ones the first listed comes first', () => {
    const platforms = [at('a', ['certified', 'unknown']), at('b', ['unknown', 'certified'])];
    expect(missingEdges(platforms).map(({ name }) => name)).toEqual(['e0', 'e1']);
  });
});
