import { cellDocument } from '#libs/domain';
import { answerCell } from '../memory/answer-cell.js';
import { asBytes } from '../memory/answer-template.js';
import type { Snapshot } from '../memory/live-matrix.js';
import { NearestNames } from './nearest-names.js';
import { isRefusal, readRow, type AskedCell, type RowRefusal } from './read-row.js';

/** Answers rows of a batch one by one, for strangers, each from the matrix as it is at that instant. */
export class RowAnswerer {
  readonly #snapshot: () => Snapshot;
  readonly #validAt: number | null;
  readonly #nearest = new NearestNames();

  /**
   * @param snapshot the matrix to answer from, asked for anew for each row
   * @param validAt epoch ms; null asks about the present
   */
  constructor(snapshot: () => Snapshot, validAt: number | null) {
    this.#snapshot = snapshot;
    this.#validAt = validAt;
  }

  /** JSON of the answer, or of the refusal, of one row: UTF-8 kept one byte a character. */
  answer(value: unknown, path: string): string {
    const row = readRow(value, path);
    return isRefusal(row) ? refusalText(row) : this.#answer(row, path);
  }

  #answer(row: AskedCell, path: string): string {
    const snapshot = this.#snapshot();
    const { matrix, writer, names, edition } = snapshot;
    const release = matrix.world.releases.placeOf(row.release);
    const platform = matrix.world.platforms.placeOf(row.os, row.cpu);
    if (release === -1 || platform === -1) return refusalText(this.#unknown(snapshot, row, release, path));
    if (this.#validAt === null) {
      const at = Date.now();
      matrix.refresh(release, Math.floor(at / 1000));
      return writer.write(release, platform, at);
    }
    const answer = answerCell(matrix, release, platform, this.#validAt, edition.revision, false);
    return asBytes(JSON.stringify(cellDocument(answer, new Date(edition.knownAt), names)));
  }

  #unknown({ matrix: { world } }: Snapshot, row: AskedCell, release: number, path: string): RowRefusal {
    if (release === -1) return unknown(`${path}.release`, row.release, this.#nearest.release(world, row.release));
    const { osReleases, cpuModels, platforms } = world.platforms;
    const os = osReleases.findIndex(({ coordinate }) => coordinate === row.os);
    if (os === -1) {
      const known = osReleases.map(({ coordinate }) => coordinate);
      return unknown(`${path}.os`, row.os, this.#nearest.part('os', row.os, known));
    }
    const isKnown = cpuModels.some(({ coordinate }) => coordinate === row.cpu);
    // The CPU exists, and this OS is not known to run on it: one that it runs on may have been meant.
    const candidates = isKnown
      ? platforms.filter((platform) => platform.os === os).map(({ cpu }) => cpuModels[cpu]?.coordinate ?? '')
      : cpuModels.map(({ coordinate }) => coordinate);
    const nearest = this.#nearest.part('cpu', row.cpu, candidates);
    if (!isKnown) return unknown(`${path}.cpu`, row.cpu, nearest);
    const message = `${row.os} 不支持此 CPU · ${row.os} is not known to run on ${row.cpu}`;
    return { code: 'unknown-coordinate', path: `${path}.cpu`, message, nearest };
  }
}

export function refusalText(error: RowRefusal): string {
  const { code, path, message, nearest } = error;
  return asBytes(JSON.stringify({ error: { code, path, message, nearest } }));
}

function unknown(path: string, given: string, nearest: readonly string[]): RowRefusal {
  return { code: 'unknown-coordinate', path, message: `未知坐标 · ${given} is not registered`, nearest };
}
