import { openEvents, ProblemError, type ServerSentEvent } from '#libs/client';
import { API_BASE } from '#libs/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { plainText } from '../rendering/plain-text.js';

export interface LogSource {
  readonly url: string;
  readonly token: string | undefined;
}

export interface LogLine {
  readonly stream: string;
  readonly text: string;
}

const logEvent = z.looseObject({ stream: z.string().default('agent'), text: z.string() });
const RECONNECT_MS = 1_000;
// Without a byte of progress; the service restarts within this time.
const RECONNECT_TRIES = 30;

/**
 * Lines of the newest attempt's log as they come, until the log ends. A broken connection is taken up again behind the last
 * event that arrived. Lines are safe for a terminal.
 *
 * @param follow false reads what is there and ends
 * @throws ProblemError where the log may not be read, UnreachableError where the service stays away
 */
export async function* followLog(
  source: LogSource,
  jobId: string,
  follow: boolean,
  signal: AbortSignal,
): AsyncGenerator<LogLine> {
  let lastId: string | undefined;
  let failures = 0;
  const partial = new PartialLines();
  while (!signal.aborted) {
    try {
      const path = `${API_BASE}/jobs/${encodeURIComponent(jobId)}/log?follow=${follow}`;
      for await (const event of openEvents({ ...source, path, lastEventId: lastId, signal })) {
        failures = 0;
        lastId = event.id ?? lastId;
        if (event.event === 'end') {
          yield* partial.rest();
          return;
        }
        if (event.event === 'log') yield* partial.take(event);
      }
      if (!follow) {
        yield* partial.rest();
        return;
      }
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      const refused = error instanceof ProblemError && error.status < 500;
      if (refused || failures > RECONNECT_TRIES) throw error;
    }
    await wait(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Puts chunks, which end anywhere, together to lines, each stream for itself. */
class PartialLines {
  readonly #open = new Map<string, string>();

  *take(event: ServerSentEvent): Generator<LogLine> {
    const parsed = logEvent.safeParse(parseJson(event.data));
    if (!parsed.success) return;
    const { stream, text } = parsed.data;
    const lines = `${this.#open.get(stream) ?? ''}${text}`.split('\n');
    this.#open.set(stream, lines.pop() ?? '');
    for (const line of lines) yield { stream, text: plainText(line) };
  }

  *rest(): Generator<LogLine> {
    for (const [stream, text] of this.#open) if (text !== '') yield { stream, text: plainText(text) };
    this.#open.clear();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
