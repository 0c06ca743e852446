import type { components } from '#libs/client';
import { moment } from './moments.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts, stateText } from './table.js';
import { CELL_STATUS_WORDS } from './words.js';

type CellAnswer = components['schemas']['CellAnswer'];

const DECLARED_AS = {
  vendor: '产品厂商 vendor',
  'os-vendor': '操作系统厂商 OS vendor',
  'cpu-vendor': 'CPU 厂商 CPU vendor',
  'third-party': '第三方 third party',
} as const satisfies Record<CellAnswer['declaredBy'][number]['as'], string>;

/**
 * One cell as a person wants it: the answer, why, on whose word, until when, and as of which moment. The service's own
 * explanation usually names certificate and validity; what it leaves out is added.
 */
export function renderCellAnswer(answer: CellAnswer, styles: Styles): string {
  const words = CELL_STATUS_WORDS[answer.status];
  const scheme = answer.scheme === null ? '' : styles.quiet(`  [${plainLine(answer.scheme)}]`);
  const platform = `${plainLine(answer.os)} × ${plainLine(answer.cpu)}`;
  const facts = renderFacts(
    [
      { zh: '证书', en: 'certificate', value: unlessSaid(answer, answer.certificate), paint: styles.good },
      { zh: '有效至', en: 'valid until', value: unlessSaid(answer, answer.validUntil?.slice(0, 10) ?? null) },
      { zh: '推断依据', en: 'path', value: answer.path.length === 0 ? null : answer.path.map(stepText).join('\n') },
      { zh: '声明方', en: 'declared by', value: declaredByText(answer) },
      {
        zh: '时点与规则',
        en: 'as of',
        value: `${moment(answer.validAt)} / ${moment(answer.knownAt)}  r${answer.revision}  ${answer.policy}`,
        paint: styles.quiet,
      },
    ],
    styles,
  );
  return [
    `${styles[words.tone](stateText(words))}${scheme}  ${styles.strong(plainLine(answer.release))}  ${platform}`,
    ...answer.explanation.zh.map((line) => `  ${plainLine(line)}`),
    ...answer.explanation.en.map((line) => styles.quiet(`  ${plainLine(line)}`)),
    ...facts.split('\n').map((line) => `  ${line}`),
  ].join('\n');
}

function unlessSaid(answer: CellAnswer, fact: string | null): string | null {
  return fact === null || answer.explanation.zh.some((line) => line.includes(fact)) ? null : fact;
}

function stepText(step: CellAnswer['path'][number]): string {
  const from = [step.from.os, step.from.cpu].filter((part) => part !== undefined).join(' × ');
  return [step.rule, from === '' ? undefined : `← ${from}`, step.certificate ?? step.finding]
    .filter((part) => part !== undefined)
    .join('  ');
}

function declaredByText(answer: CellAnswer): string | null {
  if (answer.declaredBy.length === 0) return null;
  return answer.declaredBy.map((who) => `${who.organization} (${DECLARED_AS[who.as]})`).join('\n');
}
