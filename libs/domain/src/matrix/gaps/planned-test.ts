import { maySee } from '../audience.js';
import type { CellAnswer, CellFacts, CellQuestion, CellStatus } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import { testEnd } from '../finding.js';
import type { Finding } from '../finding.js';
import type { Platform } from '../platform-model.js';
import type { Policy } from '../policy.js';
import { policyAsReviewed } from '../reviewed-inheritance.js';
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

/**
 * The domain's own inference over what is known, and over what would be if tests that were never made had passed.
 *
 * What is hidden from the asker has no part in what would be: else he could find a hidden fail by planning around it. So a
 * stranger's plan may hope for more than he will be told in the end; the parties' own plans don't. Where what he is told
 * already differs from what he could work out himself, only a test of the very cell will do.
 */
export class PlannedTests {
  readonly #question: GapQuestion;
  readonly #facts: CellFacts;
  readonly #seen: CellFacts;
  /** Platforms on which the release failed directly: a pass there may open ways for others, too. */
  readonly #failed: ReadonlySet<string>;
  /** Cells with a reviewed inheritance: a new source may revive it, by the policy that it was reviewed under. */
  readonly #inherited: ReadonlySet<string>;
  readonly #lastTest: number;
  readonly #lastNumber: number;
  readonly #withheld = new Map<string, boolean>();
  readonly #cpuWays = new Map<string, boolean>();

  constructor(question: GapQuestion, facts: CellFacts, goal: GapGoal) {
    this.#question = question;
    this.#facts = { ...facts, policy: policyFor(goal, facts.policy) };
    this.#seen = { ...this.#facts, findings: seenBy(question, facts) };
    const own = this.#seen.findings.filter(({ releaseId }) => releaseId === question.release.id);
    const cellsOf = (findings: readonly Finding[]): ReadonlySet<string> =>
      new Set(findings.map(({ platform }) => `${platform.osReleaseId} ${platform.cpuModelId}`));
    this.#failed = cellsOf(own.filter(({ kind, verdict }) => kind === 'direct' && verdict === 'fail'));
    this.#inherited = cellsOf(own.filter(({ kind }) => kind === 'inherited'));
    this.#lastTest = own.reduce((last, finding) => Math.max(last, testEnd(finding)), question.validAt);
    this.#lastNumber = this.#seen.findings.reduce((most, { number }) => Math.max(most, number), 0);
  }

  /** The cell as it is, were these tests made and passed; null where that is not good enough. */
  covered(on: Platform, planned: readonly Platform[]): CoveredCell | null {
    if (planned.length === 0) return this.#judge(on, this.#facts);
    if (this.#isWithheld(on) && !planned.some((platform) => keyOf(platform) === keyOf(on))) return null;
    const passes = planned.map((platform, place) => this.#pass(platform, place));
    return this.#judge(on, { ...this.#seen, findings: [...this.#seen.findings, ...passes] });
  }

  #judge({ os, cpu }: Platform, facts: CellFacts): CoveredCell | null {
    const answer = evaluateCell({ ...this.#question, os, cpu }, facts);
    return isGoodEnough(answer) ? { status: answer.status, rules: answer.path.map(({ rule }) => rule) } : null;
  }

  /** By what the asker sees it would be good enough, and yet he is told that it is not. */
  #isWithheld(on: Platform): boolean {
    const key = keyOf(on);
    const known = this.#withheld.get(key);
    if (known !== undefined) return known;
    const withheld = this.#judge(on, this.#facts) === null && this.#judge(on, this.#seen) !== null;
    this.#withheld.set(key, withheld);
    return withheld;
  }

  /** Could a pass there say anything about this cell? Cheap to ask, and seldom so. */
  mayReach(from: Platform, to: Platform): boolean {
    if (keyOf(from) === keyOf(to)) return true;
    // Another ISA is never inferred: said once for all, since it is most of the pairs.
    if (from.cpu.isa !== to.cpu.isa) return false;
    if (this.#failed.has(keyOf(from)) || this.#inherited.has(keyOf(to))) return true;
    return this.#cpuLeads(from, to) && this.#leads(from, to);
  }

  /** Rules of the CPU axis look at CPUs only: asked once for a pair of them, most platforms are out of reach already. */
  #cpuLeads({ os, cpu }: Platform, to: Platform): boolean {
    const key = `${cpu.id} ${to.cpu.id}`;
    const known = this.#cpuWays.get(key);
    if (known !== undefined) return known;
    const leads = cpu.id === to.cpu.id || this.#leads({ os, cpu }, { os, cpu: to.cpu });
    this.#cpuWays.set(key, leads);
    return leads;
  }

  #leads(from: Platform, { os, cpu }: Platform): boolean {
    const start = { release: this.#question.release, os: from.os, cpu: from.cpu };
    return 'steps' in walkTo({ ...this.#question, os, cpu }, start, this.#seen, this.#seen.policy);
  }

  /** Later than every test there was, so that it counts (R10). */
  #pass({ os, cpu }: Platform, place: number): Finding {
    const { release, secondReleaseId, validAt, knownAtRevision } = this.#question;
    return {
      number: this.#lastNumber + 1 + place,
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

function keyOf({ os, cpu }: Platform): string {
  return `${os.id} ${cpu.id}`;
}

/** The findings that the asker may see at all. */
function seenBy({ audience, release, knownAtRevision }: GapQuestion, facts: CellFacts): readonly Finding[] {
  const vendorOf = new Map([...facts.releases, release].map(({ id, vendorId }) => [id, vendorId]));
  const known = facts.findings.filter(({ revision }) => revision <= knownAtRevision);
  const publications = known.filter(({ kind }) => kind === 'publication');
  return known.filter((finding) => maySee(audience, finding, vendorOf.get(finding.releaseId) ?? '', publications));
}

function policyFor(goal: GapGoal, policy: Policy): Policy {
  return goal === 'inherited' ? policyAsReviewed(policy) : policy;
}

function isGoodEnough({ status }: CellAnswer): boolean {
  return status === 'certified' || status === 'inherited' || status === 'expected';
}
