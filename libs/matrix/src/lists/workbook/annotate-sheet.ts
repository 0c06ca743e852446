import { sheetText } from '#libs/domain';
import { cellPlace, columnName } from '#libs/registry';
import { rowNumber, widenRange, widenSpans } from './sheet-places.js';
import { SheetEditor, type Tag, type TagEdits } from './sheet-editor.js';

/** What a sheet is given: cells of text in new columns, each as long as the columns are many. */
export interface NewColumns {
  /** Place of the first new column, behind everything that the sheet holds; the first of all is 0. */
  readonly firstIndex: number;
  /** Widths in characters, one a column. */
  readonly widths: readonly number[];
  readonly headerRow: number;
  /** Texts by the number of the row, also of the header's. */
  readonly rows: ReadonlyMap<number, readonly string[]>;
}

/**
 * A sheet with new columns. Cells are put at the ends of rows; besides, only what says how far the sheet reaches is
 * changed, and new columns get a width where the sheet says nothing of their width. The new header is styled as the last
 * one before it; an empty cell that was styled beforehand keeps its style.
 *
 * @param xml of the sheet, UTF-8, found to be well-formed before
 */
export async function* annotateSheet(xml: AsyncIterable<Buffer>, columns: NewColumns): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const edits = new SheetEdits(columns);
  const editor = new SheetEditor(edits);
  for await (const chunk of xml) {
    const text = editor.write(decoder.decode(chunk, { stream: true }));
    if (text !== '') yield Buffer.from(text);
  }
  yield Buffer.from(editor.write(decoder.decode()) + editor.end());
  if (edits.written !== columns.rows.size) throw new Error('a row to be written to is not in its sheet');
}

/** Where a sheet says how far it reaches and how wide its columns are: right below its root. */
const PART = 2;

/** Takes for rows and cells what the reader of rows takes for them. */
class SheetEdits implements TagEdits {
  /** Rows that were given their cells. */
  written = 0;
  readonly #columns: NewColumns;
  #prefix = '';
  #isInData = false;
  #isInCell = false;
  /** Places from which on, and up to which, the sheet says how wide its columns are; null where it says nothing. */
  #widthsKnownTo: number | null = null;
  #row = 0;
  #index = -1;
  #texts: readonly string[] | undefined;
  #next = 0;
  #style: string | undefined;
  #isReplacing = false;

  constructor(columns: NewColumns) {
    this.#columns = columns;
  }

  opened(tag: Tag, editor: SheetEditor): void {
    const name = localName(tag.name);
    if (this.#isInCell) return;
    if (!this.#isInData) this.#openPart(name, tag, editor);
    else if (name === 'row') this.#openRow(tag, editor);
    else if (name === 'c') {
      this.#isInCell = true;
      if (this.#texts !== undefined) this.#openCell(tag, editor);
    }
  }

  closed(tag: Tag, editor: SheetEditor): void {
    const name = localName(tag.name);
    if (this.#isInCell) {
      if (name === 'c') this.#closeCell(editor);
    } else if (!this.#isInData) {
      if (name === 'cols' && tag.depth === PART) this.#closeColumns(editor);
    } else if (name === 'sheetData') this.#isInData = false;
    else if (name === 'row' && this.#texts !== undefined) {
      editor.putBeforeTag(this.#cellsBefore(Infinity));
      this.#texts = undefined;
      this.written += 1;
    }
  }

  #openPart(name: string, tag: Tag, editor: SheetEditor): void {
    const { firstIndex, widths } = this.#columns;
    const { attributes, depth } = tag;
    if (name === 'dimension' && depth === PART) {
      const wider = widenRange(attributes['ref'] ?? '', firstIndex + widths.length - 1);
      if (wider !== undefined) editor.rewriteTag((text) => withAttribute(text, 'ref', wider));
    }
    if (name === 'cols' && depth === PART) this.#widthsKnownTo = -1;
    if (name === 'col') this.#openColumn(tag);
    if (name === 'sheetData') {
      this.#isInData = true;
      this.#prefix = tag.name.slice(0, -name.length);
      if (this.#widthsKnownTo !== null) return;
      editor.putBeforeTag(`<${this.#prefix}cols>${this.#widths()}</${this.#prefix}cols>`);
    }
  }

  #openColumn({ attributes }: Tag): void {
    if (this.#widthsKnownTo === null) return;
    this.#widthsKnownTo = Math.max(this.#widthsKnownTo, Number(attributes['max'] ?? Infinity) - 1);
  }

  #closeColumns(editor: SheetEditor): void {
    if (this.#widthsKnownTo === null || !(this.#widthsKnownTo < this.#columns.firstIndex)) return;
    editor.putBeforeTag(this.#widths());
  }

  #widths(): string {
    const { firstIndex, widths } = this.#columns;
    return widths
      .map((width, place) => {
        const column = firstIndex + place + 1;
        return `<${this.#prefix}col min="${column}" max="${column}" width="${width}" customWidth="1"/>`;
      })
      .join('');
  }

  #openRow({ attributes }: Tag, editor: SheetEditor): void {
    this.#row = rowNumber(attributes['r'], this.#row);
    this.#index = -1;
    this.#next = 0;
    this.#style = undefined;
    this.#texts = this.#columns.rows.get(this.#row);
    const spans = attributes['spans'];
    if (this.#texts === undefined || spans === undefined) return;
    const { firstIndex, widths } = this.#columns;
    editor.rewriteTag((text) => withAttribute(text, 'spans', widenSpans(spans, firstIndex + widths.length)));
  }

  #openCell({ attributes }: Tag, editor: SheetEditor): void {
    this.#index = cellPlace(attributes['r'] ?? '')?.index ?? this.#index + 1;
    const { firstIndex, widths } = this.#columns;
    if (this.#index < firstIndex) {
      if (this.#row === this.#columns.headerRow) this.#style = attributes['s'];
      return;
    }
    editor.putBeforeTag(this.#cellsBefore(this.#index));
    if (this.#index >= firstIndex + widths.length) return;
    // Styled beforehand and empty: what the sheet holds ends before the new columns.
    editor.putBeforeTag(this.#cell(attributes['s']));
    editor.leaveOut();
    this.#isReplacing = true;
  }

  #closeCell(editor: SheetEditor): void {
    this.#isInCell = false;
    if (this.#isReplacing) editor.handOnAgain();
    this.#isReplacing = false;
  }

  #cellsBefore(index: number): string {
    const { firstIndex, widths } = this.#columns;
    let cells = '';
    while (this.#next < widths.length && firstIndex + this.#next < index) cells += this.#cell(this.#style);
    return cells;
  }

  /** The next new cell; none where it would say nothing and be nothing. */
  #cell(style: string | undefined): string {
    const place = this.#next;
    this.#next += 1;
    const text = this.#texts?.[place] ?? '';
    const p = this.#prefix;
    const start = `<${p}c r="${columnName(this.#columns.firstIndex + place)}${this.#row}"${style === undefined ? '' : ` s="${style}"`}`;
    if (text === '') return style === undefined ? '' : `${start}/>`;
    return `${start} t="inlineStr"><${p}is><${p}t xml:space="preserve">${sheetText(text)}</${p}t></${p}is></${p}c>`;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The tag with another value of an attribute that it has. */
function withAttribute(tag: string, name: string, value: string): string {
  return tag.replace(
    new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`),
    (_, before: string) => `${before}"${value}"`,
  );
}
