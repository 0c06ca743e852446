import type { RuyiAccount, RuyiRow, RuyiSum } from '#libs/domain';
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

function sumInWords(name: string, sum: RuyiSum): string {
  const { imported, duplicateLanguage, unmapped, refused, total } = sum;
  return `${name}: ${OUTCOMES.imported} ${imported} + ${OUTCOMES['duplicate-language']} ${duplicateLanguage} + ${OUTCOMES.unmapped} ${unmapped} + ${OUTCOMES.refused} ${refused} = ${total}`;
}
