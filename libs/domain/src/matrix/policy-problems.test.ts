import { describe, expect, it } from '@jest/globals';
import { policyProblems } from './policy-problems.js';
import type { PolicyDefinition } from './policy-problems.js';
import { RULE_NAMES } from './rules/inference-rules.js';

const SOUND: PolicyDefinition = {
  rules: RULE_NAMES,
  reviewedRules: ['R2'],
  abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
  maxSteps: 2,
  defaultValidityDays: 1095,
  failValidityDays: null,
  derivedValidityDays: 365,
};

describe('problems of a policy', () => {
  it.each<[string, Partial<PolicyDefinition>, readonly string[]]>([
    ['a sound one', {}, []],
    ['no caps', { derivedValidityDays: null }, []],
    ['an unknown rule', { rules: ['R1', 'R99'] }, ['rules[1] unknown-rule']],
    ['an unknown reviewed rule', { reviewedRules: ['r2'] }, ['reviewedRules[0] unknown-rule']],
    ['no days', { defaultValidityDays: 0 }, ['defaultValidityDays cap-not-positive']],
    ['days before', { failValidityDays: -1 }, ['failValidityDays cap-not-positive']],
    ['days without end', { derivedValidityDays: Infinity }, ['derivedValidityDays cap-not-positive']],
    ['no number', { derivedValidityDays: NaN }, ['derivedValidityDays cap-not-positive']],
    ['no steps', { maxSteps: 0 }, ['maxSteps steps-out-of-bounds']],
    ['one step per axis', { maxSteps: 3 }, []],
    ['more steps than axes', { maxSteps: 4 }, ['maxSteps steps-out-of-bounds']],
    ['half a step', { maxSteps: 1.5 }, ['maxSteps steps-out-of-bounds']],
    [
      'a reach that is no word of ours',
      { abiReach: { ...SOUND.abiReach, level2: 'everywhere' } },
      ['abiReach.level2 unknown-reach'],
    ],
    [
      'a level left out, and one too many',
      { abiReach: { level1: 'line', level2: 'none', level3: 'none', level4: 'none' } },
      ['abiReach.level4 unknown-abi-level', 'abiReach.undeclared unknown-reach'],
    ],
    [
      'all at once',
      { rules: ['X'], maxSteps: 9, failValidityDays: 0 },
      ['rules[0] unknown-rule', 'maxSteps steps-out-of-bounds', 'failValidityDays cap-not-positive'],
    ],
  ])('%s', (_, change, expected) => {
    const problems = policyProblems({ ...SOUND, ...change }, RULE_NAMES);
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
    for (const { message } of problems) expect(message).toMatch(/\p{Script=Han}.* · .*[a-z]/u);
  });
});
