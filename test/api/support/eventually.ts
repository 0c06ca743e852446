import { setTimeout as pause } from 'node:timers/promises';

/** Asks until there is an answer; fails, naming what did not happen, when the time is over. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, ms = 20_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await pause(20);
  }
}
