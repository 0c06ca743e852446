import { mergeAt, type SheetCell, type SheetRow } from './sheet-rows.js';

/** A column that is looked for: its name in code, and what people write above it. */
export interface HeaderField<Name extends string = string> {
  readonly name: Name;
  /** In any language, width and case; spaces and punctuation don't count. */
  readonly words: readonly string[];
  readonly isRequired?: boolean;
}

export interface HeaderProblem {
  readonly code: 'duplicate-header' | 'ambiguous-header' | 'merged-cells';
  readonly field: string;
  /** The offending cell; for a doubled header the second one. */
  readonly cell: SheetCell;
}

export interface FoundHeaders<Name extends string = string> {
  readonly sheet: string;
  readonly row: number;
  /** Places of the columns that were recognised. */
  readonly columns: ReadonlyMap<Name, number>;
  /** Headers that mean nothing here. */
  readonly unknown: readonly SheetCell[];
  /** Fields that are required and stand nowhere. */
  readonly missing: readonly Name[];
  readonly problems: readonly HeaderProblem[];
}

/** A header as it is compared: full width as half width, in small letters, without spaces and punctuation. */
export function foldHeader(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Reads a row as headers, each with all it says and with each of its languages alone (`产品名称 · Product name`, `厂商/Vendor`,
 * `版本（Version）`). A header that could be two columns, or two that could be one, is a problem to be told, never chosen from.
 *
 * @returns undefined for a row in which less than `atLeast` of the fields are recognised: a title, an explanation
 */
export function findHeaders<Name extends string>(
  row: SheetRow,
  fields: readonly HeaderField<Name>[],
  atLeast = 2,
): FoundHeaders<Name> | undefined {
  const byWord = new Map<string, Name>();
  for (const { name, words } of fields) for (const word of words) byWord.set(foldHeader(word), name);
  const columns = new Map<Name, number>();
  const unknown: SheetCell[] = [];
  const problems: HeaderProblem[] = [];
  for (const cell of row.cells) {
    const names = namesOf(cell.text, byWord);
    const [name] = names;
    if (name === undefined) unknown.push(cell);
    else if (names.length > 1) problems.push({ code: 'ambiguous-header', field: names.join(', '), cell });
    else if (columns.has(name)) problems.push({ code: 'duplicate-header', field: name, cell });
    else columns.set(name, cell.index);
    const merge = mergeAt(row, cell.index);
    if (name !== undefined && merge !== undefined && merge.lastIndex > merge.firstIndex) {
      problems.push({ code: 'merged-cells', field: name, cell });
    }
  }
  if (columns.size + problems.length < atLeast) return undefined;
  const missing = fields.filter(({ name, isRequired }) => isRequired === true && !columns.has(name));
  return { sheet: row.sheet, row: row.row, columns, unknown, missing: missing.map(({ name }) => name), problems };
}

function namesOf<Name extends string>(text: string, byWord: ReadonlyMap<string, Name>): Name[] {
  const whole = byWord.get(foldHeader(text));
  if (whole !== undefined) return [whole];
  const parts = text.normalize('NFKC').split(/[\n\r·|/()[\]【】]+|\s+-\s+/u);
  return [...new Set(parts.flatMap((part) => byWord.get(foldHeader(part)) ?? []))];
}
