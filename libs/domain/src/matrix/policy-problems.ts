import type { FactProblem } from './lineage-problems.js';
import type { Policy } from './policy.js';
import type { AbiLevel } from './release-facts.js';

/** A policy as it comes from a file or a request: its numbers and words are still anybody's. */
export type PolicyDefinition = Omit<Policy, 'version' | 'abiReach'> & {
  readonly abiReach: Readonly<Record<string, string>>;
};

const LEVELS: readonly (AbiLevel | 'undeclared')[] = ['level1', 'level2', 'level3', 'undeclared'];
const REACHES: readonly Policy['abiReach'][AbiLevel][] = ['line', 'service-pack', 'none'];
/** R9: one step per axis, and there are three. */
const MOST_STEPS = 3;

/**
 * What is wrong with a policy, all of it at once. The evaluator passes over rule names that it doesn't know, so that an old
 * version can read a new policy; whoever writes one is told.
 */
export function policyProblems(policy: PolicyDefinition, knownRuleNames: readonly string[]): readonly FactProblem[] {
  return [
    ...ruleProblems('rules', policy.rules, knownRuleNames),
    ...ruleProblems('reviewedRules', policy.reviewedRules, knownRuleNames),
    ...reachProblems(policy.abiReach),
    ...stepProblems(policy.maxSteps),
    ...capProblems('defaultValidityDays', policy.defaultValidityDays),
    ...capProblems('failValidityDays', policy.failValidityDays),
    ...capProblems('derivedValidityDays', policy.derivedValidityDays),
  ];
}

function ruleProblems(field: string, names: readonly string[], known: readonly string[]): readonly FactProblem[] {
  return names.flatMap((name, index) =>
    known.includes(name)
      ? []
      : [{ path: `${field}[${index}]`, code: 'unknown-rule', message: `没有规则 ${name} · there is no rule ${name}` }],
  );
}

function reachProblems(abiReach: Readonly<Record<string, string>>): readonly FactProblem[] {
  const reaches: readonly string[] = REACHES;
  const levels: readonly string[] = LEVELS;
  const strange = Object.keys(abiReach).filter((level) => !levels.includes(level));
  const wrong = LEVELS.filter((level) => !reaches.includes(abiReach[level] ?? ''));
  return [
    ...strange.map((level) => ({
      path: `abiReach.${level}`,
      code: 'unknown-abi-level',
      message: `没有 ABI 等级 ${level} · there is no ABI level ${level}`,
    })),
    ...wrong.map((level) => ({
      path: `abiReach.${level}`,
      code: 'unknown-reach',
      message: `须为 ${REACHES.join('、')} 之一 · must be one of ${REACHES.join(', ')}`,
    })),
  ];
}

function stepProblems(maxSteps: number): readonly FactProblem[] {
  if (Number.isInteger(maxSteps) && maxSteps >= 1 && maxSteps <= MOST_STEPS) return [];
  const message = `须为 1 至 ${MOST_STEPS} 的整数 · must be a whole number from 1 to ${MOST_STEPS}`;
  return [{ path: 'maxSteps', code: 'steps-out-of-bounds', message }];
}

function capProblems(path: string, days: number | null): readonly FactProblem[] {
  if (days === null || (Number.isFinite(days) && days > 0)) return [];
  return [{ path, code: 'cap-not-positive', message: '天数须为正数 · must be a positive number of days' }];
}
