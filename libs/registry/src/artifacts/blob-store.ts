import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#libs/domain';
import { errnoOf } from '#libs/runtime';

export interface StoredBlob {
  readonly sha256: string;
  readonly sm3: string;
  readonly size: number;
}

export interface BlobUpload {
  /** Whose upload this is; partial bytes of one scope are invisible to every other. */
  readonly scope: string;
  readonly sha256: string;
  /** Where the sent bytes begin; must be where the earlier ones end. */
  readonly offset: number;
  /** Bytes of the whole, where the sender says so. */
  readonly length: number | undefined;
  readonly content: Readable;
}

/**
 * Content-addressed files. A blob appears under its digest only when complete and verified: bytes go to a partial file
 * of the uploader's own, are read back and hashed, synced, and renamed into place. Partial files survive a broken
 * connection so that an upload can go on.
 */
export class BlobStore {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #busy = new Set<string>();

  constructor(options: { folder: string; maxBytes: number }) {
    this.#folder = options.folder;
    this.#maxBytes = options.maxBytes;
  }

  /** Whether the bytes are there, and how many they are. */
  async find(sha256: string): Promise<{ size: number } | undefined> {
    return sizeOf(this.#blobPath(sha256));
  }

  read(sha256: string): ReadStream {
    return createReadStream(this.#blobPath(sha256));
  }

  /** How many bytes of an unfinished upload have arrived. */
  async received(scope: string, sha256: string): Promise<number> {
    return (await sizeOf(this.#partialPath(scope, sha256)))?.size ?? 0;
  }

  /**
   * Takes an upload in.
   *
   * @throws DomainError `payload-too-large`, `digest-mismatch` (the partial bytes are dropped), `upload-offset-mismatch`
   * (also while another connection sends the same), `upload-truncated` (the partial bytes are kept),
   * `insufficient-storage`
   */
  async receive(upload: BlobUpload): Promise<StoredBlob> {
    this.#refuseTooLarge(upload.length ?? upload.offset);
    const partial = this.#partialPath(upload.scope, upload.sha256);
    if (this.#busy.has(partial)) throw offsetMismatch(await this.received(upload.scope, upload.sha256));
    this.#busy.add(partial);
    try {
      await mkdir(path.dirname(partial), { recursive: true, mode: 0o700 });
      await this.#append(partial, upload);
      return await this.#keep(partial, upload);
    } catch (error) {
      throw isNoSpace(error)
        ? new DomainError('insufficient-storage', '存储空间不足 · The server has no room for this upload', {
            cause: error,
          })
        : error;
    } finally {
      this.#busy.delete(partial);
    }
  }

  async #append(partial: string, upload: BlobUpload): Promise<void> {
    // An upload that starts over replaces what an earlier try left.
    if (upload.offset === 0) await rm(partial, { force: true });
    const received = (await sizeOf(partial))?.size ?? 0;
    if (received !== upload.offset) throw offsetMismatch(received);
    let size = upload.offset;
    const limit = upload.length ?? this.#maxBytes;
    const count = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        size += chunk.length;
        if (size > limit) done(upload.length === undefined ? tooLarge(this.#maxBytes) : longerThanSaid(upload.length));
        else done(null, chunk);
      },
    });
    try {
      await pipeline(upload.content, count, createWriteStream(partial, { flags: 'a', mode: 0o600 }));
    } catch (error) {
      if (error instanceof DomainError) {
        await rm(partial, { force: true });
        throw error;
      }
      if (isNoSpace(error)) await truncate(partial, upload.offset);
      if (isNoSpace(error)) throw error;
      throw truncated(size, upload.length, error);
    }
    if (upload.length !== undefined && size < upload.length) throw truncated(size, upload.length, undefined);
  }

  async #keep(partial: string, upload: BlobUpload): Promise<StoredBlob> {
    const blob = await digest(partial);
    if (blob.sha256 !== upload.sha256) {
      await rm(partial, { force: true });
      throw new DomainError(
        'digest-mismatch',
        '内容与声明的 SHA-256 不符，已丢弃 · The bytes do not have the stated SHA-256 and were dropped',
        {
          fields: [{ path: 'sha256', code: 'digest-mismatch', message: `the bytes received have ${blob.sha256}` }],
        },
      );
    }
    const target = this.#blobPath(blob.sha256);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await sync(partial);
    await rename(partial, target);
    await sync(path.dirname(target));
    return blob;
  }

  #refuseTooLarge(size: number): void {
    if (size > this.#maxBytes) throw tooLarge(this.#maxBytes);
  }

  #blobPath(sha256: string): string {
    return path.join(this.#folder, 'blobs', sha256.slice(0, 2), sha256);
  }

  #partialPath(scope: string, sha256: string): string {
    return path.join(this.#folder, 'uploads', scope, `${sha256}.partial`);
  }
}

async function digest(file: string): Promise<StoredBlob> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    sha256.update(chunk);
    sm3.update(chunk);
    size += chunk.length;
  }
  return { sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), size };
}

async function sizeOf(file: string): Promise<{ size: number } | undefined> {
  try {
    return { size: (await stat(file)).size };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isNoSpace(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError(
    'payload-too-large',
    `文件超过 ${maxBytes} 字节的上限 · The upload is over the limit of ${maxBytes} bytes`,
    {
      facts: { maxBytes },
    },
  );
}

function longerThanSaid(length: number): DomainError {
  return new DomainError(
    'digest-mismatch',
    `收到的字节多于声明的 ${length}，已丢弃 · More bytes came than the ${length} announced; they were dropped`,
  );
}

function truncated(received: number, length: number | undefined, cause: unknown): DomainError {
  return new DomainError(
    'upload-truncated',
    '上传中断，可续传 · The upload ended early; ask HEAD for Upload-Offset and go on',
    {
      facts: { received, ...(length === undefined ? {} : { expected: length }) },
      cause,
    },
  );
}

function offsetMismatch(received: number): DomainError {
  return new DomainError('upload-offset-mismatch', `请从第 ${received} 字节续传 · Go on from byte ${received}`, {
    facts: { uploadOffset: received },
  });
}
