import { plainCell } from '#libs/domain';
import type { TextEncodingName } from '#libs/registry';
import { encodeGb18030 } from './gb18030.js';
import { recordsOf, type CsvForm } from './csv-records.js';

/** Bytes that are handed on together. */
const CHUNK = 64 * 1024;

/**
 * A CSV file with new cells at the ends of records. What was there keeps its bytes: quotes, line ends, byte order mark and
 * encoding. Records that are given cells are filled up with empty ones first, so that the new ones stand below each other.
 *
 * @param rows texts by the number of the record; the first is 1
 */
export async function* annotateCsv(
  file: string,
  form: CsvForm,
  rows: ReadonlyMap<number, readonly string[]>,
): AsyncGenerator<Buffer> {
  const width = await widthOf(file, form, rows);
  const encode = encoderOf(form.encoding);
  let [pieces, size]: [Buffer[], number] = [[], 0];
  const put = (bytes: Buffer): void => {
    pieces.push(bytes);
    size += bytes.length;
  };
  for await (const { number, cells, bytes, lineEnd } of recordsOf(file, form)) {
    const texts = rows.get(number);
    put(bytes);
    if (texts !== undefined) {
      const missing = form.separator.repeat(width - cells);
      put(encode(missing + texts.map((text) => form.separator + cellOf(text, form.separator)).join('')));
    }
    put(lineEnd);
    if (size < CHUNK) continue;
    yield Buffer.concat(pieces);
    [pieces, size] = [[], 0];
  }
  yield Buffer.concat(pieces);
}

function cellOf(text: string, separator: string): string {
  const plain = plainCell(text);
  return plain.includes(separator) || /["\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Cells of the longest record that is given more. */
async function widthOf(file: string, form: CsvForm, rows: ReadonlyMap<number, unknown>): Promise<number> {
  let width = 0;
  for await (const { number, cells } of recordsOf(file, form)) {
    if (rows.has(number)) width = Math.max(width, cells);
  }
  return width;
}

function encoderOf(encoding: TextEncodingName): (text: string) => Buffer {
  switch (encoding) {
    case 'utf-8':
      return (text) => Buffer.from(text);
    case 'gb18030':
      return (text) => encodeGb18030(text);
    case 'utf-16le':
      return (text) => Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return (text) => Buffer.from(text, 'utf16le').swap16();
  }
}
