import { cellDocument, type CellDocument } from '#libs/domain';
import { checkRows } from '../batch/check-rows.js';
import { answerCell } from '../memory/answer-cell.js';
import type { Snapshot } from '../memory/live-matrix.js';
import type { DataSource } from 'typeorm';

export interface CellAsked {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
}

/** What the matrix says of a cell as strangers see it; null where it has no such cell. */
export type AskCell = (cell: CellAsked) => Promise<CellDocument | null>;

/**
 * Answers from the matrix in memory, as it is at each question.
 *
 * @param validAt epoch ms; null asks about the present
 */
export function askPresent(snapshot: () => Snapshot, validAt: number | null): AskCell {
  return (asked) => {
    const { matrix, names, edition } = snapshot();
    const release = matrix.world.releases.placeOf(asked.release);
    const platform = matrix.world.platforms.placeOf(asked.os, asked.cpu);
    if (release === -1 || platform === -1) return Promise.resolve(null);
    const at = validAt ?? Date.now();
    if (validAt === null) matrix.refresh(release, Math.floor(at / 1000));
    const answer = answerCell(matrix, release, platform, at, edition.revision, validAt === null);
    return Promise.resolve(cellDocument(answer, new Date(edition.knownAt), names));
  };
}

/** Answers as known at a moment, each from the database. */
export function askPast(db: DataSource, moment: { readonly validAt: Date | null; readonly knownAt: Date }): AskCell {
  return async (asked) => {
    const [answer] = await checkRows(db, [asked], moment);
    return answer === undefined || 'error' in answer ? null : answer;
  };
}
