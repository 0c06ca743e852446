import type { AbiLevel } from './release-facts.js';

/** Inference policy: versioned data. The evaluator is generic over it. */
export interface Policy {
  readonly version: string;
  /**
   * Inference rules that are on (`R1`, `R4`, …), tried in the evaluator's order. Names without an inference rule of that
   * name do nothing here: R8 to R12 are always on, since switching them off could only make answers less true.
   */
  readonly rules: readonly string[];
  /** Of the rules that are on, those that derive nothing by themselves: they only point a reviewer to the source. */
  readonly reviewedRules: readonly string[];
  /** R4: how far a release's ABI level reaches; `undeclared` is for a release that states none. */
  readonly abiReach: Readonly<Record<AbiLevel | 'undeclared', 'line' | 'service-pack' | 'none'>>;
  /** R9: steps in all; one per axis is fixed. */
  readonly maxSteps: number;
  /** R11: validity of a pass or declaration that states no end. */
  readonly defaultValidityDays: number;
  /** R10: how long a fail without a stated end stands when no later direct pass ends it; null for ever. */
  readonly failValidityDays: number | null;
  /** R11: a derived answer ends at most this long after its source began; null without such a cap. */
  readonly derivedValidityDays: number | null;
}

export const DAY_MS = 86_400_000;
