import { foldHeader, mergeAt, type Merge, type SheetCell, type SheetRow } from '#libs/registry';
import type { ListColumns, PlatformColumns } from './list-tables.js';
import { isNote, isTotal } from './list-words.js';

/** What somebody wrote into a cell. `doubt`: why it may not be what they see. */
export interface Written {
  readonly text: string;
  readonly doubt: { readonly zh: string; readonly en: string } | null;
}

export interface AskedPlatform {
  readonly platform: Written | null;
  readonly os: Written | null;
  readonly osVersion: Written | null;
  readonly cpu: Written | null;
}

/** One product of a list, as it is written there. */
export interface ListRow {
  readonly row: number;
  readonly coordinate: Written | null;
  readonly product: Written | null;
  readonly vendor: Written | null;
  readonly version: Written | null;
  /** For each of the list's platform columns. */
  readonly platforms: readonly AskedPlatform[];
}

/**
 * Reads a row below the header; undefined for one that names no product: a sum, a heading across the columns, the header
 * once more, a remark.
 *
 * @param cells of the row, with those merged into it
 */
export function readListRow(row: SheetRow, cells: readonly SheetCell[], columns: ListColumns): ListRow | undefined {
  const at = (index: number | undefined): Written | null => {
    const cell = index === undefined ? undefined : cells.find((one) => one.index === index);
    return cell === undefined || (cell.text.trim() === '' && !cell.isFormula) ? null : written(cell);
  };
  const [coordinate, product] = [at(columns.coordinate), at(columns.product)];
  const subject = coordinate ?? product;
  if (subject === null || isHeading(row, columns)) return undefined;
  const subjectIndex = coordinate === null ? columns.product : columns.coordinate;
  if (foldHeader(subject.text) === columns.headers.get(subjectIndex ?? -1)) return undefined;
  const [first] = row.cells;
  if (isTotal(subject.text) || (first !== undefined && isTotal(first.text))) return undefined;
  if (row.cells.length === 1 && first !== undefined && isNote(first.text)) return undefined;
  return {
    row: row.row,
    coordinate,
    product,
    vendor: at(columns.vendor),
    version: at(columns.version),
    platforms: columns.platforms.map((platform) => platformAt(platform, at)),
  };
}

function platformAt(columns: PlatformColumns, at: (index: number | undefined) => Written | null): AskedPlatform {
  return {
    platform: at(columns.platform),
    os: at(columns.os),
    osVersion: at(columns.osVersion),
    cpu: at(columns.cpu),
  };
}

/** Whether the product's cell was made one with other columns of the list: `一、数据库` across the table. */
function isHeading(row: SheetRow, { coordinate, product, vendor, version, platforms }: ListColumns): boolean {
  const others = [
    vendor,
    version,
    ...platforms.flatMap(({ platform, os, osVersion, cpu }) => [platform, os, osVersion, cpu]),
  ];
  return [coordinate, product].some((index) => {
    const merge = index === undefined ? undefined : mergeAt(row, index);
    return merge !== undefined && others.some((other) => other !== undefined && isIn(merge, other));
  });
}

function isIn({ firstIndex, lastIndex }: Merge, index: number): boolean {
  return firstIndex <= index && index <= lastIndex;
}

function written({ text, kind, isFormatted, isFormula }: SheetCell): Written {
  return { text: text.trim(), doubt: doubtOf() };

  function doubtOf(): Written['doubt'] {
    if (text === '' && isFormula) {
      return { zh: `公式没有保存的结果`, en: 'the formula was saved without its result' };
    }
    if (kind === 'error') return { zh: `单元格有错误 ${text}`, en: `the cell shows an error ${text}` };
    if (kind === 'date') {
      return { zh: `单元格是日期（${text}），请改为文本`, en: `the cell is a date (${text}); make it text` };
    }
    if (isFormatted) {
      return {
        zh: `单元格是数字（${text}），显示的可能不同，请改为文本`,
        en: `the cell is a number (${text}) that may be shown otherwise; make it text`,
      };
    }
    return null;
  }
}
