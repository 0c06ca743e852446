import { describe, expect, it } from '@jest/globals';
import { annotateSheet, type NewColumns } from './annotate-sheet.js';

const columns = (rows: Record<number, string[]>, firstIndex = 2): NewColumns => ({
  firstIndex,
  widths: Object.values(rows)[0]?.map(() => 20) ?? [],
  headerRow: 1,
  rows: new Map(Object.entries(rows).map(([row, texts]) => [Number(row), texts])),
});

/** Fed in pieces of so many bytes. */
async function annotated(xml: string, added: NewColumns, size = 1_000_000): Promise<string> {
  const bytes = Buffer.from(xml);
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of annotateSheet(pieces(), added)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const cell = (place: string, text: string, style = ''): string =>
  `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
const COLS = '<col min="3" max="3" width="20" customWidth="1"/><col min="4" max="4" width="20" customWidth="1"/>';

describe('a sheet with new columns', () => {
  it('has them at the ends of rows; everything else stays as it was written', async () => {
    const sheet = (dimension: string, cols: string, spans: string, header: string, data: string): string =>
      `\ufeff<?xml version="1.0"?>\r\n<!-- <row> & <c> --><worksheet xmlns='m'><dimension  ref = '${dimension}'/>${cols}<sheetData>` +
      `<row r="1" spans="${spans}" ht="30"><c r="A1" s="4" t="s"><v>0</v></c><c s="7" t="str" r="B1"><f>A1&amp;"x"</f><v>版 &lt;</v></c>${header}</row >\n` +
      `<row r="2"/><row r="3"><c r="A3"><v>1.50</v></c>${data}</row><row r="4"><c r="B4" t="inlineStr"><is><t><![CDATA[<c>]]></t></is></c></row>` +
      `</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><row r="3"/><extLst><row r="3"><c/></row></extLst></worksheet>\n`;
    const before = sheet('A1:B4', '', '1:2', '', '');
    const after = sheet('A1:B4', '', '1:2', '', '')
      .replace("'A1:B4'", '"A1:D4"')
      .replace('<sheetData>', `<cols>${COLS}</cols><sheetData>`)
      .replace('"1:2"', '"1:4"')
      .replace('</row >', `${cell('C1', '状态', ' s="7"')}${cell('D1', '证书', ' s="7"')}</row >`)
      .replace('<v>1.50</v></c>', `<v>1.50</v></c>${cell('C3', "'=a &lt; b &amp; c")}`);
    const added = columns({ 1: ['状态', '证书'], 3: ['=a < b & c', ''] });
    for (const size of [1, 2, 3, 7, 64, 1_000_000]) expect(await annotated(before, added, size)).toBe(after);
  });

  it('keeps the styles of cells that were made ready, and what stands further right', async () => {
    const before =
      '<worksheet><cols><col min="1" max="2"/></cols><sheetData><row r="1"><c r="A1"/></row>' +
      '<row r="2"><c r="A2"/><c r="D2" s="9"></c><c r="E2" s="9"/><c r="F2" s="8"/></row></sheetData></worksheet>';
    expect(await annotated(before, columns({ 1: ['x', 'y'], 2: ['u', 'v'] }))).toBe(
      `<worksheet><cols><col min="1" max="2"/>${COLS}</cols><sheetData><row r="1"><c r="A1"/>${cell('C1', 'x')}${cell('D1', 'y')}</row>` +
        `<row r="2"><c r="A2"/>${cell('C2', 'u')}${cell('D2', 'v', ' s="9"')}<c r="E2" s="9"/><c r="F2" s="8"/></row></sheetData></worksheet>`,
    );
    expect(await annotated(before, columns({ 1: ['x', 'y'], 2: ['', ''] }))).toContain(
      '<c r="A2"/><c r="D2" s="9"/><c',
    );
  });

  it('says nothing of widths where the sheet does', async () => {
    const before =
      '<worksheet><cols><col min="1" max="16384" width="9"/></cols><sheetData><row><c/></row></sheetData></worksheet>';
    expect(await annotated(before, columns({ 1: ['x', ''] }))).toBe(before.replace('<c/>', `<c/>${cell('C1', 'x')}`));
  });

  it('is written with the prefix that the sheet has, and counts what is not numbered', async () => {
    const before =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c/></x:row><x:row r="7"><x:c/></x:row><x:row><x:c/></x:row></x:sheetData></x:worksheet>';
    const told = await annotated(before, columns({ 1: ['a'], 7: ['b'], 8: ['c'] }, 1));
    expect(told).toBe(
      '<x:worksheet xmlns:x="m"><x:cols><x:col min="2" max="2" width="20" customWidth="1"/></x:cols><x:sheetData>' +
        ['B1 a', 'B7 b', 'B8 c']
          .map((one) => one.split(' '))
          .map(
            ([place = '', text = '']) =>
              `<x:c r="${place}" t="inlineStr"><x:is><x:t xml:space="preserve">${text}</x:t></x:is></x:c>`,
          )
          .map((added, row) => `<x:row${row === 1 ? ' r="7"' : ''}><x:c/>${added}</x:row>`)
          .join('') +
        '</x:sheetData></x:worksheet>',
    );
  });

  it('fails where a row is not there', async () => {
    await expect(annotated('<worksheet><sheetData/></worksheet>', columns({ 1: ['a'] }))).rejects.toThrow(
      'not in its sheet',
    );
  });
});
