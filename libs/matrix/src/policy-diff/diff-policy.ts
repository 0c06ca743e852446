import { DomainError, type CellStatus, type Policy } from '#libs/domain';
import { Turns } from '../batch/take-turns.js';
import type { Explanation } from '../memory/explanations.js';
import type { LiveMatrix, Snapshot } from '../memory/live-matrix.js';
import { DraftedAnswers, type BothAnswers } from './drafted-answers.js';

/** What kind of answer a cell has: its status, the rules of its path, or why nothing is known. */
export interface AnswerKind {
  readonly status: CellStatus;
  /** Of the path; of `unknown`, the rule that refused the nearest source. */
  readonly rules: readonly string[];
  readonly reason: string | null;
}

/** What a policy would change, summed up. Its answers are those of strangers at the present moment. */
export interface PolicyDiffSummary {
  readonly policy: string;
  /** The policy in force, which the present answers follow. */
  readonly against: string;
  readonly audience: 'public';
  /** Of the matrix when the comparison began, and when it ended: findings that came meanwhile count on both sides. */
  readonly revision: number;
  readonly endRevision: number;
  readonly compared: number;
  readonly changed: number;
  /** Of these: cells that would have another status. */
  readonly statusChanged: number;
  /** Most cells first. Equal kinds on both sides: another source, or another end. */
  readonly counts: readonly { readonly from: AnswerKind; readonly to: AnswerKind; readonly cells: number }[];
}

/**
 * Compares every cell under a drafted policy with its present answer, a release at a time and in slices that let others in
 * between. Nothing is kept but the counts, of which there are as many as kinds of answers.
 *
 * @param told which of the changed cells are told in full, and how many at most
 * @throws DomainError `matrix-loading` where the matrix is exchanged meanwhile: the policy in force or the catalogue changed
 */
export async function* diffPolicy(
  live: LiveMatrix,
  start: Snapshot,
  policy: Policy,
  told: { readonly most: number; readonly withOtherStatusOnly: boolean },
  stopping: AbortSignal,
): AsyncGenerator<BothAnswers, PolicyDiffSummary> {
  const { matrix } = start;
  const { revision } = start.edition;
  const drafted = new DraftedAnswers(matrix, policy);
  const counts = new Map<string, { from: AnswerKind; to: AnswerKind; cells: number }>();
  const turns = new Turns(stopping);
  let [compared, changed, statusChanged, left] = [0, 0, 0, told.most];
  const letOthersIn = async (): Promise<void> => {
    await turns.next();
    if (live.snapshot?.matrix !== matrix) throw exchanged();
  };
  for (let release = 0; release < matrix.world.releases.size; release += 1) {
    if (turns.isOver) await letOthersIn();
    if (matrix.world.releases.isDraft(release)) continue;
    const at = Math.floor(Date.now() / 1000);
    const changes = drafted.changesOf(release, at);
    compared += matrix.world.platforms.size;
    const others = changes.filter(({ from, to }) => from.status !== to.status);
    changed += changes.length;
    statusChanged += others.length;
    for (const { from, to } of changes) count(counts, kindOf(from), kindOf(to));
    for (const { platform } of (told.withOtherStatusOnly ? others : changes).slice(0, left)) {
      left -= 1;
      // Time passes while the one before is read: both sides are told as of one second all the same.
      yield drafted.answersOf(release, platform, Math.floor(Date.now() / 1000));
      if (turns.isOver) await letOthersIn();
    }
  }
  return {
    policy: policy.version,
    against: matrix.world.policy.version,
    audience: 'public',
    revision,
    endRevision: live.snapshot?.edition.revision ?? revision,
    compared,
    changed,
    statusChanged,
    counts: [...counts.values()].sort((a, b) => b.cells - a.cells),
  };
}

function kindOf({ status, steps, because }: Explanation): AnswerKind {
  const rules = because === null ? steps.map(({ rule }) => rule) : because.rule === null ? [] : [because.rule];
  return { status, rules, reason: because?.code ?? null };
}

function count(
  counts: Map<string, { from: AnswerKind; to: AnswerKind; cells: number }>,
  from: AnswerKind,
  to: AnswerKind,
): void {
  const key = JSON.stringify([from, to]);
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { from, to, cells: 1 });
  else known.cells += 1;
}

function exchanged(): DomainError {
  return new DomainError(
    'matrix-loading',
    '比较期间生效策略或目录已变更，请重新查询 · The policy in force or the catalogue changed meanwhile; ask again',
  );
}
