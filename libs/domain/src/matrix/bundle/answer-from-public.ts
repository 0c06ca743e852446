import type { CellAnswer, CellQuestion } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import type { ReleaseFindings } from './public-part.js';
import type { WithheldAnswer } from './withheld-answers.js';

/**
 * What strangers are told, by the public part of the facts and the answers that hidden findings have changed: the same as
 * `evaluateCell` says with all facts at hand.
 *
 * @param withheld of the release, or of the edge, that is asked about
 */
export function answerFromPublic(
  question: CellQuestion,
  shown: ReleaseFindings,
  withheld: readonly WithheldAnswer[],
): CellAnswer {
  const { os, cpu, validAt } = question;
  const told = withheld.find(
    (one) =>
      one.os.id === os.id && one.cpu.id === cpu.id && one.from <= validAt && (one.to === null || validAt < one.to),
  );
  if (told === undefined) return evaluateCell({ ...question, release: shown.release }, shown);
  return toldAnswer(question, shown, told);
}

export function toldAnswer(
  { os, cpu, validAt, knownAtRevision }: Omit<CellQuestion, 'release'>,
  shown: ReleaseFindings,
  { answer }: WithheldAnswer,
): CellAnswer {
  return {
    release: shown.release.coordinate,
    os: os.coordinate,
    cpu: cpu.coordinate,
    ...answer,
    policy: shown.policy.version,
    validAt,
    knownAtRevision,
  };
}
