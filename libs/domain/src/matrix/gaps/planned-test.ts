import type { CellAnswer, CellFacts, CellQuestion, CellStatus } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import { testEnd } from '../finding.js';
import type { Finding } from '../finding.js';
import type { Platform } from '../platform-model.js';
import type { Policy } from '../policy.js';
import { asReviewed } from '../reviewed-inheritance.js';
import { walkTo } from '../walk.js';

/**
 * What is good enough for a cell: `expected` certified, inherited or derived by rule · `inherited` certified, inherited, or
 * derived so that a review may make it inherited under the policy.
 */
export const GAP_GOALS = ['inherited', 'expected'] as const;
export type GapGoal = (typeof GAP_GOALS)[number];

/** A question without a platform: who asks what about which release, and when. */
export type GapQuestion = Omit<CellQuestion, 'os' | 'cpu'>;

/** What a planned test makes of a cell: its own is certified; another one is derived, by these rules. */
export interface CoveredCell {
  readonly status: CellStatus;
  readonly rules: readonly string[];
}

/** The domain's own inference over what is known, and over what would be if tests that were never made had passed. */
export class PlannedTests {
  readonly #question: GapQuestion;
  readonly #facts: CellFacts;
  /** Platforms (OS release and CPU) on which the release failed directly: a pass there may open ways for others, too. */
  readonly #failed: ReadonlySet<string>;
  readonly #lastTest: number;

  constructor(question: GapQuestion, facts: CellFacts, goal: GapGoal) {
    this.#question = question;
    this.#facts = { ...facts, policy: policyFor(goal, facts.policy) };
    const own = facts.findings.filter(({ releaseId }) => releaseId === question.release.id);
    const fails = own.filter(({ kind, verdict }) => kind === 'direct' && verdict === 'fail');
    this.#failed = new Set(fails.map(({ platform }) => `${platform.osReleaseId} ${platform.cpuModelId}`));
    this.#lastTest = own.reduce((last, finding) => Math.max(last, testEnd(finding)), question.validAt);
  }

  /** The cell as it is, were these tests made and passed; null where that is not good enough. */
  covered(on: Platform, planned: readonly Platform[]): CoveredCell | null {
    const findings = [...this.#facts.findings, ...planned.map((platform, place) => this.#pass(platform, place))];
    const { os, cpu } = on;
    const answer = evaluateCell({ ...this.#question, os, cpu }, { ...this.#facts, findings });
    return isGoodEnough(answer) ? { status: answer.status, rules: answer.path.map(({ rule }) => rule) } : null;
  }

  /** Could a pass there say anything about this cell? Cheap to ask, and seldom so. */
  mayReach(from: Platform, to: Platform): boolean {
    if (from.os.id === to.os.id && from.cpu.id === to.cpu.id) return true;
    if (from.cpu.isa !== to.cpu.isa) return false;
    if (this.#failed.has(`${from.os.id} ${from.cpu.id}`)) return true;
    const { os, cpu } = to;
    const start = { release: this.#question.release, os: from.os, cpu: from.cpu };
    return 'steps' in walkTo({ ...this.#question, os, cpu }, start, this.#facts, this.#facts.policy);
  }

  /** Later than every test there was, so that it counts (R10). */
  #pass({ os, cpu }: Platform, place: number): Finding {
    const { release, secondReleaseId, validAt, knownAtRevision } = this.#question;
    const last = this.#facts.findings.reduce((most, { number }) => Math.max(most, number), 0);
    return {
      number: last + 1 + place,
      id: 'planned',
      kind: 'direct',
      verdict: 'pass',
      releaseId: release.id,
      platform: { osReleaseId: os.id, cpuModelId: cpu.id },
      secondReleaseId,
      visibility: 'public',
      parties: [],
      scheme: null,
      validFrom: validAt,
      validTo: null,
      testedAt: this.#lastTest + 1,
      revision: knownAtRevision,
      certificateNumber: null,
      endsFinding: null,
      declaredBy: null,
      policyVersion: null,
      sourceFinding: null,
    };
  }
}

function policyFor(goal: GapGoal, policy: Policy): Policy {
  return goal === 'inherited' ? asReviewed(policy) : policy;
}

function isGoodEnough({ status }: CellAnswer): boolean {
  return status === 'certified' || status === 'inherited' || status === 'expected';
}
