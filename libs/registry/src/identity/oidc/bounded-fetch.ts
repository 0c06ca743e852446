import type { CustomFetch } from 'openid-client';

export const TIMEOUT_SECONDS = 10;
/** Metadata, keys and tokens are a few kilobytes. */
const MAX_BYTES = 1024 * 1024;

export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]');
}

/**
 * `fetch` for what a provider is asked: over TLS or on loopback, whatever its metadata says, to nowhere else by redirect,
 * and no more of an answer than such answers are long.
 *
 * @throws Error where the address or the answer is not like that
 */
export const boundedFetch: CustomFetch = async (address, options) => {
  const url = new URL(address);
  if (url.protocol !== 'https:' && !isLoopback(url)) throw new Error(`refused to ask ${url.origin} without TLS`);
  const { body, signal, ...rest } = options;
  const response = await fetch(url, {
    ...rest,
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
    // The library's body types are those of fetch, but for the buffers that may be shared.
    body: body instanceof URLSearchParams || typeof body === 'string' ? body : null,
  });
  const bytes = await readAtMost(response, MAX_BYTES);
  return new Response(bytes.length === 0 ? null : bytes, { status: response.status, headers: response.headers });
};

async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null) {
    // Bytes, as every response of fetch is made of.
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      size += chunk.byteLength;
      if (size > most) throw new Error(`an answer of more than ${most} bytes`);
      chunks.push(chunk);
    }
  }
  return new Uint8Array(Buffer.concat(chunks));
}
