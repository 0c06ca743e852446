import type { RuyiAccount, RuyiRow, RuyiSum } from '#libs/domain';
import type { StoredMatrix, StoredSum } from '../ruyisdk/store-matrix.js';
import { plainText } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

const OUTCOMES = {
  imported: '导入 imported',
  'duplicate-language': '语言重复 duplicate language',
  unmapped: '无对应 unmapped',
  refused: '拒绝 refused',
} as const satisfies Record<RuyiRow['outcome'], string>;

/** The sums, and each row that does not become a finding with its reason. */
export function renderRuyiAccount({ reports, others, sums }: RuyiAccount, styles: Styles): string {
  const left = [...reports, ...others].filter(({ outcome }) => outcome !== 'imported');
  const table = renderTable(
    [
      { zh: '结果', en: 'outcome', value: ({ outcome }) => OUTCOMES[outcome], paint: styles.strong },
      { zh: '文件', en: 'file', value: ({ path, row }) => (row === 0 ? path : `${path}:${row}`) },
      { zh: '原因', en: 'reason', value: (row) => plainText('message' in row ? row.message : '') },
    ],
    left,
    styles,
  );
  return `${table}\n\n${sumInWords('报告 reports', sums.reports)}\n${sumInWords('others.yml', sums.others)}`;
}

const ACTIONS = {
  create: '新增 created',
  change: '更改 changed',
  unchanged: '不变 unchanged',
  skipped: '略过 skipped',
  refused: '被拒 refused',
} as const satisfies Partial<Record<keyof StoredSum, string>>;

/** What the service's import made of the same rows. */
export function renderStored({ reports, others }: StoredMatrix['stored']): string {
  const line = (name: string, sum: StoredSum): string => {
    const parts = Object.entries(ACTIONS).map(
      // The keys of ACTIONS are keys of the sum.
      ([action, words]) => `${words} ${sum[action as keyof typeof ACTIONS]}`,
    );
    return `${name}: ${parts.join(' + ')} = ${sum.total}`;
  };
  return `${line('报告的声明 declarations of reports', reports)}\n${line('others.yml', others)}`;
}

function sumInWords(name: string, sum: RuyiSum): string {
  const { imported, duplicateLanguage, unmapped, refused, total } = sum;
  return `${name}: ${OUTCOMES.imported} ${imported} + ${OUTCOMES['duplicate-language']} ${duplicateLanguage} + ${OUTCOMES.unmapped} ${unmapped} + ${OUTCOMES.refused} ${refused} = ${total}`;
}
