import { Agent, request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeader } from 'node:http';
import { expect } from '@jest/globals';
import { problem as problemSchema, type Problem } from '#libs/contracts';
import { ERROR_STATUS, type ErrorCode } from '#libs/domain';

export interface Call {
  readonly method?: string;
  /** Path and query, sent as it stands. */
  readonly path: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, OutgoingHttpHeader>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is; `headers` say what it is. */
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Parsed body, undefined where it is not JSON. */
  readonly json: unknown;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Node's own HTTP client rather than fetch, which mends or refuses most of what these tests have to send. */
export function send(url: string, call: Call): Promise<Answer> {
  const body = call.json === undefined ? call.body : JSON.stringify(call.json);
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        agent,
        hostname,
        port,
        method: call.method ?? 'GET',
        path: call.path,
        headers: {
          ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
          ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
          ...call.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parsed(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Sends and expects a success with a JSON body. `T` is what the caller reads of it. */
export async function succeed<T = Record<string, unknown>>(url: string, call: Call): Promise<T> {
  const answer = await send(url, call);
  if (answer.status >= 300) throw new Error(`${call.method ?? 'GET'} ${call.path}: ${answer.status} ${answer.text}`);
  return answer.json as T;
}

/** Sends and expects a refusal with one of these codes. */
export async function refused(url: string, call: Call, ...codes: ErrorCode[]): Promise<Problem> {
  const answer = await send(url, call);
  const problem = problemOf(answer);
  if (codes.length > 0 && !codes.includes(problem.code)) {
    const sent = `${call.method ?? 'GET'} ${call.path} ${JSON.stringify(call.json ?? call.body?.toString() ?? null)}`;
    throw new Error(`${sent.slice(0, 500)}: expected ${codes.join(' or ')}, got ${answer.text.slice(0, 500)}`);
  }
  return problem;
}

/** What every refusal must be: a problem whose code, status and media type belong together, and no stack trace. */
export function problemOf(answer: Answer): Problem {
  const problem = problemSchema.safeParse(answer.json);
  if (!problem.success) throw new Error(`no problem: ${answer.status} ${answer.text.slice(0, 500)}`);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect({ status: answer.status, in: problem.data.status }).toEqual({
    status: ERROR_STATUS[problem.data.code],
    in: answer.status,
  });
  expect(answer.headers['www-authenticate']).toBe(answer.status === 401 ? 'Bearer realm="shipei"' : undefined);
  expect(answer.text).not.toMatch(/\bat .+:\d+:\d+\)?|node_modules|\.ts\b|SELECT |INSERT /);
  return problem.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
