import { randomUUID } from 'node:crypto';
import { constants, createReadStream, type ReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '#libs/domain';
import { errnoOf } from '#libs/runtime';
import type { BlobStore, BlobUpload } from './blob-store.js';
import { digest, isNoSpace, sizeOf, sizesIn, sync, type StoredBlob } from './blob-files.js';
import { digestMismatch, noSpace, offsetMismatch, tooLarge, tooManyOpen, truncated } from './upload-refusals.js';
import { takeIn } from './take-in.js';
import { UploadTurns } from './upload-turns.js';

export interface FolderStoreOptions {
  readonly folder: string;
  /** Bytes of one blob. */
  readonly maxBytes: number;
  /** Bytes that the unfinished uploads of one scope may hold together; by default four of the largest blobs. */
  readonly maxOpenBytes?: number;
  /** How long a sender may be silent before its upload counts as broken, in milliseconds. */
  readonly idleMs?: number;
}

/** A sender on a bad line is back within this; one that vanished without a word holds nothing for longer. */
const IDLE_MS = 60_000;

/**
 * Content-addressed files, in a folder that several processes may share. A blob appears under its digest only when
 * complete and verified: bytes go to a partial file of the uploader's own, are copied to a file that nobody else has
 * open, read back from there and hashed, synced, and renamed into place. Partial files survive a broken connection so
 * that an upload can go on. An upload needs its size twice while it is published, where the file system can't share
 * blocks between files.
 */
export class FolderStore implements BlobStore {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #maxOpenBytes: number;
  readonly #idleMs: number;
  readonly #turns = new UploadTurns();

  constructor(options: FolderStoreOptions) {
    this.#folder = options.folder;
    this.#maxBytes = options.maxBytes;
    this.#maxOpenBytes = options.maxOpenBytes ?? 4 * options.maxBytes;
    this.#idleMs = options.idleMs ?? IDLE_MS;
  }

  read(sha256: string): Promise<ReadStream> {
    return Promise.resolve(createReadStream(this.#blobPath(sha256)));
  }

  async received(scope: string, sha256: string): Promise<number> {
    return (await sizeOf(this.#partialPath(scope, sha256))) ?? 0;
  }

  async receive(upload: BlobUpload): Promise<StoredBlob> {
    if ((upload.length ?? upload.offset) > this.#maxBytes) throw tooLarge(this.#maxBytes);
    const partial = this.#partialPath(upload.scope, upload.sha256);
    // One that goes on from the wrong place disturbs nobody.
    if (upload.offset > 0) await refuseOtherOffset(partial, upload.offset);
    const turn = await this.#turns.take(partial, upload.length ?? this.#maxBytes);
    try {
      await mkdir(path.dirname(partial), { recursive: true, mode: 0o700 });
      const size = await this.#append(partial, upload, turn.superseded);
      turn.keep();
      return await this.#publish(partial, size, upload);
    } catch (error) {
      throw isNoSpace(error) ? noSpace(error) : error;
    } finally {
      turn.end();
    }
  }

  /** @returns bytes of the whole */
  async #append(partial: string, upload: BlobUpload, superseded: AbortSignal): Promise<number> {
    // An upload that starts over replaces what an earlier try left.
    if (upload.offset === 0) await rm(partial, { force: true });
    await this.#refuseTooManyOpen(partial, upload);
    const file = await openAt(partial, upload.offset);
    try {
      const { size, ended } = await takeIn(upload, file, {
        maxBytes: this.#maxBytes,
        idleMs: this.#idleMs,
        superseded,
      });
      if (ended !== undefined && superseded.aborted) throw offsetMismatch(size);
      if (ended !== undefined || (upload.length !== undefined && size < upload.length)) {
        throw truncated(size, upload.length, ended);
      }
      return size;
    } catch (error) {
      if (isNoSpace(error)) await file.truncate(upload.offset);
      const spoiled = error instanceof DomainError && ['digest-mismatch', 'payload-too-large'].includes(error.code);
      if (spoiled) await rm(partial, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }

  /** Counts what other uploads of the scope have left, and what those under way in this process may still bring. */
  async #refuseTooManyOpen(partial: string, upload: BlobUpload): Promise<void> {
    const open = await sizesIn(path.dirname(partial));
    for (const [file, bytes] of this.#turns.announced(path.dirname(partial))) {
      open.set(file, Math.max(open.get(file) ?? 0, bytes));
    }
    open.delete(partial);
    const others = [...open.values()].reduce((sum, bytes) => sum + bytes, 0);
    if (others + (upload.length ?? upload.offset) > this.#maxOpenBytes) throw tooManyOpen(this.#maxOpenBytes);
  }

  async #publish(partial: string, size: number, upload: BlobUpload): Promise<StoredBlob> {
    // Another process may still write to the partial file, also after it was renamed: only a copy is surely at rest.
    const copy = `${partial.slice(0, -'.partial'.length)}.${randomUUID()}.whole`;
    try {
      await copyFile(partial, copy, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE).catch(goneIsStartedOver);
      const blob = await digest(copy);
      // Somebody started this upload over through another process: what is there now is theirs to finish.
      if (blob.size !== size) throw offsetMismatch(blob.size);
      if (blob.sha256 !== upload.sha256) {
        await rm(partial, { force: true });
        throw digestMismatch(blob.sha256);
      }
      const target = this.#blobPath(blob.sha256);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      await sync(copy);
      await rename(copy, target);
      await sync(path.dirname(target));
      await rm(partial, { force: true });
      return blob;
    } finally {
      await rm(copy, { force: true });
    }
  }

  #blobPath(sha256: string): string {
    return path.join(this.#folder, 'blobs', sha256.slice(0, 2), sha256);
  }

  #partialPath(scope: string, sha256: string): string {
    return path.join(this.#folder, 'uploads', scope, `${sha256}.partial`);
  }
}

async function refuseOtherOffset(partial: string, offset: number): Promise<void> {
  const received = (await sizeOf(partial)) ?? 0;
  if (received !== offset) throw offsetMismatch(received);
}

/** Not for appending: two processes that take the same bytes in write the same to the same places. */
async function openAt(partial: string, offset: number): Promise<FileHandle> {
  if (offset === 0) {
    // The folder may have been cleaned up in this very moment.
    return open(partial, constants.O_WRONLY | constants.O_CREAT, 0o600).catch(goneIsStartedOver);
  }
  await refuseOtherOffset(partial, offset);
  return open(partial, constants.O_WRONLY).catch(goneIsStartedOver);
}

function goneIsStartedOver(error: unknown): never {
  throw errnoOf(error) === 'ENOENT' ? offsetMismatch(0) : error;
}
