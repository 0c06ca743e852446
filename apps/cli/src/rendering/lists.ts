import type { ListSummary } from '#libs/contracts';
import type { Styles } from './styles.js';
import { both, CELL_STATUS_WORDS, type StateWords } from './words.js';

/** Outcomes that are no status: the row names nothing, or several things. */
const UNKNOWN_WORDS = {
  unidentified: { zh: '未识别', en: 'unidentified', mark: '✘', tone: 'bad' },
  ambiguous: { zh: '不唯一', en: 'ambiguous', mark: '✘', tone: 'bad' },
} as const satisfies Record<string, StateWords>;

/** Where the list was written, what became of its rows, and how many answers there are of each kind. */
export function renderListSummary(file: string, summary: ListSummary, styles: Styles): string {
  const { rows, identified, outcomes } = summary;
  const words: Readonly<Record<string, StateWords>> = { ...CELL_STATUS_WORDS, ...UNKNOWN_WORDS };
  const lines = Object.entries(words).flatMap(([outcome, { zh, en, mark, tone }]) => {
    const count = outcomes[outcome] ?? 0;
    return count === 0 ? [] : [`  ${styles[tone](`${mark} ${zh} ${en}`)}  ${count}`];
  });
  return [
    `${styles.good('✔')} ${both('已核对', 'checked')}  ${file}`,
    `  ${both(`${rows} 行，识别 ${identified} 行`, `${rows} rows, ${identified} identified`)}`,
    ...lines,
  ].join('\n');
}
