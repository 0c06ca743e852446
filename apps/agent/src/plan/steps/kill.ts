import { exitWithin, killProcess, type StepContext } from '../step-context.js';
import { blocked, DONE, failed, type StepOf, type StepOutcome } from '../step-outcome.js';

/** Signals a background process with its process group and waits until the process has gone. */
export async function kill(step: StepOf<'kill'>, context: StepContext): Promise<StepOutcome> {
  const started = context.started.get(step.process);
  if (started === undefined) {
    return blocked(`方案未启动进程 ${step.process}`, `the plan has not started a process ${step.process}`);
  }
  context.started.delete(step.process);
  if (!started.process.running) {
    return failed(`进程 ${step.process} 已自行退出`, `${step.process} had ended by itself`);
  }
  await started.process.signal(step.signal);
  const exit = await exitWithin(started.process, step.timeoutSeconds * 1000, context.signal);
  started.output.reportDropped();
  if (exit !== 'timeout') return DONE;
  await killProcess(context, started.process);
  context.signal.throwIfAborted();
  return failed(
    `进程 ${step.process} 收到 ${step.signal} 后 ${step.timeoutSeconds} 秒内未退出`,
    `${step.process} did not end within ${step.timeoutSeconds} s of ${step.signal}`,
  );
}
