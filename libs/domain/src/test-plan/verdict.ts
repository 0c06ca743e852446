import type { AttemptOutcome } from '../workflow/attempt-states.js';

export const CASE_VERDICTS = ['passed', 'failed', 'blocked', 'skipped', 'infra-error'] as const;
export type CaseVerdict = (typeof CASE_VERDICTS)[number];

export interface CaseResult {
  readonly caseId: string;
  readonly verdict: CaseVerdict;
}

/**
 * The plan's rule: what an attempt's case results amount to. The agent's own word never counts.
 *
 * An infrastructure error anywhere says nothing about the product. A required case that failed is a product failure; one
 * that is missing, skipped without an earlier failure, or blocked needs a person.
 */
export function planVerdict(
  cases: readonly { readonly id: string; readonly required: boolean }[],
  results: readonly CaseResult[],
): Extract<AttemptOutcome, 'passed' | 'failed' | 'blocked' | 'infra-error'> {
  const byCase = new Map(results.map((result) => [result.caseId, result.verdict]));
  if (results.some((result) => result.verdict === 'infra-error')) return 'infra-error';
  const required = cases
    .filter((testCase) => testCase.required)
    .map((testCase) => byCase.get(testCase.id) ?? 'blocked');
  if (required.includes('failed')) return 'failed';
  return required.every((verdict) => verdict === 'passed') ? 'passed' : 'blocked';
}
