import type { components } from '#libs/client';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderTable, stateText } from './table.js';
import { both, CELL_STATUS_WORDS } from './words.js';

type GapPlan = components['schemas']['GapPlan'];
type Availability = GapPlan['tests'][number]['availability'];

const AVAILABILITY = {
  live: '可测 live',
  offline: '离线 offline',
  none: '无资源池 none',
} as const satisfies Record<Availability, string>;
const BECOMES = {
  certified: '已认证 certified',
  inherited: '继承认证 inherited',
  expected: '预期可用 expected',
  inheritable: '经评审可继承 by review',
} as const satisfies Record<GapPlan['tests'][number]['covers'][number]['becomes'], string>;

/** The tests to make, each with its reason and what it covers; then what needs none, and what none covers. */
export function renderGapPlan(plan: GapPlan, styles: Styles): string {
  const count = plan.tests.length;
  const proven = plan.isFewest
    ? both('已是最少', 'no fewer do')
    : both(`至少需要 ${plan.atLeast} 个`, `at least ${plan.atLeast} are needed`);
  const already = plan.covered.length;
  return [
    `${styles.strong(plainLine(plan.release))}  ${both(`需要 ${count} 个测试`, `${count} test${count === 1 ? '' : 's'}`)}  ${styles.quiet(`${proven}  ${plan.policy}  r${plan.revision}`)}`,
    ...(already === 0 ? [] : [both(`${already} 个平台无需测试`, `${already} need no test`)]),
    ...plan.tests.flatMap((test, place) => testLines(test, place, styles)),
    ...(plan.uncovered.length === 0 ? [] : ['', styles.bad(both('无法覆盖', 'not covered')), uncovered(plan, styles)]),
  ].join('\n');
}

function testLines(test: GapPlan['tests'][number], place: number, styles: Styles): string[] {
  const paint = test.availability === 'live' ? styles.good : styles.wary;
  const table = renderTable(
    [
      { zh: '操作系统', en: 'OS', value: (cell) => cell.os },
      { zh: 'CPU', en: '', value: (cell) => cell.cpu },
      { zh: '现状', en: 'now', value: (cell) => stateText(CELL_STATUS_WORDS[cell.before]) },
      { zh: '测后', en: 'then', value: (cell) => BECOMES[cell.becomes] },
      { zh: '规则', en: 'rules', value: (cell) => (cell.rules.length === 0 ? '–' : cell.rules.join(' ')) },
    ],
    test.covers,
    styles,
  );
  return [
    '',
    `${place + 1}. ${styles.strong(`${plainLine(test.os)} × ${plainLine(test.cpu)}`)}  ${paint(AVAILABILITY[test.availability])}`,
    ...test.reason.zh.map((line) => `  ${plainLine(line)}`),
    ...test.reason.en.map((line) => styles.quiet(`  ${plainLine(line)}`)),
    ...table.split('\n').map((line) => `  ${line}`),
  ];
}

function uncovered({ uncovered: cells }: GapPlan, styles: Styles): string {
  return renderTable(
    [
      { zh: '操作系统', en: 'OS', value: (cell) => cell.os },
      { zh: 'CPU', en: '', value: (cell) => cell.cpu },
      { zh: '原因', en: 'why', value: (cell) => `${cell.reason.zh} ${cell.reason.en}` },
    ],
    cells,
    styles,
  );
}
