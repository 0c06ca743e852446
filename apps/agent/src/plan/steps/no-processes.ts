import { setTimeout as delay } from 'node:timers/promises';
import { printableText } from '../../logs/printable-text.js';
import type { StepContext } from '../step-context.js';
import { DONE, failed, type StepOutcome } from '../step-outcome.js';

/** A process that was just told to end may take this long to be gone. */
const GRACE_MS = 2000;
const LOOK_MS = 100;
const NAMED = 10;

/** Fails when anything that the product started still runs. */
export async function noProcesses(context: StepContext): Promise<StepOutcome> {
  const begun = Date.now();
  for (;;) {
    const living = await context.sandbox.livingProcesses();
    if (living.length === 0) return DONE;
    context.signal.throwIfAborted();
    if (Date.now() - begun >= GRACE_MS) {
      const names = printableText(living.slice(0, NAMED).join(', '));
      return failed(`仍有 ${living.length} 个进程在运行：${names}`, `${living.length} processes still run: ${names}`);
    }
    await delay(LOOK_MS);
  }
}
