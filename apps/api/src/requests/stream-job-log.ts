import { logOfNewestAttempt } from '#libs/dispatch';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Bell } from '../http/bell.js';
import { openEventStream } from '../http/event-stream.js';
import type { Parts } from '../parts.js';

/** Safety net under the wake-ups, and what keeps proxies from closing a silent connection. */
const LOOK_MS = 5_000;

/**
 * Sends a job's log as server-sent events, no faster than it is read: `log` with the chunk, its id `<attempt>.<seq>`;
 * `end` when the attempt is over, or the job is before there was one (or at once, where the caller does not follow).
 * `Last-Event-ID` goes on where an earlier connection stopped.
 */
export async function streamJobLog(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  options: { jobId: string; follow: boolean; isOver: () => Promise<boolean> },
): Promise<void> {
  let after = lastEvent(request);
  const events = openEventStream(reply);
  const bell = new Bell();
  const over = AbortSignal.any([events.gone, parts.stopping]);
  const stopListening = parts.wakeUps.on(`job:${options.jobId}`, () => bell.ring());
  try {
    while (!over.aborted) {
      // Asked first: a job that is over starts no attempt.
      const jobOver = await options.isOver();
      const log = await logOfNewestAttempt(parts.db, options.jobId, after);
      for (const { seq, ...chunk } of log?.chunks ?? []) {
        after = { attempt: log?.attempt ?? 0, seq };
        events.send('log', { attempt: after.attempt, seq, ...chunk }, `${after.attempt}.${seq}`);
        await events.drained();
      }
      const drained = log === undefined || log.chunks.length === 0;
      if (drained && (!options.follow || (log?.ended ?? jobOver))) {
        events.send('end', { attempt: log?.attempt ?? null });
        break;
      }
      if (drained && !(await bell.heard(LOOK_MS, over))) events.keepAlive();
    }
  } catch (error) {
    parts.log.warn(
      { err: error, requestId: request.id, jobId: options.jobId },
      'streaming a log failed; the reader comes back',
    );
  } finally {
    stopListening();
    events.end();
  }
}

function lastEvent(request: FastifyRequest): { attempt: number; seq: number } {
  const header = request.headers['last-event-id'];
  const match = /^(\d{1,6})\.(\d{1,8})$/.exec(typeof header === 'string' ? header : '');
  return match === null ? { attempt: 0, seq: -1 } : { attempt: Number(match[1]), seq: Number(match[2]) };
}
