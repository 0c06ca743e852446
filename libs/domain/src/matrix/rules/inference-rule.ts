import type { OsRelease, Place } from '../platform-model.js';
import type { Policy } from '../policy.js';
import type { ReleaseFacts } from '../release-facts.js';

/** What a person reads, in the two languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The axes in the order in which they are walked: at most one step along each. */
export const AXES = ['release', 'cpu', 'os'] as const;
export type Axis = (typeof AXES)[number];

/** From one cell to another that differs on the rule's axis only. */
export interface Step {
  readonly from: Place;
  readonly to: Place;
  /** All that are known, the asked one among them. */
  readonly releases: readonly ReleaseFacts[];
  readonly osReleases: readonly OsRelease[];
  readonly abiReach: Policy['abiReach'];
}

/**
 * `enters`: every cell the step passes over, its target included: R8 looks for fails on each. A refusal is `besideThePoint`
 * where it says no more than that the rule is about other pairs than this one; a refusal that is to the point is told first.
 */
export type Judgement<Code extends string = string> =
  { readonly enters: readonly Place[] } | { readonly refused: Code; readonly besideThePoint?: boolean };

/**
 * One inference rule is one file that exports one of these, listed in `inference-rules.ts`. A rule says what may be inferred
 * and why not; the depth (R9), fails (R8), expiry (R11) and precedence (R10) are the same for all and live elsewhere.
 */
export interface InferenceRule<Code extends string = string> {
  readonly name: string;
  readonly axis: Axis;
  readonly title: Words;
  /** No review may turn what it derives into an inheritance. */
  readonly isNeverInherited?: true;
  readonly refusals: Readonly<Record<Code, Words>>;
  readonly judge: (step: Step) => Judgement<Code>;
}
