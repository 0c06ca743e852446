import { CELL_STATUSES, CellTally, isIn, type FacetCounts } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import type { Matrix } from '../memory/matrix.js';
import { Dice, matrixOf, NOW, randomWorld } from '../memory/testing/random-matrix.js';
import type { PlacedFilter } from './cell-filter.js';
import { countCells } from './count-cells.js';
import { ReleaseDirectory } from './release-directory.js';

function directoryOf(matrix: Matrix): ReleaseDirectory {
  const directory = new ReleaseDirectory(['a', 'b', 'unused'], []);
  for (const release of matrix.world.releases.releases) {
    const [vendor = '', product = ''] = release.coordinate.split(/[/@]/);
    if (!directory.hasProduct(release.productId)) {
      const card = { id: release.productId, vendor, product, name: `产品 ${product}`, nameEn: null };
      directory.addProduct({ ...card, category: product === 'p0' ? 'a' : 'b' });
    }
    directory.addRelease(release);
  }
  return directory;
}

/** Cell by cell, each facet with a filter of its own that leaves one field out. */
function naively(matrix: Matrix, directory: ReleaseDirectory, filter: PlacedFilter): FacetCounts {
  const { platforms, releases } = matrix.world;
  const counts = {
    status: CELL_STATUSES.map(() => 0),
    category: directory.categories.map(() => 0),
    vendor: directory.vendors.map(() => 0),
    os: platforms.osReleases.map(() => 0),
    cpu: platforms.cpuModels.map(() => 0),
  };
  let total = 0;
  for (let release = 0; release < releases.size; release += 1) {
    for (let platform = 0; platform < platforms.size; platform += 1) {
      const place = {
        status: matrix.answers.status(release, platform),
        category: directory.category[release] ?? -1,
        vendor: directory.vendor[release] ?? -1,
        os: platforms.osOf[platform] ?? -1,
        cpu: platforms.cpuOf[platform] ?? -1,
      };
      if (!isIn(filter.text, release)) continue;
      const fields = ['status', 'category', 'vendor', 'os', 'cpu'] as const;
      const failing = fields.filter((field) => !isIn(filter[field], place[field]));
      if (failing.length === 0) total += 1;
      for (const field of fields) {
        if (failing.every((other) => other === field)) {
          const list = counts[field];
          list[place[field]] = (list[place[field]] ?? 0) + 1;
        }
      }
    }
  }
  return { ...counts, total };
}

/** As the offline search counts: one cell after the other, asking for no status that doesn't matter. */
function oneByOne(matrix: Matrix, directory: ReleaseDirectory, filter: PlacedFilter): FacetCounts {
  const { platforms, releases } = matrix.world;
  const tally = new CellTally(filter, {
    category: directory.categories.length,
    vendor: directory.vendors.length,
    os: platforms.osReleases.length,
    cpu: platforms.cpuModels.length,
  });
  for (let release = 0; release < releases.size; release += 1) {
    if (!isIn(filter.text, release)) continue;
    const [category = -1, vendor = -1] = [directory.category[release], directory.vendor[release]];
    platforms.platforms.forEach(({ os, cpu }, platform) =>
      tally.add({ category, vendor, os, cpu }, () => matrix.answers.status(release, platform)),
    );
  }
  return tally.counts;
}

function randomFlags(dice: Dice, size: number): Uint8Array | null {
  if (dice.chance(0.4)) return null;
  const share = dice.pick([0.1, 0.4, 0.9]);
  return Uint8Array.from({ length: size }, () => (dice.chance(share) ? 1 : 0));
}

describe('counts of facets', () => {
  it('are those of a count cell by cell, whatever the filter', () => {
    let counted = 0;
    for (let seed = 1; seed <= 6; seed += 1) {
      const matrix = matrixOf(randomWorld(seed, { releases: 12 }));
      matrix.deriveRange(0, matrix.world.releases.size, NOW / 1000);
      const directory = directoryOf(matrix);
      const dice = new Dice(seed);
      for (let round = 0; round < 30; round += 1) {
        const filter: PlacedFilter = {
          status: randomFlags(dice, CELL_STATUSES.length),
          category: randomFlags(dice, directory.categories.length),
          vendor: randomFlags(dice, directory.vendors.length),
          os: randomFlags(dice, matrix.world.platforms.osReleases.length),
          cpu: randomFlags(dice, matrix.world.platforms.cpuModels.length),
          text: randomFlags(dice, matrix.world.releases.size),
        };
        const counts = countCells(matrix, directory, filter);
        expect(counts).toEqual(naively(matrix, directory, filter));
        expect(oneByOne(matrix, directory, filter)).toEqual(counts);
        counted += counts.total;
      }
    }
    expect(counted).toBeGreaterThan(1000);
  });
});

describe('text', () => {
  it('is looked for in names and coordinates, without regard to case', () => {
    const matrix = matrixOf(randomWorld(3));
    const directory = directoryOf(matrix);
    const found = (text: string): number => directory.matching(text).reduce((sum, one) => sum + one, 0);
    const all = matrix.world.releases.size;
    expect(found('产品')).toBe(all);
    expect(found('VENDOR')).toBe(all);
    expect(found('no such thing')).toBe(0);
    expect(found('产品 P1')).toBe(found('vendor1/p1@'));
    expect(found('vendor1/p1@')).toBeGreaterThan(0);
  });
});
