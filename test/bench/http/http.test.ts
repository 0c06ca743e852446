import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseStat } from '../processes/cpu-time.js';
import { load } from './load.js';
import { median, percentile } from './percentiles.js';
import { ResponseReader } from './response-reader.js';

describe('percentiles', () => {
  it.each([
    [[5], 0.99, 5],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4], 0.51, 3],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.99, 99],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is %d', (sorted, share, expected) => {
    expect(percentile(sorted, share)).toBe(expected);
  });

  it('of nothing are an error', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('response reader', () => {
  const response = Buffer.from('HTTP/1.1 404 Not Found\r\nX-A: b\r\nContent-Length: 5\r\nY: z\r\n\r\nhello');

  it('reads a response wherever it is cut', () => {
    for (let cut = 1; cut < response.length; cut += 1) {
      const reader = new ResponseReader();
      expect(reader.push(response.subarray(0, cut))).toBeNull();
      expect(reader.push(response.subarray(cut))).toBe(404);
      expect(reader.push(response)).toBe(404);
    }
  });

  it('refuses a response without a length, and bytes beyond the announced ones', () => {
    const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
    expect(() => new ResponseReader().push(chunked)).toThrow('content-length');
    expect(() => new ResponseReader().push(Buffer.concat([response, Buffer.from('!')]))).toThrow('more bytes');
  });
});

describe('CPU time', () => {
  it('is read from behind a name with brackets', () => {
    const stat = `42 (a) b) c) S ${Array.from({ length: 40 }, (_, index) => index + 4).join(' ')}`;
    expect(parseStat(stat)).toBe((14 + 15) * 10_000);
  });
});

describe('load', () => {
  let server: Server;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((request, reply) => {
      asked += 1;
      reply.statusCode = request.url === '/bad' ? 500 : 200;
      reply.end('hello');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => void server.close());

  it('counts answers and errors apart', async () => {
    // A listening TCP server has an address with a port.
    const { port } = server.address() as AddressInfo;
    let turn = 0;
    const next = (): string => `GET /${(turn += 1) % 10 === 0 ? 'bad' : 'good'} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
    const result = await load({ port, connections: 4, seconds: 0.3 }, next);
    expect(result.requests).toBeGreaterThan(0);
    expect(result.errors).toBe(Math.floor(asked / 10));
    expect(result.requests + result.errors).toBeLessThanOrEqual(asked);
    expect(result.p50Ms).toBeLessThanOrEqual(result.p99Ms);
  });
});
