import { setTimeout as pause } from 'node:timers/promises';

/** Asks until the answer is neither undefined, null nor false; the last answer's absence is named when time is up. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  withinMs = 15_000,
): Promise<Exclude<T, null | undefined | false>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    // The test on the left has just excluded these three.
    if (answer !== undefined && answer !== null && answer !== false)
      return answer as Exclude<T, null | undefined | false>;
    if (Date.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    await pause(15);
  }
}
