import type { CellSearch } from '#libs/domain';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable, stateText, type Column } from './table.js';
import { both, CELL_STATUS_WORDS } from './words.js';

type Status = CellSearch['items'][number]['status'];

interface Change {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly from: { readonly status: Status };
  readonly to: { readonly status: Status };
}

/** Names that one facet shows: those with the most. */
const MOST_NAMES = 8;

export function renderSearch(found: CellSearch, styles: Styles): string {
  const table = renderTable(
    [
      { zh: '版本', en: 'release', value: (cell) => cell.release, paint: styles.strong },
      { zh: '操作系统', en: 'OS', value: (cell) => cell.os },
      { zh: 'CPU', en: '', value: (cell) => cell.cpu },
      statusColumn('状态', 'status', ({ status }: CellSearch['items'][number]) => status, styles),
    ],
    found.items,
    styles,
  );
  const { status, category, vendor, os, cpu } = found.counts;
  const counts = renderFacts(
    [
      { zh: '单元', en: 'cells', value: `${found.total}`, paint: styles.strong },
      { zh: '状态', en: 'status', value: statusCounts(status) },
      { zh: '分类', en: 'category', value: namesWithCounts(category) },
      { zh: '厂商', en: 'vendor', value: namesWithCounts(vendor) },
      { zh: '操作系统', en: 'OS', value: namesWithCounts(os) },
      { zh: 'CPU', en: '', value: namesWithCounts(cpu) },
    ],
    styles,
  );
  const next =
    found.nextCursor === null ? [] : [styles.quiet(`${both('下一页', 'next page')}: --cursor ${found.nextCursor}`)];
  return [table, '', counts, ...next].join('\n');
}

export function renderChanges(changes: readonly Change[], styles: Styles): string {
  return renderTable(
    [
      { zh: '版本', en: 'release', value: (change) => change.release, paint: styles.strong },
      { zh: '操作系统', en: 'OS', value: (change) => change.os },
      { zh: 'CPU', en: '', value: (change) => change.cpu },
      statusColumn('此前', 'from', ({ from }: Change) => from.status, styles),
      statusColumn('此后', 'to', ({ to }: Change) => to.status, styles),
    ],
    changes,
    styles,
  );
}

function statusColumn<T>(zh: string, en: string, statusOf: (row: T) => Status, styles: Styles): Column<T> {
  return {
    zh,
    en,
    value: (row: T) => stateText(CELL_STATUS_WORDS[statusOf(row)]),
    paint: (text: string, row: T) => styles[CELL_STATUS_WORDS[statusOf(row)].tone](text),
  };
}

function statusCounts(counts: Readonly<Record<string, number>>): string {
  const words: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = CELL_STATUS_WORDS;
  return Object.entries(counts)
    .map(([status, count]) => `${words[status]?.zh ?? ''} ${status} ${count}`.trim())
    .join('  ');
}

function namesWithCounts(counts: Readonly<Record<string, number>>): string | null {
  // Of equal ones by name: the service and a bundle list them in orders of their own.
  const all = Object.entries(counts).sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  if (all.length === 0) return null;
  const shown = all.slice(0, MOST_NAMES).map(([name, count]) => `${plainLine(name)} ${count}`);
  const rest = all.length - shown.length;
  return [...shown, ...(rest > 0 ? [both(`另 ${rest} 项`, `${rest} more`)] : [])].join('  ');
}
