import type { Assignment } from '#libs/contracts';

export type Plan = Assignment['plan'];
export type PlanCase = Plan['cases'][number];
export type Step = PlanCase['steps'][number];
export type StepOf<K extends Step['do']> = Extract<Step, { do: K }>;

/**
 * What became of a step. `failed` is a finding about the product; `blocked` means that the step can't be carried out
 * as the plan has it and a person must look; infrastructure errors are thrown.
 */
export type StepOutcome =
  { readonly ok: true } | { readonly ok: false; readonly verdict: 'failed' | 'blocked'; readonly message: string };

export const DONE: StepOutcome = { ok: true };

export function failed(chinese: string, english: string): StepOutcome {
  return { ok: false, verdict: 'failed', message: `${chinese} · ${english}` };
}

export function blocked(chinese: string, english: string): StepOutcome {
  return { ok: false, verdict: 'blocked', message: `${chinese} · ${english}` };
}
