import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import writeExcelFile from 'write-excel-file/node';
import { encodeGb18030 } from './delimited/gb18030.js';
import { bookOf, cellOf, ListDesk, PLATFORM, sheetOf } from './testing/list-desk.js';
import { DM, HYGON, KUNPENG, KYLIN, UOS } from './testing/small-world.js';
import { partsOf, withoutNewCells, withoutReach, withParts } from './testing/workbook-parts.js';

let desk: ListDesk;
beforeAll(async () => {
  desk = await ListDesk.open();
});
afterAll(() => desk.close());

/** Texts of a sheet that was told, by rows, as another reader reads them. */
async function textsTold(sheet?: string): Promise<string[][]> {
  const book = read(await readFile(desk.told), { type: 'buffer' });
  const found = book.Sheets[sheet ?? book.SheetNames[0] ?? ''];
  if (found === undefined) throw new Error('no such sheet');
  return utils.sheet_to_json<string[]>(found, { header: 1, raw: false, defval: '', blankrows: true });
}

const GROUP = ['状态 Status', '证书 Certificate', '有效期至 Valid until', '差距 Gap', '相近匹配 Nearest matches'];
const CERTIFIED = ['已认证 certified', 'SP-2026-0000001', '2029-01-01T00:00:00.000Z', '', ''];
const because = (status: string): string => `因为${status}。 · Because ${status}.`;

describe('a list of products', () => {
  it('of a workbook with titles, headings, sums and other sheets is told, and everything else is untouched', async () => {
    const list = sheetOf([
      ['某项目软件采购清单'],
      [],
      ['序号', '产品名称', '厂商', '版本号', '数量', '单价（元）'],
      ['一、数据库'],
      [1, '达梦数据库管理系统', 'Dameng', '8.1.3', 2, 1.5],
      [2, '达梦数据库管理系统', null, '8.1.2', 1, 2],
      [],
      ['二、中间件'],
      [3, 'TongWeb', null, '7.0', 1, 3],
      [4, '没听说过', '没听说过', '1.0', 1, 3],
      ['合计', null, null, null, 5, null],
      ['注：单价含税'],
    ]);
    list['!merges'] = ['A1:F1', 'A4:F4', 'A8:F8', 'C5:C6', 'A11:D11'].map((range) => utils.decode_range(range));
    list['!cols'] = [{ wch: 6 }, { wch: 40 }];
    list['F11'] = { t: 'n', f: 'SUM(F5:F10)', v: 9.5 };
    utils.cell_add_comment(cellOf(list, 'B5'), '必须适配', '甲');
    const other = sheetOf([['说明', '产品清单见第一张表']]);
    const checked = await desk.check(bookOf({ 清单: list, 说明: other }), [PLATFORM]);
    expect(checked.summary).toEqual({
      rows: 4,
      identified: 2,
      ambiguous: 1,
      unidentified: 1,
      outcomes: { certified: 1, unknown: 1, ambiguous: 1, unidentified: 1 },
    });
    const rows = await textsTold();
    const added = rows.map((row) => row.slice(6));
    expect(added[2]).toEqual(['识别为 Identified as', ...GROUP.map((header) => `${header} · ${KYLIN} × ${KUNPENG}`)]);
    expect(added[4]).toEqual([DM, ...CERTIFIED]);
    // The vendor is the one merged downwards from the row before.
    expect(added[5]).toEqual([
      'dameng/dm8@8.1.2',
      '未知 unknown',
      '',
      '',
      because('unknown'),
      `dameng/dm8@8.1.2 @ ${KYLIN} × ${KUNPENG}`,
    ]);
    expect(added[8]).toEqual([
      '不唯一 ambiguous',
      '不唯一 ambiguous',
      '',
      '',
      '产品“TongWeb”可能是 2 个之一 · "TongWeb" may be any of 2',
      'seller/tongweb@7.0；tongtech/tongweb@7.0',
    ]);
    expect(added[9]?.slice(0, 4)).toEqual(['未识别 unidentified', '未识别 unidentified', '', '']);
    expect(added[9]?.[4]).toContain('没有登记');
    for (const row of [0, 1, 3, 6, 7, 10, 11]) expect(added[row]?.join('') ?? '').toBe('');
    await expectUntouched('xl/worksheets/sheet1.xml', 'G');
  });

  it('of a workbook with pictures, styles and a header of two rows asks about the platforms of its rows', async () => {
    const header = { fontWeight: 'bold', backgroundColor: '#dddddd' } as const;
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
      'base64',
    );
    const file = await writeExcelFile(
      [
        [
          { value: '软件名称', rowSpan: 2, ...header },
          { value: '版本', rowSpan: 2, ...header },
          { value: '目标平台', columnSpan: 2, align: 'center', ...header },
        ],
        [null, null, { value: '操作系统', ...header }, { value: 'CPU', ...header }],
        ['DM8', '8.1.3', '银河麒麟高级服务器操作系统 V10 SP3', '鲲鹏920'],
        ['DM8', '8.1.3', UOS, KUNPENG],
        ['DM8', '8.1.3', UOS, '海光三号'],
        ['DM8', '8.1.3', UOS, 'hygon/c86-7265'],
        ['DM8', '8.1.3', '统信', null],
        ['DM8', { value: 8.1, format: '0.00' }, UOS, KUNPENG],
      ],
      {
        columns: [{ width: 30 }],
        images: [
          { content: picture, contentType: 'image/png', width: 9, height: 9, dpi: 96, anchor: { row: 2, column: 6 } },
        ],
      },
    ).toBuffer();
    await desk.check(file, []);
    const added = (await textsTold()).map((row) => row.slice(4));
    expect(added[1]).toEqual(['识别为 Identified as', '识别的平台 Identified platform', ...GROUP]);
    expect(added[2]).toEqual([DM, `${KYLIN} × ${KUNPENG}`, ...CERTIFIED]);
    expect(added[3]).toEqual([DM, `${UOS} × ${KUNPENG}`, '预期可用 expected', '', '', because('expected'), '']);
    expect(added[4]?.slice(1)).toEqual([
      '',
      '不唯一 ambiguous',
      '',
      '',
      'CPU“海光三号”可能是 2 个之一 · "海光三号" may be any of 2',
      HYGON.join('；'),
    ]);
    expect(added[5]?.[5]).toContain('不支持');
    expect(added[6]?.slice(0, 3)).toEqual([DM, '', '未识别 unidentified']);
    expect(added[7]?.slice(0, 3)).toEqual(['未识别 unidentified', `${UOS} × ${KUNPENG}`, '未识别 unidentified']);
    expect(added[7]?.[5]).toContain('请改为文本');
    await expectUntouched('xl/worksheets/sheet1.xml', 'E');
  });

  it('of a workbook written by hand keeps every character of its XML', async () => {
    await desk.check(bookOf({ 表: sheetOf([['产品'], ['DM8']]) }), [PLATFORM]);
    const sheet = (dimension: string, cols: string, header: string, cell: string): string =>
      `<?xml version='1.0' standalone="yes"?>\r\n<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='r'>` +
      `<x:dimension ref="${dimension}"/><!-- <x:row> -->${cols}<x:sheetData>\n<x:row><x:c t="inlineStr"><x:is><x:r><x:t>产品</x:t></x:r><x:r><x:t>名称</x:t></x:r></x:is></x:c>` +
      `<x:c t='str'><x:f>"版"&amp;"本"</x:f><x:v>版本</x:v></x:c>${header}</x:row>\n\n<x:row r="9" hidden="1"><x:c r="A9" t="inlineStr"><x:is><x:t><![CDATA[DM8]]></x:t></x:is></x:c>` +
      `<x:c r="B9" t="str"><x:v>8.1&#46;3</x:v></x:c>${cell}</x:row></x:sheetData><x:dataValidations count="1"><x:dataValidation type="list" sqref="A2:A9"><x:formula1>"a,b"</x:formula1></x:dataValidation></x:dataValidations>` +
      `<x:legacyDrawing r:id="rId1"/></x:worksheet>`;
    const file = await withParts(desk.given, { 'xl/worksheets/sheet1.xml': sheet('A1:B9', '', '', '') });
    await desk.check(file, [PLATFORM]);
    const told = (await partsOf(desk.told)).get('xl/worksheets/sheet1.xml')?.content ?? '';
    const [, cols = ''] = /(<x:cols>.*<\/x:cols>)/.exec(told) ?? [];
    const [, header = ''] = /<x:v>版本<\/x:v><\/x:c>(.*?)<\/x:row>/.exec(told) ?? [];
    const [, cell = ''] = /<x:v>8.1&#46;3<\/x:v><\/x:c>(.*?)<\/x:row>/.exec(told) ?? [];
    expect(told).toBe(sheet('A1:H9', cols, header, cell));
    expect(cell).toContain(`<x:c r="C9" t="inlineStr"><x:is><x:t xml:space="preserve">${DM}</x:t></x:is></x:c>`);
    expect((await textsTold())[8]?.slice(2)).toEqual([DM, ...CERTIFIED]);
  });

  it('has a group of columns for each platform, in each sheet that is a list', async () => {
    const first = sheetOf([
      ['坐标', '操作系统 1', 'CPU 1', '操作系统2', 'CPU 2'],
      [DM, KYLIN, KUNPENG, UOS, KUNPENG],
    ]);
    const second = sheetOf([
      ['Product', 'Version', 'Platform'],
      ['DM8', '8.1.3', `${KYLIN} × ${KUNPENG}`],
      ['DM8', '8.1.3', 'Kylin Server V10 SP3, Kunpeng 920'],
    ]);
    const products = sheetOf([['Product'], ['DM8']]);
    await desk.check(bookOf({ first, second, products }), []);
    const of = (place: number): string[] =>
      ['识别的平台 Identified platform', ...GROUP].map((one) => `${one} · ${place}`);
    const [header, row] = (await textsTold('first')).map((cells) => cells.slice(5));
    expect(header).toEqual(['识别为 Identified as', ...of(1), ...of(2)]);
    expect(row?.[2]).toBe('已认证 certified');
    expect(row?.[8]).toBe('预期可用 expected');
    expect((await textsTold('second')).slice(1).map((cells) => cells[5])).toEqual([
      '已认证 certified',
      '已认证 certified',
    ]);
    expect(await textsTold('products')).toEqual([['Product'], ['DM8']]);
  });

  it('of a CSV file keeps its encoding, its separator and its quotes', async () => {
    const text = '某项目，清单\r\n产品名称;版本;说明\r\n"DM8";8.1.3;"甲;乙"\r\n合计;;\r\n';
    const { mediaType } = await desk.check(encodeGb18030(text), [PLATFORM]);
    expect(mediaType).toBe('text/csv; charset=gb18030');
    const lines = new TextDecoder('gb18030').decode(await readFile(desk.told)).split('\r\n');
    expect(lines[0]).toBe('某项目，清单');
    expect(lines[1]).toBe(
      `产品名称;版本;说明;识别为 Identified as;${GROUP.map((one) => `${one} · ${KYLIN} × ${KUNPENG}`).join(';')}`,
    );
    expect(lines[2]).toBe(`"DM8";8.1.3;"甲;乙";${[DM, ...CERTIFIED].join(';')}`);
    expect(lines.slice(3)).toEqual(['合计;;', '']);
  });

  it('never writes a formula, whatever a name is', async () => {
    await desk.check(Buffer.from('product,version\n"=HYPERLINK(""http://x"")",1\n'), [PLATFORM]);
    const [, line = ''] = (await readFile(desk.told, 'utf8')).split('\n');
    expect(line.slice(line.indexOf('未识别'))).not.toMatch(/(^|,)"?[=+\-@\t]/);
  });
});

/** Every part but one is the same to the byte, as stored; and of that one, everything that is not put in. */
async function expectUntouched(sheet: string, firstColumn: string): Promise<void> {
  const [before, after] = [await partsOf(desk.given), await partsOf(desk.told)];
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [name, part] of before) {
    if (name !== sheet) expect([name, after.get(name)?.stored.equals(part.stored)]).toEqual([name, true]);
  }
  const original = withoutReach(before.get(sheet)?.content ?? '');
  expect(withoutNewCells(after.get(sheet)?.content ?? '', firstColumn)).toBe(original);
  expect(after.get(sheet)?.content).not.toBe(before.get(sheet)?.content);
}
