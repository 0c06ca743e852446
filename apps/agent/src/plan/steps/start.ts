import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { lastLine } from '../../logs/printable-text.js';
import { CapturedOutput } from '../captured-output.js';
import { findPattern } from '../pattern.js';
import { killProcess, type StepContext } from '../step-context.js';
import { blocked, DONE, failed, type StepOf, type StepOutcome } from '../step-outcome.js';
import { unusablePattern } from './run.js';

/** Without a pattern to wait for, a process that lives this long has started. */
const ALIVE_MS = 500;
const LOOK_MS = 50;
const MATCH_MS = 100;
const LOOK_BACK_UNITS = 64 * 1024;

/** Starts a background process that lives on into the following steps and cases, and waits until it is ready. */
export async function start(step: StepOf<'start'>, context: StepContext): Promise<StepOutcome> {
  if (context.started.get(step.process)?.process.running === true) {
    return blocked(`进程 ${step.process} 已在运行`, `the process ${step.process} is running already`);
  }
  const output = new CapturedOutput(context.log, context.outputBytes);
  const argv = context.executor.command(step.argv);
  // Never ends: programs that serve a terminal take the end of their input for their user's leave.
  const stdin = new PassThrough();
  const process = await context.sandbox.launch({ argv, stdin, onOutput: output.accept });
  const begun = Date.now();
  context.started.set(step.process, { process, output });
  let looked = -1;
  for (;;) {
    context.signal.throwIfAborted();
    if (step.readyOn !== undefined && output.received !== looked) {
      looked = output.received;
      const answer = findPattern(step.readyOn, output.recent(LOOK_BACK_UNITS), MATCH_MS);
      if (answer === 'matches') return DONE;
      if (answer !== 'differs') {
        await killProcess(context, process);
        return unusablePattern(step.readyOn, answer);
      }
    }
    if (!process.running) {
      const said = lastLine(output.text('stderr')) || lastLine(output.text('stdout'));
      return failed(`进程 ${step.process} 启动后即退出`, `${step.process} ended while starting${said && `: ${said}`}`);
    }
    const milliseconds = Date.now() - begun;
    if (step.readyOn === undefined && milliseconds >= ALIVE_MS) return DONE;
    if (milliseconds >= step.timeoutSeconds * 1000) {
      await killProcess(context, process);
      return failed(
        `进程 ${step.process} 在 ${step.timeoutSeconds} 秒内未就绪`,
        `${step.process} was not ready within ${step.timeoutSeconds} s`,
      );
    }
    await delay(LOOK_MS);
  }
}
