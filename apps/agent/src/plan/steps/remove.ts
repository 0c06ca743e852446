import { isPackagePath } from '#libs/domain';
import { lastLine } from '../../logs/printable-text.js';
import { runToEnd, type StepContext } from '../step-context.js';
import { blocked, DONE, failed, type StepOf, type StepOutcome } from '../step-outcome.js';

const TIMEOUT_SECONDS = 300;

/** Removes a file or folder of the scratch directory; one that is not there is fine. */
export async function remove(step: StepOf<'remove'>, context: StepContext): Promise<StepOutcome> {
  if (!isPackagePath(step.path)) {
    return blocked(`不是工作目录内的路径：${step.path}`, `not a path inside the scratch directory: ${step.path}`);
  }
  const removed = await runToEnd(context, { argv: ['/bin/sh', '-c', REMOVE, 'remove', step.path] }, TIMEOUT_SECONDS);
  if (removed.exit !== 'timeout' && removed.exit.code === 0) return DONE;
  return failed(`无法删除 ${step.path}`, `can't remove ${step.path}: ${lastLine(removed.output.text('stderr'))}`);
}

// Packages hold folders without write permission, which only stand in their owner's way.
const REMOVE = 'chmod -R u+rwX -- "$1" 2>/dev/null; rm -rf -- "$1"';
