import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  BUNDLE_VERSION,
  encodeTrailer,
  MAX_BLOCK_BYTES,
  type BundleBlock,
  type BundleEdition,
  type BundleIndex,
  type BundleSection,
} from '#libs/domain';

const pack = promisify(gzip);
/** Bytes of lines that are packed together: much smaller packs worse, much larger makes each question read more. */
const BLOCK = 256 * 1024;

/** Makes a bundle's bytes of its lines, which come section by section with ascending keys. */
export class BlockWriter {
  readonly #blocks: BundleBlock[] = [];
  #offset = 0;
  #section: BundleSection = 'edition';
  #firstKey = '';
  #lines: Buffer[] = [];
  #size = 0;

  /** Bytes of the block that this line completes; empty while there is room. */
  async add(section: BundleSection, key: string, line: unknown): Promise<Buffer> {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    if (bytes.length > MAX_BLOCK_BYTES) throw new Error(`${section} ${key} is ${bytes.length} bytes long`);
    const isFull = this.#size > 0 && (section !== this.#section || this.#size + bytes.length > BLOCK);
    const done = isFull ? await this.#close() : Buffer.alloc(0);
    if (this.#size === 0) {
      this.#section = section;
      this.#firstKey = key;
    }
    this.#lines.push(bytes);
    this.#size += bytes.length;
    return done;
  }

  /** The rest: the last block, the index and the trailer. */
  async end(edition: BundleEdition, counts: Pick<BundleIndex, 'releases' | 'findings'>): Promise<Buffer> {
    const last = this.#size > 0 ? await this.#close() : Buffer.alloc(0);
    const index: BundleIndex = { ...edition, ...counts, blocks: this.#blocks };
    const lines = Buffer.from(`${JSON.stringify(index)}\n`);
    if (lines.length > MAX_BLOCK_BYTES) throw new Error(`the index is ${lines.length} bytes long`);
    const packed = await pack(lines);
    const trailer = encodeTrailer({
      version: BUNDLE_VERSION,
      indexOffset: this.#offset,
      indexLength: packed.length,
      indexSize: lines.length,
      indexSha256: sha256(packed),
    });
    return Buffer.concat([last, packed, trailer]);
  }

  async #close(): Promise<Buffer> {
    const packed = await pack(Buffer.concat(this.#lines));
    this.#blocks.push({
      section: this.#section,
      firstKey: this.#firstKey,
      offset: this.#offset,
      length: packed.length,
      size: this.#size,
      sha256: sha256(packed),
    });
    this.#offset += packed.length;
    this.#lines = [];
    this.#size = 0;
    return packed;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
