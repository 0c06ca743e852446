/*
 * The last member of a bundle: an empty gzip file (RFC 1952) whose header has an extra field `SB`: version of the format
 * u16, place of the index u64, its length u32 and its unpacked size u32, little-endian, and its SHA-256.
 */
const PAYLOAD = 2 + 8 + 4 + 4 + 32;
const HEAD = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, PAYLOAD + 4, 0, 0x53, 0x42, PAYLOAD, 0] as const;
/** An empty final block of fixed codes; CRC-32 and size of nothing. */
const TAIL = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0] as const;

/** Bytes at the end of every bundle of any version. */
export const TRAILER_BYTES = HEAD.length + PAYLOAD + TAIL.length;

export interface BundleTrailer {
  readonly version: number;
  readonly indexOffset: number;
  readonly indexLength: number;
  readonly indexSize: number;
  /** Lower-case hexadecimal. */
  readonly indexSha256: string;
}

export function encodeTrailer({
  version,
  indexOffset,
  indexLength,
  indexSize,
  indexSha256,
}: BundleTrailer): Uint8Array {
  const bytes = new Uint8Array(TRAILER_BYTES);
  bytes.set(HEAD);
  bytes.set(TAIL, HEAD.length + PAYLOAD);
  const view = new DataView(bytes.buffer, HEAD.length, PAYLOAD);
  view.setUint16(0, version, true);
  view.setBigUint64(2, BigInt(indexOffset), true);
  view.setUint32(10, indexLength, true);
  view.setUint32(14, indexSize, true);
  for (let byte = 0; byte < 32; byte += 1)
    view.setUint8(18 + byte, parseInt(indexSha256.slice(byte * 2, byte * 2 + 2), 16));
  return bytes;
}

/** Undefined where the bytes are no trailer. */
export function decodeTrailer(bytes: Uint8Array): BundleTrailer | undefined {
  if (bytes.length !== TRAILER_BYTES) return undefined;
  const isFramed =
    HEAD.every((byte, place) => bytes[place] === byte) &&
    TAIL.every((byte, place) => bytes[HEAD.length + PAYLOAD + place] === byte);
  if (!isFramed) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + HEAD.length, PAYLOAD);
  const indexOffset = Number(view.getBigUint64(2, true));
  if (!Number.isSafeInteger(indexOffset)) return undefined;
  const digest = Array.from({ length: 32 }, (_, byte) =>
    view
      .getUint8(18 + byte)
      .toString(16)
      .padStart(2, '0'),
  );
  return {
    version: view.getUint16(0, true),
    indexOffset,
    indexLength: view.getUint32(10, true),
    indexSize: view.getUint32(14, true),
    indexSha256: digest.join(''),
  };
}
