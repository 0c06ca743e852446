import { describe, expect, it } from '@jest/globals';
import { PLATFORMS } from '../world/platforms.js';
import { Random } from '../world/random.js';
import { worldRelease } from '../world/releases.js';
import { worldSize } from '../world/size.js';
import { askedCells, questionSequence } from './asked-cells.js';
import { CheckRequests } from './check-requests.js';
import { Zipf } from './zipf.js';

describe('Zipf', () => {
  it('draws ranks in proportion to 1 / rank', () => {
    const zipf = new Zipf(1_000);
    const random = new Random(3);
    const counts = new Array<number>(1_000).fill(0);
    for (let drawn = 0; drawn < 200_000; drawn += 1) {
      const rank = zipf.draw(random);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    const [first = 0, second = 0, , , fifth = 0] = counts;
    expect(first / second).toBeCloseTo(2, 0);
    expect(first / fifth).toBeGreaterThan(4.3);
    expect(first / fifth).toBeLessThan(5.7);
    expect(counts[999]).toBeGreaterThan(0);
  });

  it('has one rank to draw from one, and none from nothing', () => {
    expect(new Zipf(1).draw(new Random(1))).toBe(0);
    expect(() => new Zipf(0)).toThrow(RangeError);
  });
});

describe('questions', () => {
  const size = worldSize(1, 20_000);

  it('are about distinct cells of the world, the same for the same seed', () => {
    const cells = askedCells(size, 5_000);
    expect(new Set(cells).size).toBe(cells.length);
    expect(cells.length).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...cells)).toBeLessThan(size.releases * PLATFORMS.length);
    expect(askedCells(size, 5_000)).toEqual(cells);
    expect(questionSequence(size, cells, 100)).toEqual(questionSequence(size, cells, 100));
  });

  it('are about a million cells in the full world', () => {
    const full = worldSize(1, 10_000_000);
    expect(Math.ceil(1_200_000 / full.releases) * full.releases).toBeGreaterThanOrEqual(1_000_000);
  });

  it('are asked in the words of the API', () => {
    const cell = 7 * PLATFORMS.length + 21;
    const [line = ''] = new CheckRequests(size).of(cell).split('\r\n');
    const url = new URL(line.split(' ')[1] ?? '', 'http://localhost');
    expect(url.pathname).toBe('/api/v1/matrix/check');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      release: worldRelease(size, 7).coordinate,
      os: PLATFORMS[21]?.os,
      cpu: PLATFORMS[21]?.cpu,
    });
  });
});
