import { CELL_STATUSES, isIn, type FacetCounts } from '#libs/domain';
import { STATUS_PLACE } from '../memory/answers.js';
import type { Matrix } from '../memory/matrix.js';
import { platformsOf, type PlacedFilter } from './cell-filter.js';
import type { ReleaseDirectory } from './release-directory.js';

const STATUSES = CELL_STATUSES.length;

/**
 * Counts the cells that match. What is kept counted by release and by platform is used where the filter allows it, and
 * otherwise never more than half of the cells are looked at: the rest follows by subtraction.
 */
export function countCells(matrix: Matrix, directory: ReleaseDirectory, filter: PlacedFilter): FacetCounts {
  const { platforms } = matrix.world;
  const all = matrix.world.releases.size;
  const matches: number[] = [];
  const others: number[] = [];
  const categories = new Array<number>(directory.categories.length).fill(0);
  const vendors = new Array<number>(directory.vendors.length).fill(0);
  const cellsOf = cellsOfReleases(matrix, filter);
  for (let release = 0; release < all; release += 1) {
    if (matrix.world.releases.isDraft(release)) continue;
    const [category, vendor] = [directory.category[release] ?? 0, directory.vendor[release] ?? 0];
    const [isCategory, isVendor] = [isIn(filter.category, category), isIn(filter.vendor, vendor)];
    const isText = isIn(filter.text, release);
    (isCategory && isVendor && isText ? matches : others).push(release);
    if (!isText || !(isCategory || isVendor)) continue;
    const cells = cellsOf(release);
    if (isVendor) categories[category] = (categories[category] ?? 0) + cells;
    if (isCategory) vendors[vendor] = (vendors[vendor] ?? 0) + cells;
  }
  const byPlatform = countsByPlatform(matrix, matches, others);
  const status = new Array<number>(STATUSES).fill(0);
  const os = new Array<number>(platforms.osReleases.length).fill(0);
  const cpu = new Array<number>(platforms.cpuModels.length).fill(0);
  let total = 0;
  platforms.platforms.forEach((platform, place) => {
    const [isOs, isCpu] = [isIn(filter.os, platform.os), isIn(filter.cpu, platform.cpu)];
    let cells = 0;
    for (let s = 0; s < STATUSES; s += 1) {
      const count = byPlatform[place * STATUSES + s] ?? 0;
      if (isIn(filter.status, s)) cells += count;
      if (isOs && isCpu) status[s] = (status[s] ?? 0) + count;
    }
    if (isCpu) os[platform.os] = (os[platform.os] ?? 0) + cells;
    if (isOs) cpu[platform.cpu] = (cpu[platform.cpu] ?? 0) + cells;
    if (isOs && isCpu) total += cells;
  });
  return { status, category: categories, vendor: vendors, os, cpu, total };
}

/** How many cells of a release are on the platforms and of the statuses asked for. */
function cellsOfReleases(matrix: Matrix, filter: PlacedFilter): (release: number) => number {
  const { answers, world } = matrix;
  const wanted = platformsOf(filter, world);
  const statuses = filter.status;
  if (statuses === null) return () => wanted.length;
  const onAnyPlatform = (release: number): number => {
    let cells = 0;
    for (let s = 0; s < STATUSES; s += 1) {
      if (statuses[s] === 1) cells += answers.countsOfRelease[release * STATUSES + s] ?? 0;
    }
    return cells;
  };
  if (wanted.length === world.platforms.size) return onAnyPlatform;
  const isWanted = new Set(wanted);
  const isFew = wanted.length * 2 <= world.platforms.size;
  const looked = isFew ? wanted : world.platforms.platforms.map((_, place) => place).filter((p) => !isWanted.has(p));
  const { explanation, status } = answers.cells;
  const width = world.platforms.size;
  return (release) => {
    const anywhere = onAnyPlatform(release);
    if (anywhere === 0) return 0;
    let cells = 0;
    for (const platform of looked) cells += statuses[status[explanation[release * width + platform] ?? 0] ?? 0] ?? 0;
    return isFew ? cells : anywhere - cells;
  };
}

/** Cells of the matching releases, by platform × statuses. */
function countsByPlatform(matrix: Matrix, matches: readonly number[], others: readonly number[]): ArrayLike<number> {
  const { countsOfPlatform } = matrix.answers;
  if (others.length === 0) return countsOfPlatform;
  if (matches.length <= others.length) return scan(matrix, matches);
  const rest = scan(matrix, others);
  return countsOfPlatform.map((count, at) => count - (rest[at] ?? 0));
}

function scan({ answers, world }: Matrix, releases: readonly number[]): Uint32Array {
  const width = world.platforms.size;
  const counts = new Uint32Array(width * STATUSES);
  const { explanation, status } = answers.cells;
  const { unknown } = STATUS_PLACE;
  // Of most releases nothing is known anywhere.
  let silent = 0;
  for (const release of releases) {
    if (answers.countsOfRelease[release * STATUSES + unknown] === width) {
      silent += 1;
      continue;
    }
    const base = release * width;
    for (let platform = 0; platform < width; platform += 1) {
      const at = platform * STATUSES + (status[explanation[base + platform] ?? 0] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  for (let platform = 0; platform < width; platform += 1) {
    const at = platform * STATUSES + unknown;
    counts[at] = (counts[at] ?? 0) + silent;
  }
  return counts;
}
