import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '#libs/domain';
import { openSheets } from './open-sheets.js';
import type { SheetRow } from './sheet-rows.js';
import { allRows } from './testing/all-rows.js';
import { writeArchive, writeHandMade, type HandMade } from './testing/hand-made-workbook.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipei-hostile-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'file.xlsx');

async function rowsOf(path: string, rows?: number): Promise<SheetRow[]> {
  const sheets = await openSheets(path, rows === undefined ? {} : { limits: { rows } });
  return allRows(sheets.rows());
}

/** `code at place` of the refusal. */
async function refusal(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => 'was read',
    (problem: unknown) => problem,
  );
  if (!(error instanceof DomainError)) return String(error);
  expect(error.code).toBe('unreadable-sheet');
  return `${error.fields[0]?.code} at ${error.fields[0]?.path}`;
}

const made = async (workbook: HandMade): Promise<SheetRow[]> => rowsOf(await writeHandMade(file(), workbook));
const texts = (rows: readonly SheetRow[]): string[] =>
  rows.flatMap(({ cells }) => cells.map(({ column, row, text, kind }) => `${column}${row} ${kind} ${text}`));

describe('cells written by hand', () => {
  it('counts rows and columns that are not numbered, takes runs together and leaves readings out', async () => {
    const rows =
      '<row><c t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>1e2</v></c></row>' +
      '<row r="5"><c t="inlineStr"><is><r><t>适</t></r><r><t>配</t></r><rPh><t>shi</t></rPh></is></c><c t="str"><f>A1</f><v>a_x000D_b_x005F_x</v></c><c/></row>';
    expect(texts(await made({ rows }))).toEqual(['A1 text 甲', 'C1 number 100', 'A5 text 适配', 'B5 text a\rb_x']);
  });

  it.each([
    ['1900', false, 45351, '2024-02-29'],
    ['1904', true, 43889, '2024-02-29'],
    ['1900, before the day that was not', false, 59, '1900-02-28'],
    ['1900, after it', false, 61, '1900-03-01'],
  ])('reads serial days of the system of %s', async (_, date1904, serial, day) => {
    const rows = `<row><c s="1"><v>${serial}</v></c><c s="2"><v>${serial}</v></c><c><v>${serial}</v></c></row>`;
    const read = await made({ rows, date1904, formats: ['yyyy/m/d;@', '[$-804]0.00" days"'] });
    expect(texts(read)).toEqual([`A1 date ${day}`, `B1 number ${serial}`, `C1 number ${serial}`]);
  });

  it('names serial numbers that are no day', async () => {
    const rows = '<row><c s="1"><v>60</v></c><c s="1"><v>-1</v></c><c s="1"><v>99999999</v></c></row>';
    expect(texts(await made({ rows, formats: ['d-mmm'] }))).toEqual([
      'A1 error 60',
      'B1 error -1',
      'C1 error 99999999',
    ]);
  });

  it('shows each row the merges it lies in, whatever prefix and quotes they are written with', async () => {
    const row = (r: number): string => `<row r="${r}"><c t="str"><v>x</v></c></row>`;
    const after = `<x:mergeCells xmlns:x="a" count="2"><x:mergeCell ref='A1:C1'/><x:mergeCell ref="B2:B1048576"/></x:mergeCells>`;
    const read = await made({ rows: row(1) + row(2) + row(9), after });
    expect(read.map(({ merges }) => merges.map(({ range }) => range))).toEqual([
      ['A1:C1'],
      ['B2:B1048576'],
      ['B2:B1048576'],
    ]);
    // A merge that only the second reading sees.
    expect(await refusal(made({ rows: row(1), after: '<mergeCells><mergeCell ref="A1:&#66;1"/></mergeCells>' }))).toBe(
      'damaged at file',
    );
  });

  it('does not read hidden sheets, and says that they are there', async () => {
    await writeHandMade(file(), { rows: '<row><c><v>1</v></c></row>', state: 'veryHidden' });
    const { sheets } = await openSheets(file());
    expect(sheets).toMatchObject([{ name: '数据', isHidden: true }]);
    expect(await rowsOf(file())).toEqual([]);
  });
});

describe('a hostile workbook', () => {
  const cell = (r: string, text = 'x'): string => `<c r="${r}" t="str"><v>${text}</v></c>`;

  it.each<[string, HandMade, string]>([
    ['document type', { before: '<!DOCTYPE x [<!ENTITY a "b">]>', rows: '' }, 'doctype at 数据'],
    ['entity', { rows: `<row r="1">${cell('A1', '&a;')}</row>` }, 'damaged at file'],
    ['rows out of order', { rows: '<row r="3"></row><row r="2"></row>' }, 'out-of-order at 数据!3'],
    ['a cell twice', { rows: `<row r="3">${cell('B3')}${cell('B3')}</row>` }, 'out-of-order at 数据!3'],
    ['a cell of another row', { rows: `<row r="3">${cell('B4')}</row>` }, 'out-of-order at 数据!3'],
    ['a row too far', { rows: '<row r="1048577"></row>' }, 'too-many-rows at 数据!1048577'],
    ['a column too far', { rows: `<row r="1">${cell('XFE1')}</row>` }, 'too-many-columns at 数据!XFE1'],
    ['a long cell', { rows: `<row r="7">${cell('C7', '长'.repeat(32_768))}</row>` }, 'cell-too-long at 数据!C7'],
    ['a longer cell', { rows: `<row r="7">${cell('C7', 'x'.repeat(3_000_000))}</row>` }, 'cell-too-long at 数据!C7'],
    ['no end of a tag', { rows: `<row r="7" a="${'x'.repeat(3_000_000)}"/>` }, 'cell-too-long at 数据'],
    ['deep tags', { rows: '<a>'.repeat(100_000) }, 'damaged at file'],
    ['a missing shared text', { rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' }, 'damaged at file'],
    ['no XML', { rows: '<row' }, 'damaged at file'],
    [
      'no UTF-8',
      { rows: '', parts: { 'xl/worksheets/sheet1.xml': Buffer.from('3c61ff3e', 'hex') } },
      'wrong-encoding at 数据',
    ],
    ['many cells', { rows: `<row r="1">${'<c><v>1</v></c>'.repeat(2_001)}</row>` }, 'too-many-columns at 数据!BXY1'],
  ])('is refused for %s', async (_, workbook, expected) => {
    expect(await refusal(made(workbook))).toBe(expected);
  });

  it('is refused for what it unpacks to', async () => {
    const bomb = { rows: '', parts: { 'xl/worksheets/sheet1.xml': Buffer.alloc(30_000_000, ' ') } };
    expect(await refusal(made(bomb))).toBe('zip-bomb at file');
    const large = {
      rows: '',
      parts: { 'xl/styles.xml': Buffer.from(Array.from({ length: 17_000_000 }, (_, i) => i * i)) },
    };
    expect(await refusal(made(large))).toBe('zip-bomb at file');
  });

  it('is refused for unpacking to more than it says', async () => {
    const workbook = await readFile(await writeHandMade(file(), { rows: '<row><c><v>1</v></c></row>'.repeat(10_000) }));
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    // In the directory at the end, the unpacked size stands 22 bytes before the name.
    workbook.writeUInt32LE(1_000, workbook.lastIndexOf(name) - 22);
    await writeFile(file(), workbook);
    expect(await refusal(rowsOf(file()))).toBe('damaged at file');
  });

  it('is refused for two parts of one name, and for too many', async () => {
    await writeArchive(file(), [
      ['xl/workbook.xml', '<a/>'],
      ['xl/workbook.xml', '<b/>'],
    ]);
    expect(await refusal(rowsOf(file()))).toBe('damaged at file');
    await writeArchive(
      file(),
      Array.from({ length: 2_001 }, (_, index) => [`part${index}`, ''] as const),
    );
    expect(await refusal(rowsOf(file()))).toBe('too-many-parts at file');
  });

  it('is refused by name for what it is instead', async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['甲', '乙']]), '表');
    const as = async (bookType: 'biff8' | 'xlsb' | 'ods' | 'xlml' | 'html'): Promise<string> => {
      await writeFile(file(), Buffer.from(write(book, { type: 'buffer', bookType }) as Uint8Array));
      return refusal(rowsOf(file()));
    };
    expect(await as('biff8')).toBe('old-workbook at file');
    expect(await as('xlsb')).toBe('binary-workbook at file');
    expect(await as('ods')).toBe('wrong-format at file');
    expect(await as('xlml')).toBe('wrong-format at file');
    expect(await as('html')).toBe('wrong-format at file');
    await writeFile(file(), '');
    expect(await refusal(rowsOf(file()))).toBe('wrong-format at file');
    await writeFile(file(), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    expect(await refusal(rowsOf(file()))).toBe('old-workbook at file');
    await writeFile(file(), Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]));
    expect(await refusal(rowsOf(file()))).toBe('damaged at file');
  });

  it('is refused for a password', async () => {
    // The envelope of MS-OFFCRYPTO: a compound file whose directory names the package.
    const envelope = Buffer.alloc(4_096);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(envelope);
    envelope.writeUInt16LE(9, 30);
    envelope.writeUInt32LE(1, 48);
    Buffer.from('EncryptedPackage', 'utf16le').copy(envelope, 1_024 + 128);
    await writeFile(file(), envelope);
    expect(await refusal(rowsOf(file()))).toBe('encrypted at file');
  });

  it('is refused at the row too many', async () => {
    await writeHandMade(file(), { rows: '<row><c><v>1</v></c></row>'.repeat(11) });
    expect(await refusal(rowsOf(file(), 10))).toBe('too-many-rows at 数据!11');
    const size = (await readFile(file())).length;
    const opened = openSheets(file(), { limits: { fileBytes: size - 1 } });
    expect(await refusal(opened)).toBe('file-too-large at file');
  });
});

describe('text', () => {
  async function csv(bytes: string | Buffer, encoding?: 'utf-8' | 'gb18030'): Promise<string[]> {
    await writeFile(file(), bytes);
    const sheets = await openSheets(file(), { encoding });
    return [String(sheets.encoding), ...texts(await allRows(sheets.rows()))];
  }
  // 产品,版本 / 达梦数据库,8.1 in GB18030, which Node only reads.
  const GB = Buffer.from('b2fac6b72cb0e6b1be0d0ab4efc3cecafdbeddbfe22c382e310d0a', 'hex');

  it('is read in the encoding it is in', async () => {
    const rows = ['A1 text 产品', 'B1 text 版本', 'A2 text 达梦数据库', 'B2 text 8.1'];
    const text = '产品,版本\r\n达梦数据库,8.1\r\n';
    expect(await csv(text)).toEqual(['utf-8', ...rows]);
    expect(await csv(`\ufeff${text}`)).toEqual(['utf-8', ...rows]);
    expect(await csv(GB)).toEqual(['gb18030', ...rows]);
    expect(await csv(Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'))).toEqual(['utf-16le', ...rows]);
    expect(await csv(text.replaceAll(',', ';'))).toEqual(['utf-8', ...rows]);
  });

  it('may hold separators, breaks and quotation marks in a cell, empty rows, and no break at the end', async () => {
    expect(await csv('"a,""b""\r\nc",d\r\n\r\n,,e')).toEqual(['utf-8', 'A1 text a,"b"\r\nc', 'B1 text d', 'C3 text e']);
  });

  it('is never guessed at', async () => {
    // 路 in GB18030, · in UTF-8.
    const either = Buffer.from('a,b\nc2b7'.replace('c2b7', '\xc2\xb7'), 'latin1');
    expect(await refusal(csv(either))).toBe('unsure-encoding at file');
    expect(await csv(either, 'utf-8')).toContain('A2 text ·');
    expect(await csv(either, 'gb18030')).toContain('A2 text 路');
    // Big5 for 中文,資料庫: valid GB18030 of characters that no name has.
    expect(await refusal(csv(Buffer.from('a4a4a4e52cb8eaaec6aed7', 'hex')))).toBe('unsure-encoding at file');
    expect(await refusal(csv(Buffer.from('caf\xe9,b\n', 'latin1')))).toBe('wrong-encoding at CSV!1');
    const late = Buffer.concat([Buffer.from('甲,乙\n'.repeat(70_000)), Buffer.from([0xff, 0x0a])]);
    expect(await refusal(csv(late))).toBe('wrong-encoding at CSV!70001');
    expect(await refusal(csv('a,\0b\n'))).toBe('wrong-encoding at CSV!1');
    expect(await refusal(csv(GB, 'utf-8'))).toBe('wrong-encoding at CSV!1');
  });

  it('is refused at the row that is wrong', async () => {
    expect(await refusal(csv('a,b\nc,"d\n'))).toBe('malformed-csv at CSV!2');
    expect(await refusal(csv('a,b\nc,"d"e\n'))).toBe('malformed-csv at CSV!2');
    expect(await refusal(csv(`a,b\nc,${'x'.repeat(40_000)}\n`))).toBe('cell-too-long at CSV!B2');
    expect(await refusal(csv(`a,b\nc,"${'x'.repeat(3_000_000)}\n`))).toBe('malformed-csv at CSV!2');
  });
});
