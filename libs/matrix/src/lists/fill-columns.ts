import { Turns } from '../batch/take-turns.js';
import { answerTexts, groupColumns, RELEASE_COLUMN, releaseText, type ColumnGroup } from './answer-columns.js';
import type { AskCell } from './ask-cells.js';
import type { Identified, IdentifiedPlatform, ListNames } from './identify-names.js';
import { noRoom } from './list-refusals.js';
import type { AskedPlatform, ListRow } from './list-rows.js';
import type { ListTally } from './list-tally.js';
import type { SheetList } from './read-lists.js';
import type { NewColumns } from './workbook/annotate-sheet.js';

/** What rows are filled with. */
export interface FillTools {
  readonly names: ListNames;
  readonly ask: AskCell;
  readonly tally: ListTally;
  readonly stopping: AbortSignal;
}

/** Columns that a sheet has. Source: "Excel specifications and limits", Microsoft. */
const MOST_COLUMNS = 16_384;

/** Identifies the rows of a list, asks about each and writes down what is answered. Empty where the list has no rows. */
export async function fillColumns(list: SheetList, asked: readonly Known[], tools: FillTools): Promise<NewColumns> {
  const groups: readonly ColumnGroup[] = asked.length > 0 ? asked : groupsOfRows(list);
  const columns = [RELEASE_COLUMN, ...groups.flatMap(groupColumns)];
  if (list.firstFree + columns.length > MOST_COLUMNS) throw noRoom(list.sheet);
  const turns = new Turns(tools.stopping);
  const rows = new Map<number, readonly string[]>();
  const { headerRow } = list.columns;
  if (list.rows.length > 0)
    rows.set(
      headerRow,
      columns.map(({ header }) => header),
    );
  for (const row of list.rows) {
    if (turns.isOver) await turns.next();
    rows.set(row.row, await fillRow(row, groups, tools));
  }
  return { firstIndex: list.firstFree, widths: columns.map(({ width }) => width), headerRow, rows };
}

type Known = Extract<IdentifiedPlatform, { readonly kind: 'one' }>;

function groupsOfRows({ columns: { platforms } }: SheetList): ColumnGroup[] {
  return platforms.map((_, place) => ({ place, of: platforms.length }));
}

async function fillRow(row: ListRow, groups: readonly ColumnGroup[], tools: FillTools): Promise<string[]> {
  const release = tools.names.release(row);
  tools.tally.countRow(release);
  const texts = [releaseText(release)];
  for (const group of groups) {
    const platform = platformOf(group, row, tools.names);
    const answer = answerTexts(group, release, platform, await askIfKnown(release, platform, tools.ask));
    tools.tally.countCell(answer.outcome);
    texts.push(...answer.texts);
  }
  return texts;
}

const NOTHING: AskedPlatform = { platform: null, os: null, osVersion: null, cpu: null };

function platformOf(group: ColumnGroup, row: ListRow, names: ListNames): IdentifiedPlatform {
  return 'os' in group ? { kind: 'one', ...group } : names.platform(row.platforms[group.place] ?? NOTHING);
}

function askIfKnown(release: Identified, platform: IdentifiedPlatform, ask: AskCell): ReturnType<AskCell> {
  if (release.kind !== 'one' || platform.kind !== 'one') return Promise.resolve(null);
  return ask({ release: release.coordinate, os: platform.os, cpu: platform.cpu });
}
