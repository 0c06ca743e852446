import { open } from 'node:fs/promises';
import { sheetRefusal } from './sheet-refusals.js';

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const CHUNK = 256 * 1024;
const NEWLINE = 10;
/** Of the characters that are no ASCII, the part that must be of GB 2312: names that need rarer ones are few. */
const COMMON_SHARE = 0.9;

/**
 * In which encoding a file of text is, by reading all of it. A byte order mark says so; text that is valid UTF-8 is UTF-8, and
 * what is not may be GB18030. What may well be either, or is neither, is refused: nobody notices a wrong guess.
 *
 * @throws DomainError `unreadable-sheet`: wrong-encoding naming the first row that can not be read, unsure-encoding
 */
export async function detectEncoding(file: string, sheet: string): Promise<TextEncodingName> {
  const marked = await byteOrderMark(file);
  if (marked !== undefined) {
    await readAs(file, marked, sheet);
    return marked;
  }
  const utf8 = await readAs(file, 'utf-8', sheet).catch((error: unknown) => error as Error);
  const chinese = await readAs(file, 'gb18030', sheet).catch((error: unknown) => error as Error);
  if (utf8 instanceof Error) {
    if (chinese instanceof Error) throw utf8;
    if (chinese.common < chinese.others * COMMON_SHARE) throw unsure();
    return 'gb18030';
  }
  // Chinese text in UTF-8 is hardly ever a text of common characters in GB18030 too; a lone accent or point is.
  if (utf8.others > 0 && !(chinese instanceof Error) && chinese.common >= chinese.others * COMMON_SHARE) throw unsure();
  return 'utf-8';
}

/** @throws DomainError `unreadable-sheet`: wrong-encoding */
export async function requireEncoding(file: string, sheet: string, encoding: TextEncodingName): Promise<void> {
  await readAs(file, encoding, sheet);
}

/** The text, without its byte order mark, as it is read. */
export async function* decodeFile(file: string, encoding: TextEncodingName): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of chunksOf(file)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function byteOrderMark(file: string): Promise<TextEncodingName | undefined> {
  for await (const chunk of chunksOf(file)) {
    if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8';
    if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
    if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
    return undefined;
  }
  return undefined;
}

interface Characters {
  /** Neither ASCII nor a byte order mark. */
  others: number;
  /** Of these, those of GB 2312, where the encoding is GB18030. */
  common: number;
}

async function readAs(file: string, encoding: TextEncodingName, sheet: string): Promise<Characters> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const found: Characters = { others: 0, common: 0 };
  let row = 1;
  let before: Buffer = Buffer.alloc(0);
  const decode = (bytes: Buffer | undefined): void => {
    const text = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    if (text.includes('\0')) throw new Error('binary');
    found.others += text.replaceAll(/[\0-\x7f\ufeff]+/g, '').length;
  };
  for await (const chunk of chunksOf(file)) {
    const bytes = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
    // In both encodings the byte of a line's end is never part of another character.
    const end = encoding.startsWith('utf-16') ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
    const lines = end === 0 && bytes.length > CHUNK ? bytes : bytes.subarray(0, end);
    before = bytes.subarray(lines.length);
    try {
      decode(lines);
    } catch (error) {
      throw wrongEncoding(encoding, sheet, row + rowOfProblem(lines, encoding), error);
    }
    if (encoding === 'gb18030') countCommon(lines, found);
    row += countLines(lines);
  }
  try {
    decode(before);
    decode(undefined);
  } catch (error) {
    throw wrongEncoding(encoding, sheet, row, error);
  }
  if (encoding === 'gb18030') countCommon(before, found);
  return found;
}

/** Lines before the first that can not be read. */
function rowOfProblem(lines: Buffer, encoding: TextEncodingName): number {
  if (encoding.startsWith('utf-16')) return 0;
  let [start, rows] = [0, 0];
  while (start < lines.length) {
    const newline = lines.indexOf(NEWLINE, start);
    const end = newline < 0 ? lines.length : newline + 1;
    try {
      if (new TextDecoder(encoding, { fatal: true }).decode(lines.subarray(start, end)).includes('\0')) return rows;
    } catch {
      return rows;
    }
    [start, rows] = [end, rows + 1];
  }
  return rows;
}

function countCommon(bytes: Buffer, found: Characters): void {
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    // 0x80 alone is the euro sign, as Windows writes it.
    if (lead <= 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    // Four bytes: never of GB 2312.
    if (trail >= 0x30 && trail <= 0x39) at += 3;
    else {
      // GB 2312: symbols in rows A1-A9, characters in B0-F7.
      if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7))) found.common += 1;
      at += 1;
    }
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file);
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function wrongEncoding(encoding: TextEncodingName, sheet: string, row: number, cause: unknown): Error {
  return sheetRefusal(
    'wrong-encoding',
    encoding === 'gb18030' || encoding === 'utf-8'
      ? '文件既不是 UTF-8 也不是 GB18030 · The text is not UTF-8, nor GB18030; save it as "CSV UTF-8"'
      : `文件不是 ${encoding.toUpperCase()} · The text is not ${encoding.toUpperCase()} as its first bytes say`,
    { sheet, row },
    cause,
  );
}

function unsure(): Error {
  return sheetRefusal(
    'unsure-encoding',
    '无法确定文本编码，请存为“CSV UTF-8”或注明编码 · The text may be UTF-8 or GB18030, or neither: save it as "CSV UTF-8", or say the encoding',
  );
}
