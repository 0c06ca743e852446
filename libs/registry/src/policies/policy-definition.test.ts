import { describe, expect, it } from '@jest/globals';
import { RULE_NAMES } from '#libs/domain';
import { readCatalogue } from '../catalogue/read-catalogue.js';
import { policyProblems } from './policy-definition.js';

const { policies } = await readCatalogue();
const newest = policies.at(-1);

/** The newest policy of the files, with one rule said otherwise. */
const withRule = (name: string, change: object) => {
  const rules: Readonly<Record<string, object>> = newest?.rules ?? {};
  return { ...newest, rules: { ...rules, [name]: { ...rules[name], ...change } } };
};

describe('a policy', () => {
  it.each(policies)('$version of the files is one', (policy) => {
    expect(policyProblems(policy)).toEqual([]);
  });

  it('says something about every rule that the evaluator knows, and about no other', () => {
    expect(Object.keys(newest?.rules ?? {}).sort()).toEqual([...RULE_NAMES].sort());
  });

  it('2026.2 has every rule on, and boards reviewed by a person', () => {
    const found = policies.find(({ version }) => version === '2026.2');
    expect(Object.values(found?.rules ?? {}).map((rule) => rule.enabled)).toEqual(
      Array.from({ length: 13 }, () => true),
    );
    const reviewed = Object.entries(found?.rules ?? {}).filter(([, rule]) => rule['needsReview'] === true);
    expect(reviewed.map(([name]) => name)).toEqual(['R2']);
  });

  it.each<[string, string, object, string]>([
    ['an unknown rule', 'R14', { enabled: true }, 'rules.R14'],
    ['an unknown fact', 'R1', { equal: ['vendor', 'isa', 'colour'] }, 'rules.R1.equal.2'],
    ['fewer facts than the rule compares', 'R1', { equal: ['vendor', 'isa'] }, 'rules.R1.equal'],
    ['a fact of another rule', 'R2', { equal: ['pciVendor', 'pciDevice', 'isa'] }, 'rules.R2.equal.2'],
    ['a parameter that no rule has', 'R4', { backward: true }, 'rules.R4.backward'],
    [
      'a reach that there is not',
      'R4',
      { reachByAbiLevel: { level1: 'world', level2: 'none', level3: 'none', undeclared: 'none' } },
      'rules.R4.reachByAbiLevel.level1',
    ],
    ['a switch that is none', 'R5', { enabled: 'yes' }, 'rules.R5.enabled'],
    ['negatives switched off', 'R8', { enabled: false }, 'rules.R8.enabled'],
    ['three steps', 'R9', { stepsInAll: 3 }, 'rules.R9.stepsInAll'],
    ['no step', 'R9', { stepsInAll: 0 }, 'rules.R9.stepsInAll'],
    ['two steps on one axis', 'R9', { stepsPerAxis: 2 }, 'rules.R9.stepsPerAxis'],
    ['another precedence', 'R10', { order: ['declared', 'direct', 'inheritance', 'derived'] }, 'rules.R10.order.0'],
    [
      'a validity that is over before it begins',
      'R11',
      { defaultValidity: { days: -1 } },
      'rules.R11.defaultValidity.days',
    ],
    ['a span of two units', 'R11', { policyCap: { days: 1, years: 1 } }, 'rules.R11.policyCap'],
    ['a thousand years', 'R10', { failValidity: { years: 1000 } }, 'rules.R10.failValidity.years'],
  ])('is refused with %s', (_what, rule, change, path) => {
    expect(policyProblems(withRule(rule, change)).map((problem) => problem.path)).toContain(path);
  });

  it.each([[{}], [null], ['R1'], [{ rules: [] }], [{ rules: {} }]])('is not %j', (nothing) => {
    expect(policyProblems(nothing)).not.toEqual([]);
  });
});
