import type { ArtifactRole } from '#libs/domain';
import { setTimeout as delay } from 'node:timers/promises';
import type { Executor } from '../executors/executor.js';
import type { LogSpool } from '../logs/log-spool.js';
import { SandboxError, type ProcessExit, type Sandbox, type SandboxProcess } from '../sandbox/sandbox.js';
import { CapturedOutput } from './captured-output.js';

/** An artifact whose bytes have been checked. */
export interface StagedArtifact {
  /** Where it is on the agent's side; the sandbox never sees the path. */
  readonly file: string;
  /** Path inside the build, with `/`. */
  readonly fileName: string;
  readonly role: ArtifactRole;
}

export interface StartedProcess {
  readonly process: SandboxProcess;
  readonly output: CapturedOutput;
}

/** What the steps of one attempt work with. */
export interface StepContext {
  readonly sandbox: Sandbox;
  readonly executor: Executor;
  readonly artifacts: readonly StagedArtifact[];
  readonly log: LogSpool;
  readonly outputBytes: number;
  /** Background processes by the name that the plan gives them. */
  readonly started: Map<string, StartedProcess>;
  /** Ends the step: cancelled, or out of time. */
  readonly signal: AbortSignal;
}

export interface Finished {
  readonly exit: ProcessExit | 'timeout';
  readonly output: CapturedOutput;
}

const KILL_DEADLINE_MS = 10_000;

/** Runs a command of ours or of the plan in the sandbox to its end; kills it when its time is over. */
export async function runToEnd(
  context: StepContext,
  command: { argv: readonly string[]; stdin?: Parameters<Sandbox['launch']>[0]['stdin'] },
  timeoutSeconds: number,
): Promise<Finished> {
  context.signal.throwIfAborted();
  const output = new CapturedOutput(context.log, context.outputBytes);
  const { stdin } = command;
  const process = await context.sandbox.launch({
    argv: command.argv,
    onOutput: output.accept,
    ...(stdin === undefined ? {} : { stdin }),
  });
  const exit = await exitWithin(process, timeoutSeconds * 1000, context.signal);
  if (exit === 'timeout') await killProcess(context, process);
  output.reportDropped();
  context.signal.throwIfAborted();
  if (!context.sandbox.intact) throw new SandboxError('the sandbox was destroyed from outside');
  return { exit, output };
}

/** The exit, or `timeout` after that many milliseconds or when the signal aborts. */
export async function exitWithin(
  process: SandboxProcess,
  milliseconds: number,
  signal: AbortSignal,
): Promise<ProcessExit | 'timeout'> {
  const over = new AbortController();
  try {
    return await Promise.race([
      process.exit,
      delay(milliseconds, 'timeout' as const, { signal: AbortSignal.any([signal, over.signal]) }).catch(
        () => 'timeout' as const,
      ),
    ]);
  } finally {
    over.abort();
  }
}

/** Kills a process with its group; whatever resists goes with everything else in the sandbox. */
export async function killProcess(context: StepContext, process: SandboxProcess): Promise<void> {
  await process.signal('SIGKILL');
  const gone = await exitWithin(process, KILL_DEADLINE_MS, new AbortController().signal);
  if (gone === 'timeout') await context.sandbox.killAll();
}

/** How a process ended, in both languages. */
export function describeExit(exit: ProcessExit): { chinese: string; english: string } {
  if (exit.signal !== null) return { chinese: `被信号 ${exit.signal} 终止`, english: `was ended by ${exit.signal}` };
  return { chinese: `退出码为 ${exit.code ?? '未知'}`, english: `ended with exit code ${exit.code ?? 'unknown'}` };
}
