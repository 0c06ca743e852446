import type { components } from '#libs/client';
import { moment, size, span } from './moments.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable, stateText } from './table.js';
import { both, CASE_VERDICT_WORDS, JOB_STATE_WORDS, label, PRIORITY_WORDS } from './words.js';

type Job = components['schemas']['Job'];
type JobSummary = components['schemas']['JobSummary'];
type Attempt = components['schemas']['Attempt'];
type Waiting = components['schemas']['WaitingReason'];

export function renderJobs(jobs: readonly JobSummary[], styles: Styles): string {
  return renderTable(
    [
      {
        zh: '状态',
        en: 'state',
        value: (job) => stateText(JOB_STATE_WORDS[job.state]),
        paint: (text, job) => styles[JOB_STATE_WORDS[job.state].tone](text),
      },
      { zh: '版本', en: 'release', value: (job) => job.release },
      { zh: '操作系统', en: 'OS', value: (job) => job.os },
      { zh: 'CPU', en: '', value: (job) => job.cpu },
      { zh: '资源池', en: 'pool', value: (job) => poolOf(job) ?? '–' },
      { zh: '编号', en: 'id', value: (job) => job.id, paint: styles.quiet },
    ],
    jobs,
    styles,
  );
}

/** `center/pool`, or null where none is chosen. */
export function poolOf(job: Pick<JobSummary, 'center' | 'pool'>): string | null {
  return job.center === null || job.pool === null ? null : `${job.center}/${job.pool}`;
}

/** Why it waits and since when, Chinese then English. */
export function waitingText(waiting: Waiting, now: Date): { readonly zh: string; readonly en: string } {
  const waited = span(now.getTime() - new Date(waiting.since).getTime());
  return {
    zh: `${plainLine(waiting.text)}（自 ${moment(waiting.since)} 起，已 ${waited.zh}）`,
    en: `${plainLine(waiting.textEn)} (since ${moment(waiting.since)}, ${waited.en})`,
  };
}

export function expectedStartText(range: JobSummary['expectedStart']): string | null {
  return range === null ? null : `${moment(range.earliest)} – ${moment(range.latest)}`;
}

export function renderJob(job: Job, now: Date, styles: Styles): string {
  const words = JOB_STATE_WORDS[job.state];
  const waiting = job.waiting === null ? null : waitingText(job.waiting, now);
  const facts = renderFacts(
    [
      { zh: '测试任务', en: 'job', value: job.id },
      { zh: '申请', en: 'request', value: job.requestId },
      { zh: '状态', en: 'state', value: stateText(words), paint: styles[words.tone] },
      { zh: '版本', en: 'release', value: job.release, paint: styles.strong },
      { zh: '平台', en: 'platform', value: `${job.os} × ${job.cpu}` },
      { zh: '测试方案', en: 'test plan', value: job.testPlan },
      { zh: '认证方案', en: 'scheme', value: job.scheme },
      { zh: '优先级', en: 'priority', value: label(PRIORITY_WORDS[job.priority]) },
      { zh: '资源池', en: 'pool', value: poolOf(job) },
      { zh: '等待原因', en: 'waits because', value: waiting && `${waiting.zh}\n${waiting.en}`, paint: styles.wary },
      { zh: '队列位置', en: 'position', value: job.position === null ? null : `${job.position}` },
      { zh: '预计开始', en: 'expected start', value: expectedStartText(job.expectedStart) },
      { zh: '结论说明', en: 'reason', value: job.reason === job.certificate ? null : job.reason },
      { zh: '证书', en: 'certificate', value: job.certificate, paint: styles.good },
      { zh: '创建', en: 'created', value: moment(job.createdAt) },
      { zh: '更新', en: 'updated', value: moment(job.updatedAt) },
    ],
    styles,
  );
  return [facts, ...job.attempts.map((attempt) => renderAttempt(attempt, styles))].join('\n\n');
}

function renderAttempt(attempt: Attempt, styles: Styles): string {
  const parts = [
    both(`第 ${attempt.number} 次执行`, `attempt ${attempt.number}`),
    plainLine(attempt.host),
    attempt.outcome ?? attempt.state,
    ...(attempt.emulated ? [both('仿真', 'emulated')] : []),
    ...(attempt.isolation === null ? [] : [plainLine(attempt.isolation)]),
    `${moment(attempt.startedAt)} – ${attempt.endedAt === null ? '' : moment(attempt.endedAt)}`,
  ];
  const lines = [styles.strong(parts.join('  '))];
  if (attempt.results.length > 0) lines.push(renderResults(attempt.results, styles));
  if (attempt.evidence.length > 0) lines.push(renderEvidence(attempt.evidence, styles));
  return lines.join('\n');
}

function renderResults(results: Attempt['results'], styles: Styles): string {
  return renderTable(
    [
      {
        zh: '结果',
        en: 'verdict',
        value: (result) => stateText(CASE_VERDICT_WORDS[result.verdict]),
        paint: (text, result) => styles[CASE_VERDICT_WORDS[result.verdict].tone](text),
      },
      { zh: '用例', en: 'case', value: (result) => `${result.name} ${result.nameEn}` },
      { zh: '耗时', en: 'ms', value: (result) => `${result.durationMs}`, align: 'right' },
      { zh: '说明', en: 'message', value: (result) => plainLine(result.message ?? '') },
    ],
    results,
    styles,
  );
}

function renderEvidence(evidence: Attempt['evidence'], styles: Styles): string {
  return renderTable(
    [
      { zh: '证据', en: 'evidence', value: (piece) => piece.name },
      { zh: '大小', en: 'size', value: (piece) => size(piece.size), align: 'right' },
      { zh: '摘要', en: 'SHA-256', value: (piece) => piece.sha256, paint: styles.quiet },
    ],
    evidence,
    styles,
  );
}
