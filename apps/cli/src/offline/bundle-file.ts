import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { bundleIndex } from '#libs/contracts';
import {
  BUNDLE_VERSION,
  decodeTrailer,
  MAX_BLOCK_BYTES,
  TRAILER_BYTES,
  type BundleBlock,
  type BundleIndex,
  type BundleSection,
  type BundleTrailer,
} from '#libs/domain';
import type { z } from 'zod';
import { messageOf } from '../failure.js';
import { unusable } from './bundle-error.js';

const unpack = promisify(gunzip);
/** What can't be packed grows by no more than this, bytes. */
const PACKING = 64 * 1024;
/** Blocks that are kept unpacked: releases of one product, which are asked for together, lie together. */
const KEPT_BLOCKS = 4;

/** A bundle on disk, read a block at a time; every block is checked before it is unpacked. */
export class BundleFile {
  readonly path: string;
  readonly index: BundleIndex;
  /** SHA-256 that stands for the whole file. */
  readonly digest: string;
  readonly #file: FileHandle;
  readonly #sections = new Map<BundleSection, BundleBlock[]>();
  readonly #kept = new Map<BundleBlock, string[]>();

  private constructor(path: string, file: FileHandle, index: BundleIndex, digest: string) {
    this.path = path;
    this.#file = file;
    this.index = index;
    this.digest = digest;
    for (const block of index.blocks) {
      this.#sections.set(block.section, [...(this.#sections.get(block.section) ?? []), block]);
    }
  }

  /** @throws UsageError that says what is wrong with the file */
  static async open(path: string): Promise<BundleFile> {
    let file: FileHandle;
    try {
      file = await open(path, 'r');
    } catch (error) {
      throw unusable(path, messageOf(error), messageOf(error));
    }
    try {
      const trailer = await readTrailer(path, file);
      const index = await readIndex(path, file, trailer);
      return new BundleFile(path, file, index, trailer.indexSha256);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Lines of a section, in the order of their keys. */
  async *lines<T>(section: BundleSection, schema: z.ZodType<T>): AsyncGenerator<T> {
    for (const block of this.#sections.get(section) ?? []) {
      for (const line of await this.#linesOf(block)) yield parsed(this.path, line, schema);
    }
  }

  /** The only line of a section. */
  async single<T>(section: BundleSection, schema: z.ZodType<T>): Promise<T> {
    for await (const line of this.lines(section, schema)) return line;
    throw unusable(this.path, `缺少 ${section}`, `${section} is missing`);
  }

  /**
   * The line whose key is this text, which is its first field.
   *
   * @returns undefined where there is none
   */
  async find<T>(section: BundleSection, field: string, key: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const block = lastAtMost(this.#sections.get(section) ?? [], key);
    if (block === undefined) return undefined;
    const start = `{${JSON.stringify(field)}:${JSON.stringify(key)},`;
    const line = (await this.#linesOf(block)).find((text) => text.startsWith(start));
    return line === undefined ? undefined : parsed(this.path, line, schema);
  }

  /** Reads every byte of every block. */
  async verify(): Promise<void> {
    for (const block of this.index.blocks) await this.#linesOf(block);
  }

  async #linesOf(block: BundleBlock): Promise<string[]> {
    const kept = this.#kept.get(block);
    if (kept !== undefined) return kept;
    const bytes = await readPacked(this.path, this.#file, block);
    const lines = bytes.toString('utf8').split('\n');
    lines.pop();
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= KEPT_BLOCKS) this.#kept.delete(oldest);
    this.#kept.set(block, lines);
    return lines;
  }
}

async function readTrailer(path: string, file: FileHandle): Promise<BundleTrailer> {
  const { size } = await file.stat();
  const bytes = Buffer.alloc(TRAILER_BYTES);
  const { bytesRead } = await file.read(bytes, 0, TRAILER_BYTES, Math.max(0, size - TRAILER_BYTES));
  const trailer = bytesRead === TRAILER_BYTES ? decodeTrailer(bytes) : undefined;
  if (trailer === undefined) throw unusable(path, '不是离线包，或不完整', 'it is no bundle, or its end is missing');
  if (trailer.version !== BUNDLE_VERSION) {
    throw unusable(
      path,
      `其格式为版本 ${trailer.version}，此程序只读版本 ${BUNDLE_VERSION}；请使用对应版本的 shipei`,
      `its format is version ${trailer.version} and this program reads version ${BUNDLE_VERSION}; use the shipei that goes with it`,
    );
  }
  if (trailer.indexOffset + trailer.indexLength !== size - TRAILER_BYTES) throw damaged(path);
  return trailer;
}

async function readIndex(path: string, file: FileHandle, trailer: BundleTrailer): Promise<BundleIndex> {
  const { indexOffset: offset, indexLength: length, indexSize: size, indexSha256: sha256 } = trailer;
  const bytes = await readPacked(path, file, { offset, length, size, sha256 });
  const index = parsed(path, bytes.toString('utf8'), bundleIndex);
  let end = 0;
  for (const block of index.blocks) {
    // No byte of the file is outside what the digest stands for.
    if (block.offset !== end) throw damaged(path);
    end += block.length;
  }
  if (end !== offset) throw damaged(path);
  return index;
}

type Packed = Pick<BundleBlock, 'offset' | 'length' | 'size' | 'sha256'>;

/** Never holds more than a block's promised size, which is bounded, whatever the bytes unpack to. */
async function readPacked(path: string, file: FileHandle, { offset, length, size, sha256 }: Packed): Promise<Buffer> {
  if (size > MAX_BLOCK_BYTES || length > MAX_BLOCK_BYTES + PACKING) {
    throw unusable(path, '其中一段过大', `a part of it is larger than ${MAX_BLOCK_BYTES} bytes`);
  }
  const packed = Buffer.alloc(length);
  const { bytesRead } = await file.read(packed, 0, length, offset);
  if (bytesRead !== length || createHash('sha256').update(packed).digest('hex') !== sha256) throw damaged(path);
  let bytes: Buffer;
  try {
    bytes = await unpack(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw damaged(path);
  }
  if (bytes.length !== size) throw damaged(path);
  return bytes;
}

function parsed<T>(path: string, line: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damaged(path);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
  throw unusable(path, `内容不合格式（${where}）`, `what it holds is not what its format says (${where})`);
}

function damaged(path: string): Error {
  return unusable(path, '已损坏或被改动，请重新获取', 'it is damaged or was altered; fetch it again');
}

/** The last block that begins at or before a key. */
function lastAtMost(blocks: readonly BundleBlock[], key: string): BundleBlock | undefined {
  let [from, to] = [0, blocks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((blocks[middle]?.firstKey ?? '') <= key) from = middle + 1;
    else to = middle;
  }
  return blocks[from - 1];
}
