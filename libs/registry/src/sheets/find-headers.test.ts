import { describe, expect, it } from '@jest/globals';
import { findHeaders, type HeaderField } from './find-headers.js';
import { columnName, type Merge, type SheetRow } from './sheet-rows.js';

const FIELDS = [
  { name: 'vendor', words: ['厂商', 'vendor'], isRequired: true },
  { name: 'product', words: ['产品', '产品名称', 'product', 'product name'], isRequired: true },
  { name: 'os', words: ['操作系统', 'os'] },
] as const satisfies readonly HeaderField[];

function row(texts: readonly string[], merges: readonly Merge[] = []): SheetRow {
  const cell = { sheet: 'S', row: 1, kind: 'text', isFormula: false, isFormatted: false } as const;
  return {
    sheet: 'S',
    row: 1,
    merges,
    cells: texts.map((text, index) => ({ ...cell, text, index, column: columnName(index) })),
  };
}

describe('a row of headers', () => {
  it.each([
    [['厂商', '产品名称', '备注']],
    [['Ｖｅｎｄｏｒ', 'PRODUCT_NAME', '备注']],
    [['厂商 · Vendor', '产品名称/Product', '备注']],
    [['*厂 商', '产品（product）', '备注']],
    [['Vendor\n厂商', '【产品】', '备注']],
  ])('is recognised as %j', (texts) => {
    const found = findHeaders(row(texts), FIELDS);
    expect(Object.fromEntries(found?.columns ?? [])).toEqual({ vendor: 0, product: 1 });
    expect(found).toMatchObject({ missing: [], problems: [], unknown: [{ column: 'C', text: '备注' }] });
  });

  it('is none where too little is recognised', () => {
    expect(findHeaders(row(['适配清单', '厂商']), FIELDS)).toBeUndefined();
  });

  it('names what is doubled, could be two, is merged or missing', () => {
    expect(findHeaders(row(['厂商', 'Vendor', '操作系统']), FIELDS)).toMatchObject({
      missing: ['product'],
      problems: [{ code: 'duplicate-header', field: 'vendor', cell: { column: 'B' } }],
    });
    expect(findHeaders(row(['厂商/产品', 'OS']), FIELDS)?.problems).toMatchObject([
      { code: 'ambiguous-header', field: 'vendor, product', cell: { column: 'A' } },
    ]);
    const merge = { range: 'A1:B1', firstRow: 1, lastRow: 1, firstIndex: 0, lastIndex: 1 };
    expect(findHeaders(row(['厂商', '产品'], [merge]), FIELDS)?.problems).toMatchObject([
      { code: 'merged-cells', field: 'vendor' },
      { code: 'merged-cells', field: 'product' },
    ]);
  });
});
