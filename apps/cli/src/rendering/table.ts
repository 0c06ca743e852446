import Table from 'cli-table3';
import { plainText } from './plain-text.js';
import type { StateWords } from './words.js';
import { label } from './words.js';
import type { Styles } from './styles.js';

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
} as const;

/** One column: its heading and how a row shows in it. Widths count Chinese characters as two cells. */
export interface Column<T> {
  readonly zh: string;
  readonly en: string;
  readonly value: (row: T) => string;
  /** Applied after the width is known, so that colour never moves a column. */
  readonly paint?: (text: string, row: T) => string;
  readonly align?: 'left' | 'right';
}

/** Rows under headings; a sentence where there are none. Ends without a line break. */
export function renderTable<T>(columns: readonly Column<T>[], rows: readonly T[], styles: Styles): string {
  if (rows.length === 0) return styles.quiet('没有内容 · Nothing to show');
  const table = new Table({
    head: columns.map((column) => styles.strong(label(column))),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars: { ...NO_FRAME, mid: '─', 'mid-mid': '─' },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
  });
  for (const row of rows) {
    table.push(
      columns.map((column) => {
        const text = plainText(column.value(row));
        return column.paint === undefined ? text : column.paint(text, row);
      }),
    );
  }
  return withoutTrailingBlanks(table.toString());
}

export interface Fact {
  readonly zh: string;
  readonly en: string;
  readonly value: string | null;
  readonly paint?: (text: string) => string;
}

/** Labelled facts of one thing, one a line; facts that nobody knows are left out. */
export function renderFacts(facts: readonly Fact[], styles: Styles): string {
  const table = new Table({
    chars: { ...NO_FRAME, mid: '', 'mid-mid': '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
  });
  for (const fact of facts) {
    if (fact.value === null) continue;
    const text = plainText(fact.value);
    table.push([styles.quiet(label(fact)), fact.paint === undefined ? text : fact.paint(text)]);
  }
  return withoutTrailingBlanks(table.toString());
}

/** A state as every view shows it: mark, Chinese, English. */
export function stateText(words: StateWords): string {
  return `${words.mark} ${label(words)}`;
}

function withoutTrailingBlanks(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
