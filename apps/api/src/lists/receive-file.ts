import { mkdtemp, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#libs/domain';
import { errnoOf } from '#libs/runtime';

/** A file that came with a request, in a folder of its own until it is removed. */
export interface ReceivedFile {
  readonly path: string;
  remove(): void;
}

export interface ReceivingLimits {
  readonly maxBytes: number;
  readonly maxMs: number;
  readonly stopping: AbortSignal;
}

/**
 * Puts a body into a file that only this process's user reads.
 *
 * @throws DomainError `payload-too-large`, unread where it says its size · `upload-truncated` where it breaks off, or is not
 * there in time · `insufficient-storage`
 */
export async function receiveFile(request: IncomingMessage, limits: ReceivingLimits): Promise<ReceivedFile> {
  const { maxBytes, maxMs, stopping } = limits;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const folder = await mkdtemp(path.join(tmpdir(), 'shipei-received-'));
  const remove = (): void => void rm(folder, { recursive: true, force: true }).catch(() => undefined);
  const file = path.join(folder, 'file');
  // What is wrong on this side, told apart from what is wrong with the sender.
  let ours: { readonly error: unknown } | undefined;
  try {
    // A pipeline leaves the connection of a request that it gives up open, so that the sender can be told.
    await pipeline(request, write, { signal: AbortSignal.any([AbortSignal.timeout(maxMs), stopping]) });
    return { path: file, remove };
  } catch (error) {
    remove();
    // Assigned in a callback, which the compiler does not follow.
    const failure = ours as { readonly error: unknown } | undefined;
    throw failure === undefined ? truncated(error) : failure.error;
  }

  async function write(chunks: AsyncIterable<Buffer>): Promise<void> {
    const handle = await open(file, 'wx', 0o600);
    let received = 0;
    try {
      for await (const chunk of chunks) {
        received += chunk.length;
        try {
          if (received > maxBytes) throw tooLarge(maxBytes);
          await handle.appendFile(chunk);
        } catch (error) {
          ours = { error: errnoOf(error) === 'ENOSPC' ? noRoom(error) : error };
          throw error;
        }
      }
    } finally {
      await handle.close();
    }
  }
}

function truncated(cause: unknown): DomainError {
  return new DomainError(
    'upload-truncated',
    '文件未完整或未及时送达，请重新发送 · The file did not arrive whole, or not in time; send it again',
    { cause },
  );
}

function tooLarge(maxBytes: number): DomainError {
  const megabytes = maxBytes / 1_000_000;
  return new DomainError(
    'payload-too-large',
    `清单文件不能超过 ${megabytes} MB · A list has at most ${megabytes} MB: split it, or leave out pictures`,
    { facts: { maxBytes } },
  );
}

function noRoom(cause: unknown): DomainError {
  return new DomainError('insufficient-storage', '存储空间不足 · The server has no room for this file', { cause });
}
