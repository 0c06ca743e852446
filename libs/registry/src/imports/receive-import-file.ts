import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isNoSpace } from '../artifacts/blob-files.js';
import { takeIn } from '../artifacts/take-in.js';
import { digestMismatch, noSpace, tooLarge, truncated } from '../artifacts/upload-refusals.js';
import { SHEET_LIMITS } from '../sheets/sheet-limits.js';

/** A sender on a bad line is back within this. */
const IDLE_MS = 60_000;

export interface ReceivedFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** Deletes it. */
  drop(): Promise<void>;
}

/**
 * Takes the file of an import in, to be stored when it is complete.
 *
 * @param length bytes that were announced
 * @param sha256 what the sender says it is
 * @throws DomainError `payload-too-large` · `upload-truncated` · `digest-mismatch` · `insufficient-storage`
 */
export async function receiveImportFile(
  content: Readable,
  length: number | undefined,
  sha256: string | undefined,
): Promise<ReceivedFile> {
  const maxBytes = SHEET_LIMITS.fileBytes;
  // Who announces too much is told before sending it.
  if ((length ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const folder = await mkdtemp(join(tmpdir(), 'shipei-import-'));
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'file');
    const file = await open(path, 'wx', 0o600);
    let size: number;
    try {
      const limits = { maxBytes, idleMs: IDLE_MS, superseded: new AbortController().signal };
      const taken = await takeIn({ offset: 0, length, content }, file, limits);
      if (taken.ended !== undefined) throw truncated(taken.size, length, taken.ended);
      size = taken.size;
    } finally {
      await file.close();
    }
    const digest = await digestOf(path);
    if (sha256 !== undefined && sha256 !== digest) throw digestMismatch(digest);
    return { path, sha256: digest, size, drop };
  } catch (error) {
    await drop();
    throw isNoSpace(error) ? noSpace(error) : error;
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  // Without an encoding a stream of bytes gives buffers.
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
