import type { components } from '#libs/client';
import { moment, span } from './moments.js';
import { priceText, yuanRange } from './money.js';
import { nearestMatches } from './nearest.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable } from './table.js';
import { both } from './words.js';

type Estimate = components['schemas']['RequestEstimate'];
type Target = Estimate['targets'][number];
type Pool = Target['pools'][number];
type Range = Estimate['total']['hostSeconds'];

const BASIS = {
  pool: { zh: '本资源池实测', en: 'measured in this pool' },
  'similar-pools': { zh: '同类资源池实测', en: 'measured in pools of its kind' },
  'plan-limits': { zh: '仅按方案时限', en: 'the limits of the plan only' },
} as const satisfies Record<Pool['hostSecondsBasis']['basis'], { zh: string; en: string }>;

/** Whether it would be accepted, where and when each job would run, what would be refused, and the sums. */
export function renderEstimate(estimate: Estimate, styles: Styles): string {
  const accepted = estimate.targets.filter((target) => target.accepted);
  const refused = estimate.targets.filter((target) => !target.accepted);
  return [
    estimate.accepted
      ? `${styles.good('✔')} ${both('可以受理，尚未提交', 'would be accepted; nothing was submitted')}`
      : `${styles.bad('✘')} ${both('会被拒绝：全部目标可行才受理', 'would be refused: all targets or none')}`,
    ...refused.flatMap((target) => refusalLines(target, styles)),
    ...(accepted.length === 0 ? [] : ['', targetTable(accepted, styles), '', totals(estimate.total, styles)]),
    styles.quiet(
      `${both('按当前排队情况估计', 'as things stand')} ${moment(estimate.estimatedAt)}  ${plainLine(estimate.testPlan)} v${estimate.testPlanVersion}`,
    ),
  ].join('\n');
}

function refusalLines({ os, cpu, refusal }: Target, styles: Styles): string[] {
  const nearest = nearestMatches(refusal?.facts);
  const detail = refusal?.errors?.map(({ message }) => message).join('; ') ?? refusal?.detail ?? '';
  return [
    `  - ${styles.strong(`${plainLine(os)} × ${plainLine(cpu)}`)} ${styles.quiet(`[${refusal?.code ?? ''}]`)} ${plainLine(refusal?.detail ?? detail)}`,
    ...(detail === '' || detail === refusal?.detail ? [] : [styles.quiet(`    ${plainLine(detail)}`)]),
    ...(nearest.length === 0 ? [] : [`    ${both('最接近的', 'nearest')}: ${nearest.map(plainLine).join(' | ')}`]),
  ];
}

function targetTable(targets: readonly Target[], styles: Styles): string {
  const first = ({ pools }: Target): Pool | undefined => pools[0];
  const of = (target: Target, show: (pool: Pool) => string): string => {
    const pool = first(target);
    return pool === undefined ? '–' : show(pool);
  };
  return renderTable(
    [
      { zh: '平台', en: 'platform', value: ({ os, cpu }) => `${os}\n× ${cpu}`, paint: styles.strong },
      {
        zh: '资源池',
        en: 'pool',
        value: (target) =>
          of(
            target,
            (pool) => `${pool.center}/${pool.pool}${pool.emulated ? '\n≈ 仿真 emulated' : ''}${others(target)}`,
          ),
      },
      {
        zh: '前面',
        en: 'before it',
        value: (target) => of(target, ({ waitingBefore }) => `${waitingBefore}`),
        align: 'right',
      },
      { zh: '预计开始', en: 'start', value: (target) => of(target, (pool) => instants(pool.expectedStart, pool)) },
      { zh: '预计结束', en: 'end', value: (target) => of(target, (pool) => instants(pool.expectedEnd, undefined)) },
      { zh: '机时', en: 'host time', value: (target) => of(target, hostTime) },
      { zh: '费用', en: 'cost', value: (target) => of(target, costText) },
    ],
    targets,
    styles,
  );
}

function others({ servedBy }: Target): string {
  return servedBy > 1 ? `\n（另有 ${servedBy - 1} 个 ${servedBy - 1} more）` : '';
}

/** Two instants one above the other; where there are none, why. */
function instants(range: Pool['expectedStart'], pool: Pool | undefined): string {
  if (range !== null) return `${moment(range.earliest)}\n${moment(range.latest)}`;
  return pool === undefined ? '–' : `${pool.waiting.text}\n${pool.waiting.textEn}`;
}

function hostTime({ hostSeconds, hostSecondsBasis: { basis, samples } }: Pool): string {
  const { zh, en } = BASIS[basis];
  const count = samples === 0 ? '' : ` ×${samples}`;
  return `${spans(hostSeconds)}\n${zh}${count}\n${en}`;
}

function costText({ cost, price }: Pool): string {
  const said = priceText(price);
  return cost === null || price.state !== 'priced' ? said : `${yuanRange(cost)}\n${said}`;
}

function spans({ least, most }: Range): string {
  return `${span(least * 1000).zh} – ${span(most * 1000).zh}`;
}

function totals(total: Estimate['total'], styles: Styles): string {
  const range = (instantRange: Estimate['total']['expectedStart']): string | null =>
    instantRange && `${moment(instantRange.earliest)} – ${moment(instantRange.latest)}`;
  const count = (jobs: number, zh: string, en: string): string | null =>
    jobs === 0 ? null : both(`${jobs} 个${zh}`, `${jobs} ${en}`);
  return renderFacts(
    [
      { zh: '测试任务', en: 'jobs', value: `${total.jobs}` },
      { zh: '最早的任务开始', en: 'first start', value: range(total.expectedStart) },
      { zh: '最后的任务结束', en: 'last end', value: range(total.expectedEnd) },
      { zh: '机时合计', en: 'host time', value: spans(total.hostSeconds) },
      {
        zh: '已知费用合计',
        en: 'cost as far as known',
        value: total.pricedJobs + total.freeJobs === 0 ? null : yuanRange(total.cost),
        paint: styles.strong,
      },
      { zh: '免费', en: 'free', value: count(total.freeJobs, '任务免费', 'free of charge') },
      {
        zh: '未计入',
        en: 'not in the sum',
        value: count(total.unpricedJobs, '任务的单价未公布或尚无资源池', 'without a price or a pool'),
        paint: styles.wary,
      },
      {
        zh: '时间未知',
        en: 'time unknown',
        value: count(total.unscheduled, '任务暂无在线主机', 'without a live host'),
        paint: styles.wary,
      },
    ],
    styles,
  );
}
