import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeExcelFile from 'write-excel-file/node';
import { openSheets } from './open-sheets.js';
import type { SheetRow } from './sheet-rows.js';
import { allRows } from './testing/all-rows.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipei-sheets-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function rowsOf(file: string): Promise<SheetRow[]> {
  return allRows((await openSheets(file)).rows());
}

/** `A1=text`, with the kind where it is no text. */
function plain(rows: readonly SheetRow[]): string[] {
  return rows.flatMap(({ cells }) =>
    cells.map(({ column, row, text, kind, isFormula, isFormatted }) =>
      [`${column}${row}=${text}`, kind, isFormula ? 'formula' : '', isFormatted ? 'formatted' : '']
        .filter((word) => word !== '' && word !== 'text')
        .join(' '),
    ),
  );
}

describe('a workbook as @e965/xlsx writes it', () => {
  it('gives what each cell holds, sheet by sheet, with days as days', async () => {
    const sheet = utils.aoa_to_sheet(
      [
        ['厂商 · Vendor', '产品', 'Version', '日期'],
        ['达梦', 'DM8 < & "8"', '8.1.3', new Date(Date.UTC(2024, 1, 29))],
        [],
        ['ｄｍ', 8.1, true, null, 45],
      ],
      { UTC: true },
    );
    sheet['A5'] = { t: 'n', f: 'SUM(1,2)', v: 3 };
    sheet['B5'] = { t: 'e', v: 42 };
    sheet['!ref'] = 'A1:E5';
    sheet['!merges'] = [utils.decode_range('A2:A3')];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '产品');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['第二张']]), '其他');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['看不见']]), '隐藏');
    book.Workbook = { Sheets: [{}, {}, { Hidden: 1 }] };
    const file = join(folder, 'e965.xlsx');
    for (const bookSST of [true, false]) {
      await writeFile(file, write(book, { type: 'buffer', bookType: 'xlsx', bookSST, compression: true }) as Buffer);
      const rows = await rowsOf(file);
      expect(plain(rows)).toEqual([
        'A1=厂商 · Vendor',
        'B1=产品',
        'C1=Version',
        'D1=日期',
        'A2=达梦',
        'B2=DM8 < & "8"',
        'C2=8.1.3',
        'D2=2024-02-29 date',
        'A4=ｄｍ',
        'B4=8.1 number',
        'C4=TRUE boolean',
        'E4=45 number',
        'A5=3 number formula',
        'B5=#N/A error',
        'A1=第二张',
      ]);
      expect(rows.map(({ sheet: name, row }) => `${name} ${row}`)).toEqual([
        '产品 1',
        '产品 2',
        '产品 4',
        '产品 5',
        '其他 1',
      ]);
      expect(rows.map(({ merges }) => merges.map(({ range }) => range))).toEqual([[], ['A2:A3'], [], [], []]);
    }
  });
});

describe('a workbook as write-excel-file writes it', () => {
  it('gives what each cell holds', async () => {
    const file = join(folder, 'wef.xlsx');
    await writeExcelFile([
      {
        sheet: '发布清单',
        data: [
          ['Vendor', 'Released', 'n'],
          [
            '麒麟软件',
            { value: new Date(Date.UTC(2023, 11, 31)), format: 'yyyy"年"m"月"d"日"' },
            { value: 8.1, format: '0.00' },
          ],
          [null, { value: new Date(Date.UTC(2023, 11, 31, 8, 30)), format: 'yyyy-mm-dd hh:mm' }, false],
        ],
      },
    ]).toFile(file);
    expect(plain(await rowsOf(file))).toEqual([
      'A1=Vendor',
      'B1=Released',
      'C1=n',
      'A2=麒麟软件',
      'B2=2023-12-31 date',
      'C2=8.1 number formatted',
      'B3=2023-12-31T08:30:00 date',
      'C3=FALSE boolean',
    ]);
  });
});
