import { logOfNewestAttempt } from '#libs/dispatch';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Parts } from '../parts.js';

/** Safety net under the wake-ups, and what keeps proxies from closing a silent connection. */
const LOOK_MS = 5_000;

/**
 * Sends a job's log as server-sent events: `log` with the chunk, its id `<attempt>.<seq>`; `end` when the attempt is over
 * (or at once, where the caller does not follow). `Last-Event-ID` goes on where an earlier connection stopped.
 */
export async function streamJobLog(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  options: { jobId: string; follow: boolean },
): Promise<void> {
  let after = lastEvent(request);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  const gone = new AbortController();
  raw.on('close', () => gone.abort());
  const bell = new Bell();
  const stopListening = parts.wakeUps.on(`job:${options.jobId}`, () => bell.ring());
  try {
    while (!gone.signal.aborted) {
      const log = await logOfNewestAttempt(parts.db, options.jobId, after);
      for (const { seq, ...chunk } of log?.chunks ?? []) {
        after = { attempt: log?.attempt ?? 0, seq };
        raw.write(
          `event: log\nid: ${after.attempt}.${seq}\ndata: ${JSON.stringify({ attempt: after.attempt, seq, ...chunk })}\n\n`,
        );
      }
      const drained = log === undefined || log.chunks.length === 0;
      if (drained && (!options.follow || log?.ended === true)) {
        raw.write(`event: end\ndata: ${JSON.stringify({ attempt: log?.attempt ?? null })}\n\n`);
        break;
      }
      if (drained && !(await bell.heard(LOOK_MS, gone.signal))) raw.write(': still here\n\n');
    }
  } catch (error) {
    parts.log.warn({ err: error, jobId: options.jobId }, 'streaming a log failed; the reader comes back');
  } finally {
    stopListening();
    raw.end();
  }
}

function lastEvent(request: FastifyRequest): { attempt: number; seq: number } {
  const header = request.headers['last-event-id'];
  const match = /^(\d{1,6})\.(\d{1,8})$/.exec(typeof header === 'string' ? header : '');
  return match === null ? { attempt: 0, seq: -1 } : { attempt: Number(match[1]), seq: Number(match[2]) };
}

/** Remembers a ring that nobody was waiting for yet, so none is missed between looking and waiting. */
class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves with whether it rang within `ms`. */
  async heard(ms: number, gone: AbortSignal): Promise<boolean> {
    if (!this.#rung && !gone.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = (): void => {
          clearTimeout(timer);
          resolve();
        };
        gone.addEventListener('abort', this.#wake, { once: true });
      });
    }
    const rang = this.#rung;
    this.#rung = false;
    this.#wake = undefined;
    return rang;
  }
}
