import { CELL_STATUSES, nearestMatches } from '#libs/domain';
import { unknownCoordinate } from '#libs/registry';
import type { Snapshot } from '../memory/live-matrix.js';
import type { Matrix } from '../memory/matrix.js';
import type { ReleaseDirectory } from './release-directory.js';

const STATUSES = CELL_STATUSES.length;

/** Exactly one of these is named. */
export interface SummarySubject {
  /** `vendor/product` */
  readonly product?: string | undefined;
  readonly os?: string | undefined;
  readonly cpu?: string | undefined;
}

/** Numbers of cells by status. Of a product: by release and OS; of an OS: by CPU; of a CPU: by OS. */
export interface SummaryRow {
  readonly release: string | null;
  readonly os: string | null;
  readonly cpu: string | null;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * What a page about a product, an OS or a CPU shows of the matrix. Of a product only the rows of which something is known.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches
 */
export function summarizeCells(
  { matrix }: Snapshot,
  directory: ReleaseDirectory,
  { product, os, cpu }: SummarySubject,
): SummaryRow[] {
  if (product !== undefined) return ofProduct(matrix, directory, product);
  const { osReleases, cpuModels, platforms } = matrix.world.platforms;
  const axis = os === undefined ? 'cpu' : 'os';
  const wanted = os ?? cpu ?? '';
  const known = (axis === 'os' ? osReleases : cpuModels).map(({ coordinate }) => coordinate);
  const place = known.indexOf(wanted);
  if (place === -1) throw unknownCoordinate(`query.${axis}`, wanted, nearestMatches(wanted, known));
  return platforms.flatMap((platform, column): SummaryRow[] => {
    if (platform[axis] !== place) return [];
    const counts = matrix.answers.countsOfPlatform.subarray(column * STATUSES, (column + 1) * STATUSES);
    return axis === 'os'
      ? [{ release: null, os: null, cpu: cpuModels[platform.cpu]?.coordinate ?? '', counts: named(counts) }]
      : [{ release: null, os: osReleases[platform.os]?.coordinate ?? '', cpu: null, counts: named(counts) }];
  });
}

function ofProduct(matrix: Matrix, directory: ReleaseDirectory, wanted: string): SummaryRow[] {
  const { releases } = matrix.world;
  const open = new Set(
    Array.from(directory.product).filter((_, release) => release < directory.size && !releases.isDraft(release)),
  );
  const coordinates = directory.products.map(({ vendor, product }) => `${vendor}/${product}`);
  const place = coordinates.indexOf(wanted);
  if (!open.has(place)) {
    // A product without a published release is nobody's business yet.
    const known = coordinates.filter((_, other) => open.has(other));
    throw unknownCoordinate('query.product', wanted, nearestMatches(wanted, likeVendor(known, wanted)));
  }
  const { osReleases, osOf, size } = matrix.world.platforms;
  const now = Math.floor(Date.now() / 1000);
  const rows: SummaryRow[] = [];
  for (let release = 0; release < directory.size; release += 1) {
    if (directory.product[release] !== place || releases.isDraft(release)) continue;
    matrix.refresh(release, now);
    const counts = new Uint32Array(osReleases.length * STATUSES);
    for (let platform = 0; platform < size; platform += 1) {
      const at = (osOf[platform] ?? 0) * STATUSES + matrix.answers.status(release, platform);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const [os, { coordinate }] of osReleases.entries()) {
      const byStatus = named(counts.subarray(os * STATUSES, (os + 1) * STATUSES));
      if (Object.keys(byStatus).every((status) => status === 'unknown')) continue;
      const about = matrix.world.releases.releases[release]?.coordinate ?? '';
      rows.push({ release: about, os: coordinate, cpu: null, counts: byStatus });
    }
  }
  return rows;
}

/** Comparing with every product there is would cost more than any answer. */
function likeVendor(coordinates: readonly string[], wanted: string): string[] {
  const vendor = `${wanted.split('/', 1)[0] ?? ''}/`;
  const own = coordinates.filter((coordinate) => coordinate.startsWith(vendor));
  return own.length > 0 ? own : coordinates.slice(-2_000);
}

function named(counts: Uint32Array): Record<string, number> {
  return Object.fromEntries(
    CELL_STATUSES.flatMap((status, place) => ((counts[place] ?? 0) > 0 ? [[status, counts[place] ?? 0]] : [])),
  );
}
