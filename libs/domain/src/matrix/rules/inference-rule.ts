import type { OsRelease, Platform } from '../platform-model.js';
import type { ReleaseFacts } from '../release-facts.js';

/** What a person reads, in the two languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** From one platform to another that differs on the rule's axis only. */
export interface Step {
  readonly from: Platform;
  readonly to: Platform;
  readonly release: ReleaseFacts;
  readonly osReleases: readonly OsRelease[];
}

/** `enters`: every platform the step passes over, its target included: R8 looks for fails on each. */
export type Judgement<Code extends string = string> =
  { readonly enters: readonly Platform[] } | { readonly refused: Code };

/**
 * One inference rule is one file that exports one of these, listed in `inference-rules.ts`. A rule says what may be inferred
 * and why not; the depth (R9), fails (R8), expiry (R11) and precedence (R10) are the same for all and live elsewhere.
 */
export interface InferenceRule<Code extends string = string> {
  readonly name: string;
  readonly axis: 'cpu' | 'os';
  readonly title: Words;
  readonly refusals: Readonly<Record<Code, Words>>;
  readonly judge: (step: Step) => Judgement<Code>;
}
