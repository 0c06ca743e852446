import type { CellAnswer, Policy } from '#libs/domain';
import { answerCell } from '../memory/answer-cell.js';
import { ReleaseDeriver } from '../memory/derive-release.js';
import { Explanations, type Explanation } from '../memory/explanations.js';
import { Matrix } from '../memory/matrix.js';
import {
  DAY_SECONDS,
  NEVER,
  OS_END_OF_LIFE,
  POLICY_CAP,
  PRODUCT_END_OF_LIFE,
  standingOf,
  type Standing,
} from '../memory/standing.js';

/** A cell of one release whose answer would be another one. */
export interface DraftedChange {
  readonly platform: number;
  readonly from: Explanation;
  readonly to: Explanation;
}

/** An instant in epoch seconds, and the place of its reason among the domain's. */
interface PackedEnd {
  readonly at: number;
  readonly code: number;
}

/** A cell whose answer rests on the finding of a row. */
interface RestingCell {
  readonly release: number;
  readonly platform: number;
  readonly row: number;
  readonly isDerived: boolean;
}

/** An answer with both sides told in full. */
export interface BothAnswers {
  readonly from: CellAnswer;
  readonly to: CellAnswer;
}

/**
 * What strangers would be told under a drafted policy, beside what the matrix in memory tells them. Findings, releases and
 * catalogue are the matrix's own, so that nothing grows with the number of cells; the derivation is the same one.
 */
export class DraftedAnswers {
  readonly #present: Matrix;
  readonly #draft: Matrix;
  readonly #explanations = new Explanations();
  readonly #deriver: ReleaseDeriver;
  /** The durations say when findings end by themselves, declarations and fails among them. */
  readonly #hasOtherDurations: boolean;
  readonly #presentKeys: string[] = [];
  readonly #draftKeys: string[] = [];
  readonly #standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };

  constructor(present: Matrix, policy: Policy) {
    this.#present = present;
    const { world, store } = present;
    const { platforms, releases } = world;
    const policies = new Map([...world.policies, [policy.version, policy]]);
    // Its answers are never written, and room that nothing is written to takes no memory.
    this.#draft = new Matrix({ platforms, releases, policy, policies }, store);
    const { rows, acts, schemes, inheritances } = store;
    this.#deriver = new ReleaseDeriver(
      {
        platforms,
        releases,
        rows,
        acts,
        policy,
        policies,
        schemes,
        inheritances,
      },
      this.#explanations,
    );
    this.#hasOtherDurations =
      policy.defaultValidityDays !== world.policy.defaultValidityDays ||
      policy.failValidityDays !== world.policy.failValidityDays;
  }

  /** @param at epoch seconds, the present moment */
  changesOf(release: number, at: number): DraftedChange[] {
    const present = this.#present;
    const changes: DraftedChange[] = [];
    const doubtful: DraftedChange[] = [];
    present.refresh(release, at);
    this.#deriver.derive(release, at, (platform, place, row) => {
      const before = present.answers.explanation(release, platform);
      const to = explanationAt(this.#explanations, place);
      const change = { platform, from: explanationAt(present.explanations, before), to };
      const isSame =
        this.#keyOf(this.#draftKeys, this.#explanations, place) ===
          this.#keyOf(this.#presentKeys, present.explanations, before) &&
        present.answers.row(release, platform) === row;
      if (!isSame || !this.#endsAlike(release, platform, to, row, at)) changes.push(change);
      else if (this.#hasOtherDurations && (to.isComposite || to.isDeclared)) doubtful.push(change);
    });
    // What rests on several findings may say the same after all; only the answers in full can tell.
    const differing = doubtful.filter(({ platform }) => this.#differs(release, platform, at));
    return [...changes, ...differing].sort((a, b) => a.platform - b.platform);
  }

  /** @param at epoch seconds, the present moment */
  answersOf(release: number, platform: number, at: number): BothAnswers {
    this.#present.refresh(release, at);
    return {
      from: answerCell(this.#present, release, platform, at * 1000, 0, true),
      to: answerCell(this.#draft, release, platform, at * 1000, 0, false),
    };
  }

  #differs(release: number, platform: number, at: number): boolean {
    const { from, to } = this.answersOf(release, platform, at);
    return JSON.stringify({ ...from, policy: '' }) !== JSON.stringify({ ...to, policy: '' });
  }

  /** Do two answers of one shape, resting on one finding, end at the same instant? What rests on several is looked at apart. */
  #endsAlike(release: number, platform: number, shape: Explanation, row: number, at: number): boolean {
    if (shape.isComposite || shape.because !== null || row < 0) return true;
    const { world, endsBySource } = this.#present;
    const cell = { release, platform, row, isDerived: shape.steps.length > 0 };
    const now = this.#endUnder(world.policy, endsBySource.get(row), cell, at);
    const then = this.#endUnder(this.#draft.world.policy, this.#deriver.endsBySource.get(row), cell, at);
    return now.at === then.at && (now.code === then.code || now.at === NEVER);
  }

  /** R11 over the finding that the answer rests on; of equal instants the first gives the reason. */
  #endUnder(policy: Policy, bySource: PackedEnd | undefined, cell: RestingCell, at: number): PackedEnd {
    const { world, store } = this.#present;
    standingOf(store.rows, cell.row, store.acts, policy, at, this.#standing);
    const own = bySource ?? { at: this.#standing.endAt, code: this.#standing.endCode };
    if (!cell.isDerived) return own;
    const product = world.releases.releases[cell.release]?.endOfLife ?? null;
    const cap = policy.derivedValidityDays;
    const others: readonly PackedEnd[] = [
      { at: world.platforms.osEndOfLife[world.platforms.osOf[cell.platform] ?? 0] ?? NEVER, code: OS_END_OF_LIFE },
      { at: product === null ? NEVER : product / 1000, code: PRODUCT_END_OF_LIFE },
      {
        at: cap === null ? NEVER : store.rows.validFrom(cell.row) + cap * DAY_SECONDS,
        code: POLICY_CAP,
      },
    ];
    return others.reduce((first, end) => (end.at < first.at ? end : first), own);
  }

  /** Equal keys are explanations of one shape, whoever keeps them. */
  #keyOf(keys: string[], explanations: Explanations, place: number): string {
    return (keys[place] ??= JSON.stringify(explanationAt(explanations, place)));
  }
}

function explanationAt({ list }: Explanations, place: number): Explanation {
  const explanation = list[place];
  if (explanation === undefined) throw new Error(`no explanation ${place}`);
  return explanation;
}
