import type { Entry } from 'yauzl';

/** A part as it is written anew. Offsets and sizes in bytes. Layouts: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16. */
export interface PartHeader {
  readonly entry: Entry;
  readonly offset: number;
  /** Its content is another one, deflated, its sizes told behind it. */
  readonly isReplaced: boolean;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
}

const DEFLATED = 8;
/** General purpose bits: sizes stand behind the content; names are UTF-8. */
const SIZES_BEHIND = 0x0008;
const UTF8_NAMES = 0x0800;
/** Extra field of the 64-bit extension: what is written here needs none. */
const ZIP64 = 0x0001;
const VERSION_NEEDED = 20;
const MOST_BYTES = 0xffff_fffe;
const MOST_PARTS = 0xffff;

export function localHeader(header: PartHeader): Buffer {
  const { entry } = header;
  const fixed = Buffer.alloc(30);
  fixed.writeUInt32LE(0x0403_4b50, 0);
  fixed.writeUInt16LE(VERSION_NEEDED, 4);
  writeDescription(fixed, 6, header);
  fixed.writeUInt16LE(entry.fileNameRaw.length, 26);
  return Buffer.concat([fixed, entry.fileNameRaw]);
}

/** What stands behind a replaced content. */
export function descriptor({ crc32, compressedSize, uncompressedSize }: PartHeader): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x0807_4b50, 0);
  bytes.writeUInt32LE(crc32, 4);
  bytes.writeUInt32LE(bounded(compressedSize), 8);
  bytes.writeUInt32LE(bounded(uncompressedSize), 12);
  return bytes;
}

export function centralHeader(header: PartHeader): Buffer {
  const { entry, offset } = header;
  const extra = withoutZip64(entry);
  const fixed = Buffer.alloc(46);
  fixed.writeUInt32LE(0x0201_4b50, 0);
  fixed.writeUInt16LE(entry.versionMadeBy, 4);
  fixed.writeUInt16LE(VERSION_NEEDED, 6);
  writeDescription(fixed, 8, header);
  fixed.writeUInt16LE(entry.fileNameRaw.length, 28);
  fixed.writeUInt16LE(extra.length, 30);
  fixed.writeUInt16LE(entry.fileCommentRaw.length, 32);
  fixed.writeUInt16LE(entry.internalFileAttributes, 36);
  fixed.writeUInt32LE(entry.externalFileAttributes, 38);
  fixed.writeUInt32LE(bounded(offset), 42);
  return Buffer.concat([fixed, entry.fileNameRaw, extra, entry.fileCommentRaw]);
}

/** @param start offset of the directory */
export function centralEnd(parts: number, start: number, size: number): Buffer {
  if (parts >= MOST_PARTS) throw new Error(`too many parts for an archive: ${parts}`);
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x0605_4b50, 0);
  bytes.writeUInt16LE(parts, 8);
  bytes.writeUInt16LE(parts, 10);
  bytes.writeUInt32LE(bounded(size), 12);
  bytes.writeUInt32LE(bounded(start), 16);
  return bytes;
}

/** Flags to sizes, which both headers have in the same order. */
function writeDescription(bytes: Buffer, at: number, header: PartHeader): void {
  const { entry, isReplaced } = header;
  const flags = isReplaced
    ? (entry.generalPurposeBitFlag & UTF8_NAMES) | SIZES_BEHIND
    : entry.generalPurposeBitFlag & ~SIZES_BEHIND;
  bytes.writeUInt16LE(flags, at);
  bytes.writeUInt16LE(isReplaced ? DEFLATED : entry.compressionMethod, at + 2);
  bytes.writeUInt16LE(entry.lastModFileTime, at + 4);
  bytes.writeUInt16LE(entry.lastModFileDate, at + 6);
  bytes.writeUInt32LE(header.crc32, at + 8);
  bytes.writeUInt32LE(bounded(header.compressedSize), at + 12);
  bytes.writeUInt32LE(bounded(header.uncompressedSize), at + 16);
}

function withoutZip64({ extraFields }: Entry): Buffer {
  return Buffer.concat(
    extraFields
      .filter(({ id }) => id !== ZIP64)
      .map(({ id, data }) => {
        const head = Buffer.alloc(4);
        head.writeUInt16LE(id, 0);
        head.writeUInt16LE(data.length, 2);
        return Buffer.concat([head, data]);
      }),
  );
}

function bounded(bytes: number): number {
  if (bytes > MOST_BYTES) throw new Error(`too large for an archive: ${bytes} bytes`);
  return bytes;
}
