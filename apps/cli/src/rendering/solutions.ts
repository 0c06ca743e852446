import type { components } from '#libs/client';
import { renderCellAnswer } from './cell-answer.js';
import { moment } from './moments.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable, stateText } from './table.js';
import { both, CELL_STATUS_WORDS } from './words.js';

type Solution = components['schemas']['Solution'];
type SolutionAnswer = components['schemas']['SolutionAnswer'];
type ComposedPlatform = components['schemas']['ComposedPlatform'];
type Resolution = components['schemas']['Resolution'];

export function renderSolutions(solutions: readonly Solution[], styles: Styles): string {
  return renderTable(
    [
      { zh: '方案', en: 'solution', value: (one) => `${one.organization}/${one.solution}`, paint: styles.strong },
      { zh: '名称', en: 'name', value: (one) => one.name },
      { zh: '版本', en: 'releases', value: (one) => `${one.releases.length}`, align: 'right' },
      { zh: '状态', en: 'state', value: (one) => (one.published ? '已发布 published' : '草稿 draft') },
    ],
    solutions,
    styles,
  );
}

export function renderSolution(solution: Solution, styles: Styles): string {
  const parts = [
    ...solution.releases.map(({ release, required }) => ({ name: release, required })),
    ...solution.edges.map((edge) => ({ name: `${edge.release} + ${edge.with}`, required: edge.required })),
  ];
  return [
    renderSolutions([solution], styles),
    '',
    renderTable(
      [
        { zh: '环节', en: 'edge', value: (part) => part.name },
        { zh: '必需', en: 'required', value: (part) => (part.required ? '是 yes' : '否 no') },
      ],
      parts,
      styles,
    ),
  ].join('\n');
}

/** The answer first, then each edge with its own. */
export function renderSolutionAnswer(answer: SolutionAnswer, styles: Styles): string {
  const words = CELL_STATUS_WORDS[answer.status];
  const name = `${plainLine(answer.organization)}/${plainLine(answer.solution)}`;
  const platform = `${plainLine(answer.os)} × ${plainLine(answer.cpu)}`;
  const facts = renderFacts(
    [
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
    `${styles[words.tone](stateText(words))}  ${styles.strong(name)}  ${platform}`,
    ...answer.explanation.zh.map((line) => `  ${plainLine(line)}`),
    ...answer.explanation.en.map((line) => styles.quiet(`  ${plainLine(line)}`)),
    ...facts.split('\n').map((line) => `  ${line}`),
    ...answer.edges.flatMap((edge) => [
      '',
      `${styles.strong(plainLine(edge.name))}${edge.required ? '' : styles.quiet('  非必需 not required')}`,
      ...renderCellAnswer(edge.answer, styles)
        .split('\n')
        .map((line) => `  ${line}`),
    ]),
  ].join('\n');
}

export function renderComposedPlatforms(platforms: readonly ComposedPlatform[], styles: Styles): string {
  return renderTable(
    [
      {
        zh: '状态',
        en: 'status',
        value: ({ status }) => stateText(CELL_STATUS_WORDS[status]),
        paint: (text, { status }) => styles[CELL_STATUS_WORDS[status].tone](text),
      },
      { zh: '操作系统', en: 'OS', value: ({ os }) => os },
      { zh: 'CPU', en: '', value: ({ cpu }) => cpu },
      { zh: '依据', en: 'basis', value: ({ composed }) => (composed ? '推得 composed' : '整体测试 whole') },
      { zh: '最弱环节', en: 'weakest', value: ({ weakest, edges }) => weakestText(weakest, edges.length) },
      { zh: '有效至', en: 'until', value: ({ validUntil }) => validUntil?.slice(0, 10) ?? '–' },
    ],
    platforms,
    styles,
  );
}

export function renderResolution(resolution: Resolution, styles: Styles): string {
  const counts = Object.entries(resolution.counts).map(([status, count]) => `${status} ${count}`);
  return [
    renderComposedPlatforms(resolution.items, styles),
    styles.quiet(`${both('各平台', 'platforms')}: ${counts.join(', ')}  r${resolution.revision}`),
    ...(resolution.missing.length === 0
      ? []
      : ['', styles.strong(both('仅缺一环', 'one edge missing')), ...missing(resolution, styles)]),
  ].join('\n');
}

function missing({ missing: edges }: Resolution, styles: Styles): string[] {
  const [first] = edges;
  const table = renderTable(
    [
      { zh: '环节', en: 'edge', value: (edge) => edge.name },
      { zh: '可打开平台', en: 'unlocks', value: (edge) => `${edge.unlocks}`, align: 'right' },
    ],
    edges,
    styles,
  );
  if (first?.test == null) return [table];
  const where = `${plainLine(first.test.os)} × ${plainLine(first.test.cpu)}`;
  const zh = `先测 ${plainLine(first.name)}，平台 ${where}：可打开 ${first.test.unlocks} 个平台`;
  return [table, both(zh, `test it there first: unlocks ${first.test.unlocks}`)];
}

function weakestText(weakest: readonly string[], edges: number): string {
  if (weakest.length === 0) return '–';
  if (weakest.length === edges && edges > 1) return '全部 all';
  const [first = '', ...others] = weakest;
  return others.length === 0 ? first : `${first} +${others.length}`;
}
