import { EventSourceParserStream } from 'eventsource-parser/stream';
import { problemOf } from './create-client.js';
import { UnreachableError } from './problem-error.js';

/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

export interface EventSubscription {
  /** Origin of the server. */
  readonly url: string;
  /** Path below the origin, with its query. */
  readonly path: string;
  readonly token: string | undefined;
  readonly userAgent?: string;
  /** Id of the last event that arrived over an earlier connection. */
  readonly lastEventId?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Events of one connection, until the server ends it.
 *
 * @throws ProblemError where the server refuses, UnreachableError where there is no connection or it breaks
 */
export async function* openEvents(subscription: EventSubscription): AsyncGenerator<ServerSentEvent> {
  const { url, token, lastEventId, userAgent } = subscription;
  const headers = new Headers({ accept: 'text/event-stream' });
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  if (lastEventId !== undefined) headers.set('last-event-id', lastEventId);
  if (userAgent !== undefined) headers.set('user-agent', userAgent);
  let answer: Response;
  try {
    answer = await fetch(`${url.replace(/\/+$/, '')}${subscription.path}`, { headers, signal: subscription.signal });
  } catch (error) {
    throw new UnreachableError(url, error);
  }
  if (!answer.ok) throw await problemOf(answer);
  if (answer.body === null) return;
  try {
    yield* readEvents(answer.body);
  } catch (error) {
    throw new UnreachableError(url, error);
  }
}

/** Splits a `text/event-stream` into events, however the bytes arrive. One that the stream breaks off in is not delivered. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const messages = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { event, data, id } of messages) yield { event: event ?? 'message', data, id };
}
