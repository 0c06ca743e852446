import type { components } from '#libs/client';
import { plainText } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';
import { both, label, type Words } from './words.js';

export type Import = components['schemas']['Import'];
type Row = components['schemas']['ImportRow'];

const STATE = {
  received: { zh: '试算中', en: 'dry run is being done' },
  checked: { zh: '已试算，未写入', en: 'dry run; nothing is stored' },
  failed: { zh: '无法读取', en: 'can not be read' },
  confirmed: { zh: '导入中', en: 'being applied' },
  applied: { zh: '已导入', en: 'applied' },
  undoing: { zh: '撤销中', en: 'being undone' },
  undone: { zh: '已撤销', en: 'undone' },
  discarded: { zh: '已丢弃', en: 'discarded' },
} as const satisfies Record<Import['state'], Words>;

const ACTION = {
  create: { zh: '新增', en: 'created' },
  change: { zh: '更改', en: 'changed' },
  unchanged: { zh: '不变', en: 'unchanged' },
  refused: { zh: '被拒', en: 'refused' },
  skipped: { zh: '略过', en: 'skipped' },
} as const satisfies Record<keyof Required<Import['counts']>, Words>;

export function renderImport(found: Import, styles: Styles): string {
  const { id, state, counts, problem, undoProblems, ignored, encoding } = found;
  const isBad = state === 'failed' || undoProblems.length > 0;
  const lines = [
    `${isBad ? styles.bad('✘') : styles.good('✔')} ${styles.strong(label(STATE[state]))}  ${id}`,
    ...Object.entries(ACTION).flatMap(([action, words]) => {
      const count = counts[action as keyof typeof ACTION] ?? 0; // The keys of ACTION are those of the counts.
      return count === 0 ? [] : [`  ${label(words)}: ${count}`];
    }),
  ];
  if (encoding !== null) lines.push(styles.quiet(`  ${both('编码', 'encoding')} ${encoding}`));
  if (ignored.length > 0) {
    lines.push(styles.quiet(`  ${both('未读取', 'not read')}: ${plainText(ignored.slice(0, 10).join(', '))}`));
  }
  if (problem !== null) lines.push(styles.bad(`  ${plainText(problem.detail)} [${plainText(problem.code)}]`));
  for (const { number, message } of undoProblems) lines.push(styles.bad(`  #${number} ${plainText(message)}`));
  return lines.join('\n');
}

/** Refused rows, one line for each problem. */
export function renderImportRows(rows: readonly Row[], refused: number, styles: Styles): string {
  if (rows.length === 0) return '';
  const problems = rows.flatMap((row) => row.problems.map((problem) => ({ row, problem })));
  const table = renderTable(
    [
      {
        zh: '位置',
        en: 'place',
        value: ({ row, problem }) => `${row.sheet}!${problem.column ?? ''}${row.row}`,
        paint: styles.strong,
      },
      { zh: '字段', en: 'field', value: ({ problem }) => problem.field ?? '' },
      { zh: '问题', en: 'problem', value: ({ problem }) => problem.message },
      { zh: '最接近的', en: 'nearest', value: ({ problem }) => (problem.nearest ?? []).join(', ') },
    ],
    problems,
    styles,
  );
  const more =
    refused > rows.length
      ? `\n${styles.quiet(both(`另有 ${refused - rows.length} 行`, `${refused - rows.length} more rows`))}`
      : '';
  return `${table}${more}`;
}
