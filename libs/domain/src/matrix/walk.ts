import type { CellFacts, CellQuestion, PathStep } from './cell.js';
import type { Place } from './platform-model.js';
import type { Policy } from './policy.js';
import type { Axis, InferenceRule, Step } from './rules/inference-rule.js';
import { INFERENCE_RULES } from './rules/inference-rules.js';
import { knownReleases } from './standing.js';

export interface Refusal {
  readonly rule: string | null;
  readonly code: string;
}

/** How the rules lead from one cell to another: the steps, and every cell entered on the way. */
export interface Way {
  readonly steps: readonly Pick<PathStep, 'rule' | 'from'>[];
  readonly enters: readonly Place[];
}

/**
 * R9: one step per axis, `maxSteps` in all; first along the release axis, then CPU, then OS. With a fixed order the corners
 * that a path turns at are the asked release on the source's platform, and the asked release on the asked CPU and the
 * source's OS release: what failed for the asked release or on the asked CPU is always seen.
 */
export function walkTo(question: CellQuestion, start: Place, facts: CellFacts, policy: Policy): Way | Refusal {
  const { release, os, cpu } = question;
  const released: Place = { ...start, release };
  const moved: Place = { ...released, cpu };
  const target: Place = { release, os, cpu };
  const legs: readonly (Leg & { readonly isNeeded: boolean })[] = [
    {
      axis: 'release',
      from: start,
      to: released,
      left: { release: start.release.coordinate },
      isNeeded: start.release.id !== release.id,
    },
    { axis: 'cpu', from: released, to: moved, left: { cpu: start.cpu.coordinate }, isNeeded: start.cpu.id !== cpu.id },
    { axis: 'os', from: moved, to: target, left: { os: start.os.coordinate }, isNeeded: start.os.id !== os.id },
  ];

  const steps: Pick<PathStep, 'rule' | 'from'>[] = [];
  const enters: Place[] = [];
  for (const { axis, from, to, left } of legs.filter(({ isNeeded }) => isNeeded)) {
    const rules = INFERENCE_RULES.filter((rule) => rule.axis === axis && policy.rules.includes(rule.name));
    const { osReleases } = facts;
    const step: Step = { from, to, releases: knownReleases(question, facts), osReleases, abiReach: policy.abiReach };
    const taken = takeStep(rules, step, policy);
    if ('code' in taken) return taken;
    steps.push({ rule: taken.rule, from: left });
    enters.push(...taken.enters);
  }
  return steps.length > policy.maxSteps ? { rule: 'R9', code: 'too-many-steps' } : { steps, enters };
}

interface Leg {
  readonly axis: Axis;
  readonly from: Place;
  readonly to: Place;
  /** The coordinate that the step leaves behind. */
  readonly left: PathStep['from'];
}

/**
 * The first rule of the axis that takes the step. Else why not, in order: a rule would take it after review; the first
 * refusal that is to the point; the first refusal.
 */
function takeStep(
  rules: readonly InferenceRule[],
  step: Step,
  policy: Policy,
): { readonly rule: string; readonly enters: readonly Place[] } | Refusal {
  const judged = rules.map(({ name, judge }) => ({
    rule: name,
    needsReview: needsReview(name, policy),
    ...judge(step),
  }));
  const takers = judged.filter((one) => 'enters' in one);
  const taker = takers.find((one) => !one.needsReview);
  if (taker !== undefined) return taker;

  const [reviewable] = takers;
  if (reviewable !== undefined) return { rule: reviewable.rule, code: 'review-needed' };
  const refusals = judged.filter((one) => 'refused' in one);
  const told = refusals.find(({ besideThePoint }) => besideThePoint !== true) ?? refusals[0];
  return told === undefined ? { rule: null, code: 'no-rule-on-this-axis' } : { rule: told.rule, code: told.refused };
}

function needsReview(rule: string, policy: Policy): boolean {
  return policy.reviewedRules.includes(rule);
}
