import { describe, expect, it } from '@jest/globals';
import { CASE_VERDICTS, planVerdict } from './verdict.js';
import type { CaseVerdict } from './verdict.js';

const CASES = [
  { id: 'install', required: true },
  { id: 'run', required: true },
  { id: 'speed', required: false },
];

function verdict(results: Readonly<Record<string, CaseVerdict>>) {
  return planVerdict(
    CASES,
    Object.entries(results).map(([caseId, given]) => ({ caseId, verdict: given })),
  );
}

describe('planVerdict', () => {
  it.each<[string, Readonly<Record<string, CaseVerdict>>, ReturnType<typeof planVerdict>]>([
    ['all passed', { install: 'passed', run: 'passed', speed: 'passed' }, 'passed'],
    ['an optional case failed', { install: 'passed', run: 'passed', speed: 'failed' }, 'passed'],
    ['an optional case is missing', { install: 'passed', run: 'passed' }, 'passed'],
    ['a required case failed', { install: 'passed', run: 'failed', speed: 'passed' }, 'failed'],
    ['the rest was skipped after a failure', { install: 'failed', run: 'skipped', speed: 'skipped' }, 'failed'],
    ['a required case failed and another is blocked', { install: 'blocked', run: 'failed' }, 'failed'],
    ['a required case is missing', { install: 'passed', speed: 'passed' }, 'blocked'],
    ['a required case was skipped without a failure', { install: 'passed', run: 'skipped' }, 'blocked'],
    ['a required case is blocked', { install: 'passed', run: 'blocked' }, 'blocked'],
    ['there are no results', {}, 'blocked'],
    ['a required case met an infrastructure error', { install: 'passed', run: 'infra-error' }, 'infra-error'],
    ['an optional case did', { install: 'passed', run: 'passed', speed: 'infra-error' }, 'infra-error'],
    ['an infrastructure error after a failure', { install: 'failed', run: 'infra-error' }, 'infra-error'],
    ['a case that the plan does not have', { install: 'passed', run: 'passed', novel: 'failed' }, 'passed'],
  ])('%s', (_, results, outcome) => {
    expect(verdict(results)).toBe(outcome);
  });

  it.each(CASE_VERDICTS.filter((given) => given !== 'passed'))('never passes with a required case %s', (given) => {
    expect(verdict({ install: 'passed', run: given, speed: 'passed' })).not.toBe('passed');
  });
});
