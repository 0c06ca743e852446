import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { longerThanSaid, tooLarge } from './upload-refusals.js';

/**
 * Writes what a sender sends to a file from `offset` on, until it ends, breaks off, falls silent or is superseded.
 *
 * @returns bytes of the file then, and what ended the sending where it did not end by itself
 * @throws DomainError `payload-too-large`, `digest-mismatch` for more bytes than announced · the file system's own error
 */
export async function takeIn(
  upload: { readonly offset: number; readonly length: number | undefined; readonly content: Readable },
  file: FileHandle,
  limits: { readonly maxBytes: number; readonly idleMs: number; readonly superseded: AbortSignal },
): Promise<{ size: number; ended: unknown }> {
  let size = upload.offset;
  // What is wrong on this side, told apart from what is wrong with the sender: only the latter may go on.
  let ours: { readonly error: unknown } | undefined;
  const silence = new AbortController();
  const idle = setTimeout(() => silence.abort(), limits.idleMs);
  const write = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      idle.refresh();
      try {
        refuseExcess(size + chunk.length, upload.length, limits.maxBytes);
        await writeAll(file, chunk, size);
      } catch (error) {
        ours = { error };
        throw error;
      }
      size += chunk.length;
    }
  };
  try {
    // A pipeline leaves the connection of a request that it gives up open, so that the sender can be told.
    await pipeline(upload.content, write, { signal: AbortSignal.any([limits.superseded, silence.signal]) });
    return { size, ended: undefined };
  } catch (error) {
    // Assigned in a callback, which the compiler does not follow.
    const failure = ours as { readonly error: unknown } | undefined;
    if (failure !== undefined) throw failure.error;
    return { size, ended: error };
  } finally {
    clearTimeout(idle);
  }
}

function refuseExcess(size: number, length: number | undefined, maxBytes: number): void {
  if (size <= (length ?? maxBytes)) return;
  throw length === undefined ? tooLarge(maxBytes) : longerThanSaid(length);
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
