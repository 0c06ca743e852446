import type { NameResolver } from '#libs/domain';
import { openSheets, separatorOf, type Sheets } from '#libs/registry';
import type { AskCell } from './ask-cells.js';
import { annotateCsv } from './delimited/annotate-csv.js';
import { fillColumns } from './fill-columns.js';
import { ListNames, type IdentifiedPlatform } from './identify-names.js';
import { LIST_LIMITS } from './list-limits.js';
import { tooManyCells, tooManyPlatforms, unknownPlatform } from './list-refusals.js';
import { ListTally, type ListSummary } from './list-tally.js';
import { readLists, type SheetList } from './read-lists.js';
import type { NewColumns } from './workbook/annotate-sheet.js';
import { annotateWorkbook, refuseLargeContents } from './workbook/annotate-workbook.js';

export interface CheckedList {
  readonly format: Sheets['format'];
  readonly mediaType: string;
  readonly summary: ListSummary;
  /** The file with its new columns. */
  bytes(): AsyncGenerator<Buffer>;
}

/** What a list is checked with. */
export interface ListTools {
  readonly names: NameResolver;
  readonly ask: AskCell;
  /** Rows × platforms that may be asked about. */
  readonly mostCells: number;
  readonly stopping: AbortSignal;
}

/**
 * Checks the products of a list on their target platforms and gives the same file back: what is found stands in new columns
 * behind everything else, the rest is untouched. All is read, and refused where it must be, before the first byte is given.
 *
 * @param file of the list, XLSX or CSV; it is read again while bytes are taken
 * @param platforms `OS,CPU` by coordinates or names, for all rows; where there is none, rows say it themselves
 * @throws DomainError `unreadable-sheet` · `invalid-request` for a file without a list, or with too much of it ·
 * `unknown-coordinate` for a platform that is none, or several
 */
export async function checkList(file: string, platforms: readonly string[], tools: ListTools): Promise<CheckedList> {
  const sheets = await openSheets(file, { limits: { rows: LIST_LIMITS.fileRows } });
  if (sheets.format === 'xlsx') await refuseLargeContents(file);
  if (platforms.length > LIST_LIMITS.platforms) throw tooManyPlatforms('query.platform');
  const names = new ListNames(tools.names);
  const asked = platforms.map((text, place) => platformAsked(names, text, place));
  const tally = new ListTally();
  const additions = new Map<string, NewColumns>();
  const { ask, stopping } = tools;
  const lists = await readLists(sheets, asked.length > 0);
  refuseManyCells(lists, asked.length, tools.mostCells);
  for (const list of lists) {
    const columns = await fillColumns(list, asked, { names, ask, tally, stopping });
    if (columns.rows.size > 0) additions.set(list.sheet, columns);
  }
  return {
    format: sheets.format,
    mediaType: mediaTypeOf(sheets),
    summary: tally.summary,
    bytes: () => annotated(file, sheets, additions),
  };
}

/** Before any is asked about: an answer about the past takes a while. */
function refuseManyCells(lists: readonly SheetList[], asked: number, most: number): void {
  let left = most;
  for (const { sheet, columns, rows } of lists) {
    const each = asked > 0 ? asked : columns.platforms.length;
    const first = rows[Math.floor(left / each)];
    if (first !== undefined) throw tooManyCells(`${sheet}!${first.row}`, most);
    left -= rows.length * each;
  }
}

function platformAsked(
  names: ListNames,
  text: string,
  place: number,
): Extract<IdentifiedPlatform, { readonly kind: 'one' }> {
  const found = names.platformOf({ text, doubt: null });
  if (found.kind !== 'one') throw unknownPlatform(`query.platform.${place}`, text, found);
  return found;
}

function mediaTypeOf({ encoding }: Sheets): string {
  if (encoding !== null) return `text/csv; charset=${encoding}`;
  return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
}

async function* annotated(
  file: string,
  { encoding, sheets }: Sheets,
  additions: ReadonlyMap<string, NewColumns>,
): AsyncGenerator<Buffer> {
  if (encoding === null) {
    const byPart = sheets.flatMap(({ name, part }): [string, NewColumns][] => {
      const columns = additions.get(name);
      return columns === undefined ? [] : [[part, columns]];
    });
    yield* annotateWorkbook(file, new Map(byPart));
    return;
  }
  const [columns] = additions.values();
  const form = { encoding, separator: await separatorOf(file, encoding) };
  yield* annotateCsv(file, form, columns?.rows ?? new Map());
}
