import type { FoundHeaders } from '../sheets/find-headers.js';
import { columnName, mergeAt, type SheetCell, type SheetRow } from '../sheets/sheet-rows.js';
import type { ImportField } from './import-fields.js';
import { isStorable, type ReadRow, type RowKind, type RowProblem } from './import-rows.js';

/** Fields that hold days, and those that hold numbers; of all others a number has lost what it was written as. */
const DAYS = new Set(['releasedOn', 'endOfLife', 'validUntil']);
const NUMBERS = new Set(['ordinal']);

/** A row of a sheet under its headers; undefined for one that holds nothing in columns that mean something. */
export function valuesOfRow(
  kind: RowKind,
  row: SheetRow,
  headers: FoundHeaders,
  fields: readonly ImportField[],
): ReadRow | undefined {
  const place = { sheet: row.sheet, row: row.row };
  const cells = new Map(row.cells.map((cell) => [cell.index, cell]));
  const values: Record<string, string> = {};
  const columns: Record<string, string> = {};
  const problems: RowProblem[] = [];
  for (const { name } of fields) {
    const index = headers.columns.get(name);
    if (index === undefined) continue;
    const column = columnName(index);
    columns[name] = column;
    const refuse = (code: string, message: string): void => void problems.push({ column, field: name, code, message });
    const merge = mergeAt(row, index);
    if (merge !== undefined)
      refuse(
        'merged-cells',
        `合并单元格 ${merge.range} 含义不明 · ${merge.range} is merged: whose value it is is unclear; unmerge it`,
      );
    const cell = cells.get(index);
    if (cell === undefined || merge !== undefined) continue;
    const problem = problemOfCell(cell, name);
    if (problem !== undefined) refuse(...problem);
    else if (cell.text.trim() !== '') values[name] = cell.text.trim();
  }
  if (problems.length > 0) return { place, kind, outcome: 'refused', problems };
  return Object.keys(values).length === 0 ? undefined : { place, kind, values, columns };
}

function problemOfCell(cell: SheetCell, field: string): [code: string, message: string] | undefined {
  if (cell.kind === 'error')
    return ['error-cell', `单元格为错误值 ${cell.text} · The cell holds an error: ${cell.text}`];
  if (cell.isFormula && cell.text === '') {
    return [
      'formula-without-value',
      '公式没有已算出的值 · The formula has no value that was saved; paste values instead',
    ];
  }
  if (!isStorable(cell.text)) return ['control-characters', '含控制字符 · has control characters'];
  if (cell.kind === 'date') {
    if (!DAYS.has(field)) {
      return [
        'day-for-text',
        `单元格是日期 ${cell.text}，请设为文本 · The cell is a day (${cell.text}): format it as text and write it anew`,
      ];
    }
    return cell.text.length === 10 ? undefined : ['not-a-day', '日期不应含时刻 · has a time of day; a day is wanted'];
  }
  if (cell.kind !== 'number') return undefined;
  if (DAYS.has(field)) {
    return ['number-for-day', '单元格是数值，请设为日期格式 · The cell is a number: format it as a date'];
  }
  const isWhole = /^\d{1,15}$/.test(cell.text);
  if (isWhole && (NUMBERS.has(field) || !cell.isFormatted)) return undefined;
  return [
    'number-for-text',
    `单元格是数值 ${cell.text}，原写法已丢失（8.10 会变成 8.1），请设为文本后重填 · The cell is the number ${cell.text}, which may have been written otherwise (8.10 becomes 8.1): format it as text and write it anew`,
  ];
}
