import { Agent, request } from 'node:http';

/** Kept alive: figures of single calls must not count how long it takes to connect. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** When its last byte was there, by `performance.now()`: making text of it is the reader's own work. */
  readonly endedAt: number;
}

export interface Question {
  readonly path: string;
  readonly token?: string;
  /** JSON text; makes it a POST. */
  readonly body?: string;
}

/** @param url of the server, without a path */
export function ask(url: string, { path, token, body }: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, {
      agent,
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const endedAt = performance.now();
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), endedAt });
      });
    });
    sent.end(body);
  });
}

/** The API has no such operation (yet), as opposed to one that refuses. */
export function isMissing({ status }: Answer): boolean {
  return status === 404 || status === 405 || status === 501;
}

/** @throws Error with the beginning of the answer, where it is not the expected one */
export function expectStatus(answer: Answer, status: number): string {
  if (answer.status !== status) throw new Error(`status ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer.text;
}
