import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse, type Info } from 'csv-parse';
import type { TextEncodingName } from '#libs/registry';

/** How a CSV file is written. */
export interface CsvForm {
  readonly encoding: TextEncodingName;
  readonly separator: string;
}

/** A record with its bytes as they stand in the file. */
export interface CsvRecord {
  /** The first is 1; blank lines count. */
  readonly number: number;
  readonly cells: number;
  readonly bytes: Buffer;
  /** What ends it; empty at the end of a file that ends without. */
  readonly lineEnd: Buffer;
}

const CHUNK = 64 * 1024;
const WIDE = 2;

/**
 * Records of a CSV file that was read before. Separators, quotes and line ends are ASCII in every encoding here, and no byte
 * of another character looks like one: they are found without decoding. UTF-16 is looked at as one byte a character, and always has a byte order mark.
 */
export async function* recordsOf(file: string, { encoding, separator }: CsvForm): AsyncGenerator<CsvRecord> {
  const unit = encoding.startsWith('utf-16') ? WIDE : 1;
  const low = encoding === 'utf-16be' ? 1 : 0;
  /** Bytes that were read and are of no record yet. */
  let held: Buffer[] = [];
  let mark = 0;
  const parser = parse({
    info: true,
    encoding: 'latin1',
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: false,
  });
  const source = Readable.from(units());
  source.on('error', (error) => parser.destroy(error));
  let [number, taken] = [0, 0];
  try {
    // With `info` the parser yields pairs of both, which its type does not say.
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{ record: string[]; info: Info }>) {
      number += 1;
      const bytes = take((info.bytes - taken) * unit + (number === 1 ? mark : 0));
      taken = info.bytes;
      const end = lineEndOf(bytes, unit, low);
      yield { number, cells: record.length, bytes: bytes.subarray(0, end), lineEnd: bytes.subarray(end) };
    }
    const rest = take(Infinity);
    if (rest.length > 0) yield { number: number + 1, cells: 0, bytes: rest, lineEnd: Buffer.alloc(0) };
  } finally {
    source.destroy();
    parser.destroy();
  }

  async function* units(): AsyncGenerator<Buffer> {
    const handle = await open(file);
    try {
      for (let isFirst = true; ; isFirst = false) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
        if (bytesRead === 0) return;
        const bytes = buffer.subarray(0, bytesRead);
        held.push(bytes);
        // A quotation mark behind a byte order mark is still the first of its cell.
        if (isFirst) mark = markOf(bytes, unit);
        const text = isFirst ? bytes.subarray(mark) : bytes;
        yield unit === 1 ? text : narrowed(text, low);
      }
    } finally {
      await handle.close();
    }
  }

  function take(count: number): Buffer {
    const all = held.length === 1 ? (held[0] ?? Buffer.alloc(0)) : Buffer.concat(held);
    const end = Math.min(count, all.length);
    held = end < all.length ? [all.subarray(end)] : [];
    return all.subarray(0, end);
  }
}

/** One byte a character: ASCII as it is, all else as one that means nothing. */
function narrowed(bytes: Buffer, low: number): Buffer {
  const seen = Buffer.alloc(Math.floor(bytes.length / WIDE));
  for (let at = 0; at < seen.length; at += 1) {
    const isAscii = bytes[at * WIDE + 1 - low] === 0;
    seen[at] = isAscii ? (bytes[at * WIDE + low] ?? OTHER) : OTHER;
  }
  return seen;
}

const OTHER = 0x78;

/** Bytes of a byte order mark at the beginning. */
function markOf(bytes: Buffer, unit: number): number {
  if (unit === WIDE) return WIDE;
  return bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? UTF8_MARK.length : 0;
}

const UTF8_MARK = Buffer.of(0xef, 0xbb, 0xbf);
const [LF, CR] = [0x0a, 0x0d];

/** Where the line end of a record begins. A quoted one ends before its closing quote. */
function lineEndOf(bytes: Buffer, unit: number, low: number): number {
  let end = bytes.length;
  const last = (): number | undefined => {
    const at = end - unit;
    return at < 0 || (unit === WIDE && bytes[at + 1 - low] !== 0) ? undefined : bytes[at + low];
  };
  if (last() === LF) end -= unit;
  if (last() === CR) end -= unit;
  return end;
}
