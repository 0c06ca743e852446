import { connect, type Socket } from 'node:net';
import { percentile } from './percentiles.js';
import { ResponseReader } from './response-reader.js';

export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  /** Answers other than 200, answers that could not be read, connections that broke. */
  readonly errors: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Asks one server over keep-alive connections, each with one request under way, for a fixed time.
 *
 * @param next text of the next request
 * @throws Error where not one answer came
 */
export async function load(order: LoadOrder, next: () => string): Promise<LoadResult> {
  const end = performance.now() + order.seconds * 1000;
  const latencies: number[] = [];
  let errors = 0;
  const run = (): Promise<void> =>
    converse(order.port, end, next, (status, sentAt, now) => {
      if (status !== 200) errors += 1;
      else if (now <= end) latencies.push(now - sentAt);
    });
  const letSleep = stayAwake();
  try {
    await Promise.all(Array.from({ length: order.connections }, run));
  } finally {
    letSleep();
  }
  const sorted = Float64Array.from(latencies).sort();
  if (sorted.length === 0) throw new Error(`no answer within ${order.seconds} s (${errors} errors)`);
  return {
    requests: sorted.length,
    errors,
    requestsPerSecond: sorted.length / order.seconds,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
  };
}

/**
 * Keeps this process from sleeping. A server that answers a sleeping reader has to wake it, which on a virtual machine takes
 * half as long as the rest of a bare answer, and only the slower of two servers ever finds its reader asleep.
 */
function stayAwake(): () => void {
  let isUnderWay = true;
  const again = (): void => {
    if (isUnderWay) setImmediate(again);
  };
  again();
  return () => {
    isUnderWay = false;
  };
}

/** One connection until the end; an answer that cannot be read ends it, counted as an error. */
function converse(
  port: number,
  end: number,
  next: () => string,
  count: (status: number, sentAt: number, now: number) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const reader = new ResponseReader();
    let sentAt = 0;
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const send = (): void => {
      sentAt = performance.now();
      if (sentAt >= end) socket.end();
      else socket.write(next(), 'latin1');
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      try {
        const status = reader.push(chunk);
        if (status === null) return;
        count(status, sentAt, performance.now());
        send();
      } catch {
        socket.destroy(new Error('unreadable'));
      }
    });
    socket.on('error', () => count(0, sentAt, performance.now()));
    socket.on('close', () => resolve());
  });
}
