import { createReadStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { finished } from 'node:stream';

export interface PutBytes {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: string;
  /** First byte to send. */
  readonly offset: number;
  /** Size of the whole file, bytes. */
  readonly size: number;
  /** Called with the number of bytes of the whole file that have been handed to the connection. */
  readonly onSent: (sent: number) => void;
}

// A server that takes nothing and says nothing for this long is gone, milliseconds.
const SILENCE = 60_000;

/**
 * PUTs the rest of a file as a stream, with its exact length.
 *
 * node:http rather than fetch: an answer that comes before the last byte (too large, no room) is still read, where fetch
 * reports a broken connection.
 *
 * @throws Error where the connection broke before there was an answer
 */
export function putBytes(put: PutBytes): Promise<Response> {
  const url = new URL(put.url);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'PUT',
      headers: {
        ...put.headers,
        'content-type': 'application/octet-stream',
        'content-length': `${put.size - put.offset}`,
        'upload-offset': `${put.offset}`,
        'upload-length': `${put.size}`,
      },
      timeout: SILENCE,
    });
    const bytes = createReadStream(put.file, { start: put.offset });
    let sent = put.offset;
    let answered = false;

    request.on('timeout', () => request.destroy(new Error('the server has been silent for too long')));
    request.on('response', (answer) => {
      answered = true;
      bytes.destroy();
      readAnswer(answer).then(resolve, reject);
    });
    // After an answer a broken pipe only says that the server did not want the rest.
    request.on('error', (error) => {
      bytes.destroy();
      if (!answered) reject(error);
    });
    bytes.on('data', (chunk) => {
      sent += chunk.length;
      put.onSent(sent);
    });
    finished(bytes, { writable: false }, (error) => {
      if (error && !answered) request.destroy(error);
    });
    bytes.pipe(request);
  });
}

async function readAnswer(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  // An IncomingMessage without an encoding yields buffers.
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const headers = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return new Response(chunks.length === 0 ? null : Buffer.concat(chunks), {
    status: answer.statusCode ?? 502,
    headers,
  });
}
