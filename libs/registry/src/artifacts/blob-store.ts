import type { Readable } from 'node:stream';
import type { StoredBlob } from './blob-files.js';

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
 * Artifacts and evidence by their SHA-256. A blob can be read under its digest only when it is complete and verified; what
 * a broken upload left is kept for it to go on.
 */
export interface BlobStore {
  read(sha256: string): Promise<Readable>;

  /** How many bytes of an unfinished upload have arrived. */
  received(scope: string, sha256: string): Promise<number>;

  /**
   * Takes an upload in. It takes over from an earlier one of the same bytes and scope that is still being received: that
   * one may hang on a connection whose other end is gone.
   *
   * @throws DomainError `payload-too-large` (also where the scope's unfinished uploads would hold too much),
   * `digest-mismatch` (the partial bytes are dropped), `upload-offset-mismatch` (also for one that another upload took
   * over from), `upload-truncated` (the partial bytes are kept; also for a sender that fell silent),
   * `insufficient-storage`
   */
  receive(upload: BlobUpload): Promise<StoredBlob>;
}
