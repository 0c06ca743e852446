import { DomainError } from '../../errors/domain-error.js';
import type { CellAnswer } from '../cell.js';
import type { DocumentNames } from '../cell-document.js';
import { csvLine, sheetRow } from './plain-cell.js';

/** What a table says of the product besides its coordinate. */
export interface TableProduct {
  readonly vendor: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly category: string;
}

/** What a table says of a cell. */
export function tableRow(answer: CellAnswer, product: TableProduct, names: DocumentNames): readonly string[] {
  return [
    answer.release,
    product.name,
    product.nameEn ?? '',
    product.vendor,
    product.category,
    answer.os,
    names.in('zh').os(answer.os),
    answer.cpu,
    names.in('zh').cpu(answer.cpu),
    answer.status,
    certificateOf(answer),
    answer.validUntil === null ? '' : new Date(answer.validUntil).toISOString(),
    new Date(answer.validAt).toISOString(),
    String(answer.knownAtRevision),
  ];
}

const TABLE_HEADER = [
  '版本 · Release',
  '产品 · Product',
  '英文名 · English name',
  '厂商 · Vendor',
  '分类 · Category',
  '操作系统 · OS',
  '操作系统名称 · OS name',
  'CPU 型号 · CPU',
  'CPU 名称 · CPU name',
  '状态 · Status',
  '依据证书 · Certificate it rests on',
  '有效期至 · Valid until',
  '查询时刻 · Valid at',
  '修订号 · Revision',
] as const;

/** An expected cell has no certificate of its own; its source's is what it rests on. */
function certificateOf({ certificate, path }: CellAnswer): string {
  return certificate ?? path[0]?.certificate ?? '';
}

/** What stands before the rows of a CSV file: a byte order mark, without which spreadsheets take UTF-8 for something else. */
export const CSV_START = `\ufeff${csvLine(TABLE_HEADER)}`;

/** Rows that a sheet has room for, besides the header. */
export const MAX_SHEET_ROWS = 1_048_575;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook is an archive: its one sheet, with what stands before and after the rows, and the least that ECMA-376 wants around it. */
export const WORKBOOK = {
  parts: {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="适配矩阵" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  },
  sheet: 'xl/worksheets/sheet1.xml',
  start: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${sheetRow(TABLE_HEADER)}`,
  end: '</sheetData></worksheet>',
} as const;

/** @throws DomainError `invalid-request` for more cells than a sheet has rows */
export function refuseFullSheet(cells: number): void {
  if (cells <= MAX_SHEET_ROWS) return;
  throw new DomainError(
    'invalid-request',
    `工作表最多 ${MAX_SHEET_ROWS} 行，筛选结果有 ${cells} 行 · A sheet holds ${MAX_SHEET_ROWS} rows and ${cells} cells match: narrow the filter, or take csv or jsonl`,
    { fields: [{ path: 'query.format', code: 'too_big', message: `more than ${MAX_SHEET_ROWS} cells match` }] },
  );
}

/** Where counting them would cost as much as writing them. */
export function sheetMayBeFull(): DomainError {
  return new DomainError(
    'invalid-request',
    `工作表最多 ${MAX_SHEET_ROWS} 行 · A sheet holds ${MAX_SHEET_ROWS} rows, and more cells may match: narrow the filter, or take csv or jsonl`,
    { fields: [{ path: 'query.format', code: 'too_big', message: `more than ${MAX_SHEET_ROWS} cells may match` }] },
  );
}
