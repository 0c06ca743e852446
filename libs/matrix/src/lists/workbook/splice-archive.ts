import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { centralHeader, centralEnd, descriptor, localHeader, type PartHeader } from './archive-headers.js';

/**
 * A zip archive in which some parts have other contents. All others are handed on as they are stored, without being
 * unpacked: what they hold is neither looked at nor changed, and costs no more than its bytes.
 *
 * @param entries all of the archive, in the order of its directory
 * @param replaced contents by the name of a part
 * @throws Error where the archive is damaged, or grows beyond what archives without the 64-bit extension hold
 */
export async function* spliceArchive(
  archive: ZipFile,
  entries: readonly Entry[],
  replaced: ReadonlyMap<string, () => AsyncIterable<Buffer>>,
): AsyncGenerator<Buffer> {
  const headers = new Map<Entry, PartHeader>();
  let written = 0;
  const count = (bytes: Buffer): Buffer => {
    written += bytes.length;
    return bytes;
  };
  for (const entry of [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    const offset = written;
    const content = replaced.get(entry.fileName);
    if (content === undefined) {
      const header = { entry, offset, isReplaced: false, ...sizesOf(entry) };
      yield count(localHeader(header));
      for await (const chunk of await storedBytes(archive, entry)) yield count(chunk);
      headers.set(entry, header);
    } else {
      const empty = { entry, offset, isReplaced: true, crc32: 0, compressedSize: 0, uncompressedSize: 0 };
      yield count(localHeader(empty));
      const sizes = { crc32: 0, compressedSize: 0, uncompressedSize: 0 };
      for await (const chunk of packed(content(), sizes)) yield count(chunk);
      const header = { ...empty, ...sizes };
      yield count(descriptor(header));
      headers.set(entry, header);
    }
  }
  const start = written;
  for (const entry of entries) {
    const header = headers.get(entry);
    if (header === undefined) throw new Error(`part ${entry.fileName} was not written`);
    yield count(centralHeader(header));
  }
  yield centralEnd(entries.length, start, written - start);
}

interface Sizes {
  crc32: number;
  compressedSize: number;
  uncompressedSize: number;
}

function sizesOf({ crc32, compressedSize, uncompressedSize }: Entry): Sizes {
  return { crc32, compressedSize, uncompressedSize };
}

/** Without an encoding a stream of bytes gives buffers. */
function storedBytes(archive: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer> & Readable> {
  return archive.openReadStreamPromise(entry, { decodeFileData: false });
}

/** Deflated bytes; `sizes` are right when all are taken. */
async function* packed(content: AsyncIterable<Buffer>, sizes: Sizes): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  // What fails is thrown to whoever reads; and when the reader leaves, the content is let go of.
  pipeline(Readable.from(counted(), { objectMode: false }), deflate, () => undefined);
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    sizes.compressedSize += chunk.length;
    yield chunk;
  }

  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      sizes.crc32 = crc32(chunk, sizes.crc32);
      sizes.uncompressedSize += chunk.length;
      yield chunk;
    }
  }
}
