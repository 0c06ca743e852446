import { DomainError } from '#libs/domain';

/**
 * The rows of an import between whoever reads a source and whoever decides about them.
 *
 * A **reader** turns a source into {@link ReadRow}s, one for each row of the source: its values as they stand there, or why it
 * is none. It looks nothing up. Workbooks, CSV and YAML are read by the service; a reader of anything else writes its rows as
 * lines of JSON (one {@link ReadRow} a line, {@link readRowLine} reads them back) and sends these as a file of the format `rows`.
 *
 * Beside the fields of its kind ({@link IMPORT_FIELDS}) a typed row of a product or release may say `onlyNew`: `yes`. One that is
 * registered already is left as it is then.
 *
 * What the values are worth is decided by the **handler** of their kind against the database, alike in the dry run and when
 * they are applied.
 */
export const ROW_KINDS = ['organizations', 'products', 'releases', 'declarations'] as const;
/** In the order in which they are decided: later ones may name what earlier ones of the same import create. */
export type RowKind = (typeof ROW_KINDS)[number];

/** Where a row stands. */
export interface RowPlace {
  /** Name of the sheet, or of the file where the source is many: `boards/milkv/pioneer/README.md`. */
  readonly sheet: string;
  /** As the source numbers it; the first is 1. */
  readonly row: number;
}

/** Why a row is refused, or not taken. `code` is stable. */
export interface RowProblem {
  /** As a spreadsheet names it, where the source has columns. */
  readonly column: string | null;
  /** Name of the field: `version`. */
  readonly field: string | null;
  readonly code: string;
  /** For people, Chinese and English. */
  readonly message: string;
  /** What the writer may have meant; never chosen from. */
  readonly nearest?: readonly string[];
}

/** Texts by field, as the source has them, without spaces at the ends; what is left out is not said. */
export type RowValues = Readonly<Record<string, string>>;

export interface ValueRow {
  readonly place: RowPlace;
  readonly kind: RowKind;
  readonly values: RowValues;
  /** Columns by field, for problems that are found later. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A row that is told of and not imported: `refused` wants mending, `skipped` is in order and none of ours. */
export interface OutcomeRow {
  readonly place: RowPlace;
  readonly kind: RowKind | null;
  readonly outcome: 'refused' | 'skipped';
  readonly problems: readonly RowProblem[];
}

export type ReadRow = ValueRow | OutcomeRow;

/** Characters of a value, and of a name of a field or sheet. */
const LONGEST = { value: 4_000, name: 300, values: 40, problems: 20 } as const;

/**
 * Reads one line of a file of the format `rows`.
 *
 * @throws DomainError `unreadable-sheet`, malformed-rows, for what is no row
 */
export function readRowLine(text: string, line: number): ReadRow {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw malformed(line, 'no JSON');
  }
  if (!isRecord(parsed)) throw malformed(line, 'no object');
  const place = placeOf(parsed['place'], line);
  const kind = ROW_KINDS.find((known) => known === parsed['kind']);
  const outcome = (['refused', 'skipped'] as const).find((known) => known === parsed['outcome']);
  if (outcome !== undefined) {
    return { place, kind: kind ?? null, outcome, problems: problemsOf(parsed['problems'], line) };
  }
  if (kind === undefined) throw malformed(line, `kind must be one of ${ROW_KINDS.join(', ')}`);
  return { place, kind, values: textsOf(parsed['values'], line) };
}

function placeOf(value: unknown, line: number): RowPlace {
  if (!isRecord(value)) throw malformed(line, 'place is missing');
  const { sheet, row } = value;
  if (!isText(sheet, LONGEST.name) || typeof row !== 'number' || !Number.isSafeInteger(row) || row < 0) {
    throw malformed(line, 'place must be { sheet, row }');
  }
  return { sheet, row: Math.min(row, 2_147_483_647) };
}

function textsOf(value: unknown, line: number): RowValues {
  if (!isRecord(value)) throw malformed(line, 'values are missing');
  const entries = Object.entries(value);
  if (entries.length > LONGEST.values) throw malformed(line, 'too many values');
  return Object.fromEntries(
    entries.map(([name, text]) => {
      if (!isText(name, LONGEST.name) || !isText(text, LONGEST.value)) {
        throw malformed(line, 'values must be texts');
      }
      return [name, text.trim()];
    }),
  );
}

function problemsOf(value: unknown, line: number): RowProblem[] {
  if (!Array.isArray(value) || value.length > LONGEST.problems) throw malformed(line, 'problems must be a short list');
  return value.map((problem: unknown) => {
    if (!isRecord(problem) || !isText(problem['code'], LONGEST.name) || !isText(problem['message'], LONGEST.value)) {
      throw malformed(line, 'a problem has a code and a message');
    }
    const field = isText(problem['field'], LONGEST.name) ? problem['field'] : null;
    return { column: null, field, code: problem['code'], message: problem['message'] };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && isStorable(value);
}

/** PostgreSQL stores neither a NUL nor half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function malformed(line: number, why: string): DomainError {
  return new DomainError('unreadable-sheet', `第 ${line} 行不是导入行 · Line ${line} is no row: ${why}`, {
    fields: [{ path: `rows!${line}`, code: 'malformed-rows', message: why }],
    facts: { problem: 'malformed-rows', sheet: 'rows', row: line, column: null },
  });
}
