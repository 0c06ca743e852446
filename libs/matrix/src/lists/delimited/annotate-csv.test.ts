import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotateCsv } from './annotate-csv.js';
import type { CsvForm } from './csv-records.js';
import { encodeGb18030 } from './gb18030.js';

let file: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipei-lists-'));
  file = join(folder, 'list.csv');
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function annotated(bytes: Buffer, form: CsvForm, rows: Record<number, string[]>): Promise<Buffer> {
  await writeFile(file, bytes);
  const texts = new Map(Object.entries(rows).map(([row, cells]) => [Number(row), cells]));
  const chunks: Buffer[] = [];
  for await (const chunk of annotateCsv(file, form, texts)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const UTF8 = { encoding: 'utf-8', separator: ',' } as const;

describe('new cells of a CSV file', () => {
  it('stand at the ends of their records, below each other; all else keeps its bytes', async () => {
    const text = '\ufeff"名称",版本\r\n\r\n"达梦, ""8""\r\n数据库",8.1,"注 "\r\n只有一格\r\nlast,';
    const told = await annotated(Buffer.from(text), UTF8, { 1: ['状态'], 3: ['已认证, a'], 5: ['=1+1'] });
    expect(told.toString()).toBe(
      '\ufeff"名称",版本,,状态\r\n\r\n"达梦, ""8""\r\n数据库",8.1,"注 ","已认证, a"\r\n只有一格\r\nlast,,,\'=1+1',
    );
  });

  it.each(['\n', '\r\n', '\r'])('keep line ends %j, of which a last one may be missing', async (end) => {
    const text = ['a,b', '', 'c,d'].join(end);
    for (const last of ['', end]) {
      expect((await annotated(Buffer.from(text + last), UTF8, { 1: ['x'], 3: ['y'] })).toString()).toBe(
        ['a,b,x', '', 'c,d,y'].join(end) + last,
      );
    }
  });

  it('are quoted for the separator that the file has', async () => {
    const form = { encoding: 'utf-8', separator: ';' } as const;
    expect((await annotated(Buffer.from('a;b\n'), form, { 1: ['x;y', 'u,v', 'q"r'] })).toString()).toBe(
      'a;b;"x;y";u,v;"q""r"\n',
    );
  });

  it('are in the encoding of the file, of which other bytes stay as they are', async () => {
    // 80 is the euro sign of Windows, which nobody would write again that way; A6D9 is decoded to another code since 2022.
    const before = Buffer.concat([
      encodeGb18030('产品,版本\r\n达梦'),
      Buffer.of(0x80, 0xa6, 0xd9),
      encodeGb18030(',8\r\n'),
    ]);
    const told = await annotated(before, { encoding: 'gb18030', separator: ',' }, { 1: ['状态'], 2: ['未知 𠀀'] });
    expect(told).toEqual(
      Buffer.concat([
        encodeGb18030('产品,版本,状态\r\n达梦'),
        Buffer.of(0x80, 0xa6, 0xd9),
        encodeGb18030(',8,未知 𠀀\r\n'),
      ]),
    );
  });

  it.each(['utf-16le', 'utf-16be'] as const)('are in %s', async (encoding) => {
    const encode = (text: string): Buffer => {
      const bytes = Buffer.from(text, 'utf16le');
      return encoding === 'utf-16be' ? bytes.swap16() : bytes;
    };
    // Both bytes of the first characters look like ASCII: 0A0D, 222C.
    const text = '\ufeff"\u0a0d名"\t\u222c\r\n甲\t"乙\n"\r\n';
    const told = await annotated(encode(text), { encoding, separator: '\t' }, { 1: ['状态'], 2: ['已\t认证'] });
    expect(told).toEqual(encode('\ufeff"\u0a0d名"\t\u222c\t状态\r\n甲\t"乙\n"\t"已\t认证"\r\n'));
  });

  it('come to large files too, across pieces of it', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `产品${row},"多行\r\n${row}"`);
    const texts = Object.fromEntries(rows.map((_, row) => [row + 1, [`状态${row}`]]));
    const told = await annotated(Buffer.from(rows.join('\r\n')), UTF8, texts);
    expect(told.toString()).toBe(rows.map((text, row) => `${text},状态${row}`).join('\r\n'));
  });
});
