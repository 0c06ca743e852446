import { open } from 'node:fs/promises';
import { sheetRefusal } from './sheet-refusals.js';
import { encrypted } from './workbook-archive.js';

const HEAD = 4_096;
const SECTOR = 512;
/** Compound files (MS-CFB): old workbooks, and the envelope of encrypted new ones. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');
/** What a table is sometimes sent as, by how it begins. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF/, 'PDF'],
  [/^\s*<(?:!doctype|html|table|head|meta)/i, 'HTML'],
  [/^\s*<\?xml/i, 'XML'],
  [/^\{\\rtf/, 'RTF'],
  [/^SQLite format 3/, 'SQLite'],
  [/^\x1f\x8b/, 'gzip'],
  [/^Rar!/, 'RAR'],
  [/^7z\xbc\xaf/, '7z'],
  [/^(?:\xff\xd8|\x89PNG)/, '图片 · picture'],
];

/**
 * What the file's first bytes say it is; its name says nothing. Whatever is none of the formats that are named is text.
 *
 * @throws DomainError `unreadable-sheet`: old-workbook, encrypted, wrong-format
 */
export async function fileFormat(file: string): Promise<'archive' | 'text'> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    if (head.subarray(0, ZIP.length).equals(ZIP)) return 'archive';
    if (head.subarray(0, COMPOUND.length).equals(COMPOUND)) {
      if (head.length < SECTOR) throw oldWorkbook();
      const sector = 2 ** Math.min(head.readUInt16LE(30), 16);
      const { buffer: directory } = await handle.read(
        Buffer.alloc(8 * SECTOR),
        0,
        8 * SECTOR,
        (head.readUInt32LE(48) + 1) * sector,
      );
      throw directory.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? encrypted() : oldWorkbook();
    }
    const start = head.toString('latin1');
    const other = OTHERS.find(([pattern]) => pattern.test(start))?.[1];
    if (bytesRead === 0) throw wrongFormat('空文件 · empty');
    if (other !== undefined) throw wrongFormat(other);
    return 'text';
  } finally {
    await handle.close();
  }
}

function oldWorkbook(): Error {
  return sheetRefusal(
    'old-workbook',
    '不支持旧版 .xls，请另存为 .xlsx · Old workbooks (.xls) are not read: save as .xlsx',
  );
}

function wrongFormat(found: string): Error {
  return sheetRefusal(
    'wrong-format',
    `文件是 ${found}，不是 XLSX 或 CSV · The file is ${found}, neither XLSX nor CSV: save it as one of these`,
  );
}
