import type { RuyiAccount, RuyiRow, RuyiStatement } from './reports.js';

/** Whose word the declarations are. */
export const RUYISDK_ORGANIZATION = 'ruyisdk';
/** Reports name a board and no revision of it. */
const UNSTATED = 'unstated';
/** What is on a board is on its mainboard, whatever case it comes in. */
const CATEGORY = 'mainboard';
/** What an import takes of the name of a file, and of a message. */
const LONGEST = { sheet: 280, message: 1_000, source: 1_500 } as const;

interface Place {
  readonly sheet: string;
  readonly row: number;
}

/** A typed row of an import, to be sent as a line of JSON. */
export type RuyiImportRow =
  | {
      readonly place: Place;
      readonly kind: 'products' | 'releases' | 'declarations';
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly place: Place;
      readonly kind: 'declarations';
      readonly outcome: 'refused' | 'skipped';
      readonly problems: readonly { readonly code: string; readonly message: string }[];
    };

/**
 * The rows by which an import stores what was found: the boards that declarations are about, as products with one release
 * each where they are not registered yet, and for every report and every row of `others.yml` exactly one row of the kind
 * `declarations`, so that these add up as the account does.
 */
export function importRowsOf({ reports, others }: RuyiAccount): RuyiImportRow[] {
  const boards = new Map<string, RuyiImportRow[]>();
  const said = new Map<string, string>();
  const declarations = [...reports, ...others].map((row): RuyiImportRow => {
    const place = { sheet: cut(row.path, LONGEST.sheet), row: row.row };
    if (row.outcome !== 'imported') return { place, kind: 'declarations', ...outcomeOf(row) };
    const { statement } = row;
    const { board, os, cpu, day } = statement;
    const coordinate = `${board.vendor}/${board.slug}`;
    if (!boards.has(coordinate)) boards.set(coordinate, boardRows(row.path.split('/', 1)[0] ?? '', board));
    const key = `${coordinate} ${os} ${cpu} ${day}`;
    const same = said.get(key);
    if (same !== undefined) {
      const message = cut(`${same} 已于同日作同一声明 · ${same} says the same on the same day`, LONGEST.message);
      return { place, kind: 'declarations', outcome: 'skipped', problems: [{ code: 'same-statement', message }] };
    }
    said.set(key, row.path);
    const values = {
      release: `${coordinate}@${UNSTATED}`,
      os,
      cpu,
      since: day,
      as: 'third-party',
      ...sourceOf(row.path, statement),
    };
    return { place, kind: 'declarations', values };
  });
  return [...[...boards.values()].flat(), ...declarations];
}

/** What the board's vendor has registered itself is left as it is. */
function boardRows(folder: string, { vendor, slug, name }: RuyiStatement['board']): RuyiImportRow[] {
  const place = { sheet: cut(folder, LONGEST.sheet), row: 0 };
  const common = { vendor, product: slug, published: 'yes', onlyNew: 'yes' };
  return [
    { place, kind: 'products', values: { ...common, name, category: CATEGORY } },
    // A line of its own: in what order it came with revisions that the vendor registers is not known either.
    {
      place,
      kind: 'releases',
      values: { ...common, version: UNSTATED, line: UNSTATED, ordinal: '0', releasedOn: 'unknown' },
    },
  ];
}

/** Without the commit: the same report is the same declaration, whichever state of the data it is read from. */
function sourceOf(path: string, { word, provider }: RuyiStatement): { source: string } {
  const image = provider === null ? '' : `; image: ${provider}`;
  return { source: cut(`RuyiSDK support-matrix ${path}: ${word}${image}`, LONGEST.source) };
}

function outcomeOf(row: Exclude<RuyiRow, { outcome: 'imported' }>): {
  outcome: 'refused' | 'skipped';
  problems: { code: string; message: string }[];
} {
  const code = row.outcome === 'duplicate-language' ? row.outcome : row.code;
  return {
    outcome: row.outcome === 'refused' ? 'refused' : 'skipped',
    problems: [{ code, message: cut(row.message, LONGEST.message) }],
  };
}

/** Messages hold what pages say: nothing in them may keep the row from being stored. */
function cut(text: string, most: number): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ');
  // Not within a character of two halves.
  return plain.slice(0, most).replace(/\p{Cs}$/u, '');
}
