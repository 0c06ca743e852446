import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 150;

/**
 * Waits for `GET <url>/readyz` to answer 200.
 * @param signal ends the waiting, with its reason
 * @throws Error after `timeoutMs`, with the last answer
 */
export async function waitUntilReady(url: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    try {
      const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      const body = await answer.text();
      if (answer.status === 200) return;
      last = `${answer.status} ${body.slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await delay(POLL_MS);
  }
  throw new Error(
    `服务未能就绪 · ${url}/readyz was not ready after ${timeoutMs / 1000} s (${last}); see the logs of api and worker`,
  );
}
