import { CellText, unescapeText } from './cell-text.js';
import { MergesOfRows, parseMerge } from './merged-cells.js';
import type { NumberFormat } from './number-formats.js';
import { attribute, tooLong, type XmlReader } from './parse-xml.js';
import { serialDay } from './serial-days.js';
import { BOUNDS, EXCEL } from './sheet-limits.js';
import { sheetRefusal, type SheetPlace } from './sheet-refusals.js';
import { cellPlace, columnName, type Merge, type SheetCell, type SheetRow } from './sheet-rows.js';
import { damaged } from './workbook-archive.js';

export interface WorksheetContext {
  readonly sheet: string;
  readonly texts: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from1904: boolean;
  readonly merges: readonly Merge[];
}

/** Makes rows of a worksheet's tags. */
export class WorksheetReader implements XmlReader {
  readonly #context: WorksheetContext;
  readonly #merges: MergesOfRows;
  readonly #knownMerges: ReadonlySet<string>;
  #rows: SheetRow[] = [];
  #row = 0;
  #index = -1;
  #cells: SheetCell[] = [];
  #inData = false;
  #inCell = false;
  #type = 'n';
  #format: NumberFormat = 'plain';
  #inValue = false;
  #value = '';
  #isFormula = false;
  readonly #inline = new CellText();

  constructor(context: WorksheetContext) {
    this.#context = context;
    this.#merges = new MergesOfRows(context.merges);
    this.#knownMerges = new Set(context.merges.map(({ range }) => range));
  }

  /** Rows that were read since the last time. */
  take(): SheetRow[] {
    const rows = this.#rows;
    if (rows.length > 0) this.#rows = [];
    return rows;
  }

  get place(): SheetPlace {
    return {
      sheet: this.#context.sheet,
      row: this.#row === 0 ? undefined : this.#row,
      index: this.#inCell ? this.#index : undefined,
    };
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#inCell) this.#openInCell(name);
    else if (name === 'c' && this.#inData) this.#beginCell(attributes);
    else if (name === 'row' && this.#inData) this.#beginRow(attributes);
    else if (name === 'sheetData') this.#inData = true;
    else if (name === 'mergeCell') this.#seeMerge(attribute(attributes, 'ref') ?? '');
  }

  text(text: string): void {
    if (!this.#inCell) return;
    if (this.#inValue) {
      this.#value += text;
      if (this.#value.length > EXCEL.cellCharacters * 7) throw tooLong(this.place);
    } else this.#inline.add(text, this.place);
  }

  close(name: string): void {
    if (this.#inCell) {
      if (name === 'v') this.#inValue = false;
      else if (name === 'c') this.#endCell();
      else this.#inline.close(name);
    } else if (name === 'row' && this.#inData) this.#endRow();
    else if (name === 'sheetData') this.#inData = false;
  }

  #beginRow(attributes: Readonly<Record<string, string>>): void {
    const stated = attributes['r'];
    const row = stated === undefined ? this.#row + 1 : Number(stated);
    if (!Number.isInteger(row) || row <= this.#row) throw outOfOrder(this.place);
    this.#row = row;
    if (row > EXCEL.rows) {
      throw sheetRefusal('too-many-rows', `行号超过 ${EXCEL.rows} · A sheet has ${EXCEL.rows} rows`, this.place);
    }
    this.#index = -1;
    this.#cells = [];
  }

  #beginCell(attributes: Readonly<Record<string, string>>): void {
    const stated = attributes['r'];
    const place = stated === undefined ? { row: this.#row, index: this.#index + 1 } : cellPlace(stated);
    if (place?.row !== this.#row || place.index <= this.#index) throw outOfOrder(this.place);
    this.#index = place.index;
    this.#inCell = true;
    if (place.index >= EXCEL.columns || this.#cells.length >= BOUNDS.cells) throw tooManyColumns(this.place);
    this.#type = attributes['t'] ?? 'n';
    this.#format = this.#context.formats[Number(attributes['s'] ?? 0)] ?? 'plain';
    this.#value = '';
    this.#isFormula = false;
    this.#inValue = false;
    this.#inline.begin();
  }

  #openInCell(name: string): void {
    if (name === 'v') this.#inValue = true;
    else if (name === 'f') this.#isFormula = true;
    else this.#inline.open(name);
  }

  #endCell(): void {
    const read = this.#read();
    const { place } = this;
    this.#inCell = false;
    if (read.text.length > EXCEL.cellCharacters) throw tooLong(place);
    if (read.text === '' && !this.#isFormula) return;
    this.#cells.push({
      sheet: this.#context.sheet,
      row: this.#row,
      column: columnName(this.#index),
      index: this.#index,
      isFormula: this.#isFormula,
      isFormatted: read.kind === 'number' && this.#format !== 'plain',
      ...read,
    });
  }

  #read(): Pick<SheetCell, 'text' | 'kind'> {
    switch (this.#type) {
      case 's': {
        if (this.#value === '') return { text: '', kind: 'text' };
        const text = this.#context.texts[Number(this.#value)];
        if (text === undefined) throw damaged(new Error(`no shared text ${this.#value}`));
        return { text, kind: 'text' };
      }
      case 'inlineStr':
        return { text: this.#inline.text, kind: 'text' };
      case 'str':
        return { text: unescapeText(this.#value), kind: 'text' };
      case 'b':
        if (this.#value === '') return { text: '', kind: 'text' };
        return { text: this.#value === '1' || this.#value === 'true' ? 'TRUE' : 'FALSE', kind: 'boolean' };
      case 'e':
        return { text: this.#value, kind: 'error' };
      case 'd':
        return { text: this.#value.replace(/T00:00:00(?:\.0+)?Z?$/, ''), kind: 'date' };
      default:
        return this.#readNumber();
    }
  }

  #readNumber(): Pick<SheetCell, 'text' | 'kind'> {
    const stored = this.#value.trim();
    if (stored === '') return { text: '', kind: 'number' };
    const number = Number(stored);
    if (!Number.isFinite(number)) return { text: stored, kind: 'error' };
    if (this.#format === 'date') {
      const day = serialDay(number, this.#context.from1904);
      return day === undefined ? { text: stored, kind: 'error' } : { text: day, kind: 'date' };
    }
    // Spreadsheets count in doubles and show fifteen digits: 8.1 may be stored as 8.0999999999999996.
    return { text: String(Number(number.toPrecision(15))), kind: 'number' };
  }

  #endRow(): void {
    const merges = this.#merges.at(this.#row);
    if (this.#cells.length === 0) return;
    this.#rows.push({ sheet: this.#context.sheet, row: this.#row, cells: this.#cells, merges });
  }

  #seeMerge(range: string): void {
    if (!this.#knownMerges.has(parseMerge(range).range))
      throw damaged(new Error(`merge ${range} stands where none does`));
  }
}

function outOfOrder(place: SheetPlace): Error {
  return sheetRefusal(
    'out-of-order',
    '行或单元格次序颠倒或重复 · Rows or cells are doubled or out of order; open the file in a spreadsheet and save it again',
    place,
  );
}

export function tooManyColumns(place: SheetPlace): Error {
  return sheetRefusal(
    'too-many-columns',
    `一行超过 ${BOUNDS.cells} 个单元格 · A row has more than ${BOUNDS.cells} cells`,
    place,
  );
}
