import {
  CELL_STATUSES,
  DomainError,
  nearestMatches,
  parseReleaseCoordinate,
  type CellFilter,
  type CellStatus,
  refuseOutOfRange,
} from '#libs/domain';
import {
  findRelease,
  productByCoordinate,
  releasesOfProduct,
  unknownCoordinate,
  visibleReleaseCoordinates,
} from '#libs/registry';
import type { DataSource } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import { revisionAt } from '../cells/revision-at.queries.js';
import { pastMatrix, type Moment, type PastMatrix } from '../past/past-matrix.js';
import { releasesAsked } from '../past/releases-asked.js';
import { placePlatforms, platformsOf } from '../search/cell-filter.js';
import type { LiveDirectory } from '../search/live-directory.js';

type Current = NonNullable<Awaited<ReturnType<LiveDirectory['current']>>>;

/** Releases that one comparison takes, and that are held in memory together, at both moments. */
const MOST_RELEASES = 500;
const GROUP = 50;
/** Cells that one answer lists. */
const MOST_CHANGES = 20_000;

export interface CellChange {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly from: { readonly status: CellStatus };
  readonly to: { readonly status: CellStatus };
}

/** Two moments, and whose cells: of a release, of all published ones of a product (`vendor/product`), or of a filter's. */
export interface Comparison {
  readonly from: Date;
  readonly to: Date;
  readonly release?: string | undefined;
  readonly product?: string | undefined;
  /** Its statuses are no matter: a cell has another one at each moment. */
  readonly filter: CellFilter;
}

/**
 * The cells whose status, as strangers were told, is another one at the second moment: by what was known at each moment, as
 * valid at that moment. Some releases at a time.
 *
 * @param now what the matrix in memory calls things: needed where a filter says whose cells
 * @throws DomainError `unknown-coordinate`, `not-found`; `invalid-request` for too many releases, or a moment in the future
 */
export async function diffCells(
  db: DataSource,
  now: () => Promise<Current>,
  comparison: Comparison,
  stopping: AbortSignal,
): Promise<CellChange[]> {
  const before = await momentOf(db, 'from', comparison.from);
  const after = await momentOf(db, 'to', comparison.to);
  const ids = await releasesCompared(db, now, comparison);
  const turns = new Turns(stopping);
  const changes: CellChange[] = [];
  for (let from = 0; from < ids.length; from += GROUP) {
    const group = ids.slice(from, from + GROUP);
    const later = await pastMatrix(db, group, after, turns);
    // There was no catalogue yet, and less at any earlier moment.
    if (later === undefined) return [];
    const earlier = await pastMatrix(db, group, before, turns);
    changes.push(...changesBetween(earlier, later, comparison.filter));
    if (changes.length > MOST_CHANGES) throw tooManyChanges();
    if (turns.isOver) await turns.next();
  }
  return changes;
}

function tooManyChanges(): DomainError {
  return new DomainError(
    'invalid-request',
    `变化超过 ${MOST_CHANGES} 个单元 · More than ${MOST_CHANGES} cells changed: narrow the filter, or the time between`,
    { fields: [{ path: 'query', code: 'too_big', message: `more than ${MOST_CHANGES} cells changed` }] },
  );
}

async function momentOf(db: DataSource, field: string, at: Date): Promise<Moment> {
  refuseOutOfRange(`query.${field}`, at);
  const { revision, knownAt } = await revisionAt(db.manager, at, `query.${field}`);
  return { revision, knownAt, validAt: at };
}

function changesBetween(earlier: PastMatrix | undefined, later: PastMatrix, filter: CellFilter): CellChange[] {
  const { matrix } = later.snapshot;
  const { releases, platforms } = matrix.world;
  const compared = platformsOf(placePlatforms(filter, matrix.world), matrix.world);
  return releases.releases.flatMap(({ id, coordinate }, place) =>
    releases.isDraft(place)
      ? []
      : compared.flatMap((platform): CellChange[] => {
          const status = CELL_STATUSES[matrix.answers.status(place, platform)] ?? 'unknown';
          const entry = platforms.platforms[platform];
          const was = statusIn(earlier, id, entry?.id ?? -1);
          if (was === status || entry === undefined) return [];
          const os = platforms.osReleases[entry.os]?.coordinate ?? '';
          const cpu = platforms.cpuModels[entry.cpu]?.coordinate ?? '';
          return [{ release: coordinate, os, cpu, from: { status: was }, to: { status } }];
        }),
  );
}

/** Of a platform or release that was not known yet, nothing was. */
export function statusIn(past: PastMatrix | undefined, releaseId: string, platformId: number): CellStatus {
  if (past === undefined) return 'unknown';
  const { answers, world } = past.snapshot.matrix;
  const [release, platform] = [world.releases.placeOfId(releaseId), world.platforms.placeOfId(platformId)];
  if (release === -1 || platform === -1 || world.releases.isDraft(release)) return 'unknown';
  return CELL_STATUSES[answers.status(release, platform)] ?? 'unknown';
}

async function releasesCompared(
  db: DataSource,
  now: () => Promise<Current>,
  { release, product, filter }: Comparison,
): Promise<string[]> {
  if (release !== undefined) return [await releaseNamed(db, release)];
  if (product === undefined) return releasesAsked(await now(), filter, MOST_RELEASES);
  return releasesOf(db, product);
}

async function releaseNamed(db: DataSource, text: string): Promise<string> {
  const coordinate = parseReleaseCoordinate(text);
  const found = coordinate === undefined ? undefined : await findRelease(db, null, coordinate);
  if (found !== undefined) return found.id;
  throw unknownCoordinate('query.release', text, nearestMatches(text, await visibleReleaseCoordinates(db, null, text)));
}

async function releasesOf(db: DataSource, text: string): Promise<string[]> {
  const [vendor = '', product = ''] = text.split('/');
  const found = await productByCoordinate(db, null, { vendor, product });
  const releases = await releasesOfProduct(db, null, found.id, { after: null, limit: MOST_RELEASES + 1 });
  if (releases.length <= MOST_RELEASES) return releases.map(({ id }) => id);
  throw new DomainError(
    'invalid-request',
    `产品的版本多于 ${MOST_RELEASES} 个，请指定版本 · The product has more than ${MOST_RELEASES} releases: name a release`,
    { fields: [{ path: 'query.product', code: 'too_big', message: `has more than ${MOST_RELEASES} releases` }] },
  );
}
