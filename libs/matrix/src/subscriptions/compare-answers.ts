import type { CellStatus } from '#libs/domain';
import { statusIn } from '../diff/diff-cells.js';
import { answerCell } from '../memory/answer-cell.js';
import type { PastMatrix } from '../past/past-matrix.js';

/** What strangers are told of one cell, as it became another thing. */
export interface StatusChange {
  readonly platformId: number;
  readonly from: CellStatus;
  readonly to: CellStatus;
  /** Epoch ms; null: without end, or not in force. */
  readonly validUntil: number | null;
}

/** An answer in force that ends by itself. */
export interface ComingEnd {
  readonly platformId: number;
  readonly status: CellStatus;
  /** Epoch ms. */
  readonly validUntil: number;
}

const IN_FORCE: ReadonlySet<CellStatus> = new Set(['certified', 'inherited', 'expected', 'declared']);

/** The cells of a release whose status is another one than earlier; a release that strangers don't know has only unknown ones. */
export function statusChanges(
  earlier: PastMatrix | undefined,
  later: PastMatrix,
  releaseId: string,
  at: Date,
): StatusChange[] {
  const { platforms } = later.snapshot.matrix.world.platforms;
  return platforms.flatMap(({ id: platformId }): StatusChange[] => {
    const from = statusIn(earlier, releaseId, platformId);
    const to = statusIn(later, releaseId, platformId);
    return from === to ? [] : [{ platformId, from, to, validUntil: endOf(later, releaseId, platformId, to, at) }];
  });
}

/** Ends to come of a release's answers. */
export function comingEnds(matrix: PastMatrix, releaseId: string, at: Date): ComingEnd[] {
  const { platforms } = matrix.snapshot.matrix.world.platforms;
  return platforms.flatMap(({ id: platformId }): ComingEnd[] => {
    const status = statusIn(matrix, releaseId, platformId);
    const validUntil = endOf(matrix, releaseId, platformId, status, at);
    return validUntil === null ? [] : [{ platformId, status, validUntil }];
  });
}

/** When the release's answers change next by themselves, epoch ms, or infinity. */
export function nextChange({ snapshot: { matrix } }: PastMatrix, releaseId: string): number {
  const place = matrix.world.releases.placeOfId(releaseId);
  return place === -1 || matrix.world.releases.isDraft(place) ? Infinity : matrix.changesAt(place) * 1000;
}

function endOf(
  { snapshot: { matrix, edition } }: PastMatrix,
  releaseId: string,
  platformId: number,
  status: CellStatus,
  at: Date,
): number | null {
  if (!IN_FORCE.has(status)) return null;
  const { releases, platforms } = matrix.world;
  const [release, platform] = [releases.placeOfId(releaseId), platforms.placeOfId(platformId)];
  // As they were derived: for whole seconds.
  const second = Math.floor(at.getTime() / 1000) * 1000;
  return answerCell(matrix, release, platform, second, edition.revision, true).validUntil;
}
