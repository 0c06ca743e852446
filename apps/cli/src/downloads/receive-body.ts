import { open } from 'node:fs/promises';
import { UnreachableError } from '#libs/client';
import { UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';

/** Bytes of an answer that the client was asked for as a stream. */
export async function* bytesOf(body: unknown, url: string): AsyncGenerator<Uint8Array> {
  if (!(body instanceof ReadableStream)) throw new UnreachableError(url, 'an answer without a body');
  const reader = (body as ReadableStream<Uint8Array>).getReader(); // The body of an answer yields bytes.
  try {
    for (;;) {
      const chunk = await reader.read().catch((error: unknown) => {
        throw new UnreachableError(url, error);
      });
      if (chunk.done) return;
      yield chunk.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Writes bytes to a new file.
 *
 * @param onReceived called with the number of bytes so far
 * @returns the number of bytes
 * @throws UsageError where the file is there already or can't be written
 */
export async function writeBytes(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
  onReceived: (bytes: number) => void = () => undefined,
): Promise<number> {
  const refuse = (error: unknown): never => {
    throw new UsageError(`无法写入 ${path} · Can't write ${path}: ${messageOf(error)}`);
  };
  const file = await open(path, 'wx').catch(refuse);
  let received = 0;
  try {
    for await (const chunk of bytes) {
      await file.write(chunk).catch(refuse);
      received += chunk.length;
      onReceived(received);
    }
    await file.sync().catch(refuse);
  } finally {
    await file.close();
  }
  return received;
}
