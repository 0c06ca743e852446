import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DataSource } from 'typeorm';
import type { StoredBlob } from './blob-files.js';
import type { BlobStore, BlobUpload } from './blob-store.js';
import {
  beginUpload,
  bytesOpen,
  bytesReceived,
  forgetUpload,
  noteProgress,
  takeOldUploads,
  takeOverUpload,
  type HeldUpload,
} from './blob-uploads.queries.js';
import type { ObjectBucket } from './object-bucket.js';
import { RunningDigests } from './running-digests.js';
import { digestMismatch, longerThanSaid, offsetMismatch, tooLarge, tooManyOpen, truncated } from './upload-refusals.js';

export interface ObjectStoreOptions {
  readonly db: DataSource;
  readonly bucket: ObjectBucket;
  /** Bytes of one blob. */
  readonly maxBytes: number;
  /** Bytes that the unfinished uploads of one scope may hold together; by default four of the largest blobs. */
  readonly maxOpenBytes?: number;
  /** How long a sender may be silent before its upload counts as broken, in milliseconds. */
  readonly idleMs?: number;
  /** Bytes of a part, of which one is held in memory for each upload under way; stores take no less than 5 MiB. */
  readonly partBytes?: number;
}

const IDLE_MS = 60_000;
const PART_BYTES = 8 * 1024 ** 2;
const KEPT_DAYS = 7;

/**
 * Blobs in an S3-compatible bucket that several processes share. An upload goes into the store part by part; PostgreSQL
 * holds who takes it in, how far it is and the state of its digests, so that going on reads nothing again. Each going on
 * writes a holder of its own: the one before finds its next part refused, and no part of it is counted. The object appears
 * when its parts are put together, which happens only once the digest of all of them is right.
 */
export class ObjectStore implements BlobStore {
  readonly #options: Required<ObjectStoreOptions>;

  constructor(options: ObjectStoreOptions) {
    const { maxOpenBytes = 4 * options.maxBytes, idleMs = IDLE_MS, partBytes = PART_BYTES } = options;
    this.#options = { ...options, maxOpenBytes, idleMs, partBytes };
  }

  read(sha256: string): Promise<Readable> {
    return this.#options.bucket.read(keyOf(sha256));
  }

  received(scope: string, sha256: string): Promise<number> {
    return bytesReceived(this.#options.db, { scope, sha256 });
  }

  async receive(upload: BlobUpload): Promise<StoredBlob> {
    const { maxBytes } = this.#options;
    if ((upload.length ?? upload.offset) > maxBytes) throw tooLarge(maxBytes);
    const { held, digests } = await this.#hold(upload);
    const taking = new Taking(held, digests, this.#options, upload.length);
    const ended = await taking.take(upload.content);
    if (ended !== undefined || (upload.length !== undefined && taking.size < upload.length)) {
      // Superseded or broken off: what is in the store is what counts.
      const received = await this.received(upload.scope, upload.sha256);
      throw taking.isSuperseded ? offsetMismatch(received) : truncated(received, upload.length, ended);
    }
    return taking.finish();
  }

  /** Drops what nobody went on with for a week. Any number of processes may do so. */
  async dropOldUploads(keptDays = KEPT_DAYS): Promise<void> {
    const { db, bucket } = this.#options;
    for (const { sha256, uploadId } of await takeOldUploads(db, keptDays)) {
      if (uploadId !== null) await bucket.abort(keyOf(sha256), uploadId);
    }
  }

  async #hold(upload: BlobUpload): Promise<{ held: HeldUpload; digests: RunningDigests }> {
    const { db, bucket, maxOpenBytes } = this.#options;
    const announced = upload.length ?? upload.offset;
    const holder = randomUUID();
    if (upload.offset > 0) {
      const held = await takeOverUpload(db, upload, holder, upload.offset);
      if (held === undefined) throw offsetMismatch(await bytesReceived(db, upload));
      const digests = await RunningDigests.goOn({ sha256: held.sha256State, sm3: held.sm3State });
      return { held, digests };
    }
    if ((await bytesOpen(db, upload)) + announced > maxOpenBytes) throw tooManyOpen(maxOpenBytes);
    const digests = await RunningDigests.begin();
    const { scope, sha256 } = upload;
    const { held, left } = await beginUpload(db, { scope, sha256, holder, announced }, digests.save());
    if (left !== null) await bucket.abort(keyOf(sha256), left);
    return { held, digests };
  }
}

/** One upload while its bytes come in. */
class Taking {
  #held: HeldUpload;
  #filled = 0;
  readonly #part: Buffer;
  isSuperseded = false;

  constructor(
    held: HeldUpload,
    private readonly digests: RunningDigests,
    private readonly options: Required<ObjectStoreOptions>,
    private readonly length: number | undefined,
  ) {
    this.#held = held;
    this.#part = Buffer.allocUnsafe(options.partBytes);
  }

  /** Bytes taken in, with those that are in no part yet. */
  get size(): number {
    return this.#held.received + this.#filled;
  }

  /** @returns what ended the sending where it did not end by itself */
  async take(content: Readable): Promise<unknown> {
    // What is wrong on this side, told apart from what is wrong with the sender: only the latter may go on.
    let ours: { readonly error: unknown } | undefined;
    const silence = new AbortController();
    const idle = setTimeout(() => silence.abort(), this.options.idleMs);
    const fill = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of chunks) {
        idle.refresh();
        try {
          await this.#add(chunk);
        } catch (error) {
          ours = { error };
          throw error;
        }
      }
    };
    try {
      await pipeline(content, fill, { signal: silence.signal });
      return undefined;
    } catch (error) {
      // Assigned in a callback, which the compiler does not follow.
      const failure = ours as { readonly error: unknown } | undefined;
      if (failure !== undefined && !this.isSuperseded) throw failure.error;
      return error;
    } finally {
      clearTimeout(idle);
    }
  }

  async #add(chunk: Buffer): Promise<void> {
    const { maxBytes } = this.options;
    if (this.size + chunk.length > (this.length ?? maxBytes)) {
      await this.#drop();
      throw this.length === undefined ? tooLarge(maxBytes) : longerThanSaid(this.length);
    }
    for (let at = 0; at < chunk.length;) {
      const taken = chunk.copy(this.#part, this.#filled, at);
      this.#filled += taken;
      at += taken;
      if (this.#filled === this.#part.length) await this.#send();
    }
  }

  /** Puts the part into the store and notes it; from then on an upload that goes on does so behind it. */
  async #send(): Promise<void> {
    const bytes = this.#part.subarray(0, this.#filled);
    const key = keyOf(this.#held.sha256);
    const uploadId = this.#held.uploadId ?? (await this.options.bucket.begin(key));
    const part = await this.options.bucket.putPart(key, uploadId, this.#held.nextPart, bytes);
    this.digests.update(bytes);
    const { sha256, sm3 } = this.digests.save();
    const held = {
      ...this.#held,
      uploadId,
      received: this.#held.received + bytes.length,
      nextPart: part.number + 1,
      parts: [...this.#held.parts, part],
      sha256State: sha256,
      sm3State: sm3,
    };
    if (!(await noteProgress(this.options.db, held))) {
      this.isSuperseded = true;
      if (this.#held.uploadId === null) await this.options.bucket.abort(key, uploadId);
      throw new Error('another upload of these bytes has taken over');
    }
    this.#held = held;
    this.#filled = 0;
  }

  /** @throws DomainError `digest-mismatch`, `upload-offset-mismatch` where somebody has taken over meanwhile */
  async finish(): Promise<StoredBlob> {
    const key = keyOf(this.#held.sha256);
    const size = this.size;
    const tail = this.#part.subarray(0, this.#filled);
    const { bucket, db } = this.options;
    const { uploadId, nextPart, parts, scope, sha256 } = this.#held;
    const last = uploadId === null || tail.length === 0 ? [] : [await bucket.putPart(key, uploadId, nextPart, tail)];
    this.digests.update(tail);
    const digest = this.digests.digest();
    if (digest.sha256 !== sha256) {
      await this.#drop();
      throw digestMismatch(digest.sha256);
    }
    // Whoever takes over from here on finds nothing to go on with, and begins again.
    if (!(await forgetUpload(db, this.#held))) throw offsetMismatch(await bytesReceived(db, { scope, sha256 }));
    if (uploadId === null) await bucket.put(key, tail);
    else await bucket.complete(key, uploadId, [...parts, ...last]);
    return { ...digest, size };
  }

  async #drop(): Promise<void> {
    const { uploadId, sha256 } = this.#held;
    const isOurs = await forgetUpload(this.options.db, this.#held);
    if (isOurs && uploadId !== null) await this.options.bucket.abort(keyOf(sha256), uploadId);
  }
}

function keyOf(sha256: string): string {
  return `blobs/${sha256.slice(0, 2)}/${sha256}`;
}
