import { printableText } from '../logs/printable-text.js';
import { SandboxDisturbedError, SandboxError } from '../sandbox/sandbox.js';
import type { StepContext } from './step-context.js';
import type { Plan, PlanCase, Step, StepOutcome } from './step-outcome.js';
import { DONE } from './step-outcome.js';
import { kill } from './steps/kill.js';
import { noProcesses } from './steps/no-processes.js';
import { remove } from './steps/remove.js';
import { run } from './steps/run.js';
import { start } from './steps/start.js';
import { unpack } from './steps/unpack.js';

export interface CaseOutcome {
  readonly caseId: string;
  readonly verdict: 'passed' | 'failed' | 'blocked' | 'skipped' | 'infra-error';
  readonly durationMs: number;
  readonly message?: string;
}

export interface PlanOutcome {
  readonly results: readonly CaseOutcome[];
  readonly ended: 'finished' | 'cancelled' | 'infra-error';
  readonly message?: string;
}

export type PlanContext = Omit<StepContext, 'signal' | 'started' | 'outputBytes'> & {
  /** Aborts the run: cancelled, or the attempt is not ours any more. */
  readonly stop: AbortSignal;
  readonly onCase: (caseId: string) => void;
};

/** Time that clean-up cases have of their own, after a run that used up the attempt's. */
const CLEAN_UP_SECONDS = 60;
const MESSAGE_UNITS = 2000;

/**
 * Carries a plan out, case by case. After a required case that did not pass the following ones are skipped, but
 * clean-up cases (kind `uninstall`) always run; what still runs in the sandbox is killed before them.
 */
export async function runPlan(plan: Plan, context: PlanContext): Promise<PlanOutcome> {
  const started: StepContext['started'] = new Map();
  const wall = AbortSignal.timeout(plan.limits.wallSeconds * 1000);
  const results: CaseOutcome[] = [];
  let stoppedBy: PlanCase | undefined;
  for (const testCase of plan.cases) {
    const cleaning = testCase.kind === 'uninstall' && (stoppedBy !== undefined || wall.aborted);
    if (stoppedBy !== undefined && !cleaning) {
      results.push(skipped(testCase, stoppedBy));
      continue;
    }
    context.onCase(testCase.id);
    const time = cleaning ? AbortSignal.timeout(CLEAN_UP_SECONDS * 1000) : wall;
    const begun = Date.now();
    const stepContext: StepContext = {
      ...context,
      started,
      outputBytes: plan.limits.outputBytes,
      signal: AbortSignal.any([context.stop, time, context.log.failed]),
    };
    const outcome = await judge(stepContext, async () => {
      if (cleaning) await context.sandbox.killAll();
      return runCase(testCase, stepContext);
    });
    if (context.stop.aborted) return { results, ended: 'cancelled' };
    const result = { caseId: testCase.id, durationMs: Date.now() - begun, ...outcome };
    results.push(result);
    context.log.append(
      'agent',
      `# ${testCase.id}: ${result.verdict}${result.message === undefined ? '' : ` ${result.message}`}\n`,
    );
    if (result.verdict === 'infra-error') {
      const rest = plan.cases.slice(results.length).map((later) => skipped(later, testCase));
      return { results: [...results, ...rest], ended: 'infra-error', ...messageOf(result) };
    }
    if (result.verdict !== 'passed' && testCase.required) stoppedBy ??= testCase;
  }
  return { results, ended: 'finished' };
}

async function runCase(testCase: PlanCase, context: StepContext): Promise<StepOutcome> {
  context.log.append('agent', `# ${testCase.id}: ${testCase.name} · ${testCase.nameEn}\n`);
  for (const [index, step] of testCase.steps.entries()) {
    context.log.append('agent', `# ${testCase.id}.${index + 1} ${describeStep(step)}\n`);
    const outcome = await runStep(step, context);
    if (!outcome.ok) return { ...outcome, message: `${index + 1} (${step.do}): ${outcome.message}` };
  }
  return DONE;
}

function runStep(step: Step, context: StepContext): Promise<StepOutcome> {
  switch (step.do) {
    case 'unpack':
      return unpack(step, context);
    case 'run':
      return run(step, context);
    case 'start':
      return start(step, context);
    case 'kill':
      return kill(step, context);
    case 'remove':
      return remove(step, context);
    case 'no-processes':
      return noProcesses(context);
  }
}

/** Turns what a case did, or threw, into its verdict. */
async function judge(
  context: StepContext,
  work: () => Promise<StepOutcome>,
): Promise<Pick<CaseOutcome, 'verdict' | 'message'>> {
  try {
    const outcome = await work();
    if (context.log.failed.aborted) return unwritten(context.log.failed.reason);
    return outcome.ok ? { verdict: 'passed' } : { verdict: outcome.verdict, message: clip(outcome.message) };
  } catch (error) {
    if (context.log.failed.aborted) return unwritten(context.log.failed.reason);
    if (context.signal.aborted && context.sandbox.intact) {
      return { verdict: 'failed', message: '超过整个测试的时间上限 · the time limit of the whole attempt is over' };
    }
    if (error instanceof SandboxDisturbedError) return { verdict: 'failed', message: error.message };
    const what = error instanceof SandboxError ? error.message : String(error);
    return { verdict: 'infra-error', message: clip(`测试环境故障 · the host failed: ${what}`) };
  }
}

function unwritten(reason: unknown): Pick<CaseOutcome, 'verdict' | 'message'> {
  return { verdict: 'infra-error', message: clip(`日志无法写入 · the log could not be written: ${String(reason)}`) };
}

function skipped(testCase: PlanCase, cause: PlanCase): CaseOutcome {
  const message = `因用例 ${cause.id} 未通过而跳过 · skipped because ${cause.id} did not pass`;
  return { caseId: testCase.id, verdict: 'skipped', durationMs: 0, message };
}

function messageOf(result: CaseOutcome): { message?: string } {
  return result.message === undefined ? {} : { message: result.message };
}

function describeStep(step: Step): string {
  if (step.do === 'run') return `run ${JSON.stringify(step.argv)}`;
  if (step.do === 'start') return `start ${step.process} ${JSON.stringify(step.argv)}`;
  if (step.do === 'kill') return `kill ${step.process} ${step.signal}`;
  if (step.do === 'remove') return `remove ${step.path}`;
  return step.do === 'unpack' ? `unpack ${step.into}` : step.do;
}

function clip(text: string): string {
  return printableText(text).slice(0, MESSAGE_UNITS);
}
