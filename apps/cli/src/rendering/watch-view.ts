import type { components } from '#libs/client';
import { expectedStartText, poolOf, waitingText } from './jobs.js';
import { span } from './moments.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { stateText } from './table.js';
import { both, JOB_STATE_WORDS } from './words.js';

type JobSummary = components['schemas']['JobSummary'];
type Attempt = components['schemas']['Attempt'];

/** One followed job: what the service says, and the end of its newest attempt's log. */
export interface WatchedJob {
  readonly job: JobSummary;
  readonly attempt: Attempt | undefined;
  /** Test case or step that the agent says it is at. */
  readonly step: string | undefined;
  /** Newest last; as many lines as the view shows. */
  readonly logTail: readonly string[];
}

/** The live view on a terminal: a block a job, the whole redrawn at each change. */
export function renderWatch(jobs: readonly WatchedJob[], elapsedMs: number, now: Date, styles: Styles): string {
  const first = jobs[0];
  if (first === undefined) return both('正在等待任务展开', 'waiting for the request to become jobs');
  const elapsed = span(elapsedMs);
  const title = styles.strong(plainLine(first.job.release));
  const head = `${title}  ${plainLine(first.job.testPlan)}  ${styles.quiet(both(elapsed.zh, elapsed.en))}`;
  return [head, ...jobs.flatMap((watched) => renderBlock(watched, now, styles))].join('\n');
}

function renderBlock({ job, attempt, step, logTail }: WatchedJob, now: Date, styles: Styles): string[] {
  const words = JOB_STATE_WORDS[job.state];
  const lines = [
    `${styles[words.tone](stateText(words))}  ${plainLine(job.os)} × ${plainLine(job.cpu)}  ${styles.quiet(job.id)}`,
  ];
  lines.push(...detailsOf(job, attempt, step, now).map((line) => `    ${line}`));
  if (job.state === 'running') lines.push(...logTail.map((line) => styles.quiet(`    │ ${plainLine(line)}`)));
  return lines;
}

/** What matters about a job in its present state, one fact a line. */
function detailsOf(job: JobSummary, attempt: Attempt | undefined, step: string | undefined, now: Date): string[] {
  const lines: string[] = [];
  if (job.waiting !== null) {
    const waiting = waitingText(job.waiting, now);
    lines.push(waiting.zh, waiting.en);
  }
  if (job.position !== null) {
    const pool = poolOf(job) ?? '–';
    const start = expectedStartText(job.expectedStart);
    const expected = start === null ? '' : `  ${both('预计开始', 'expected start')} ${start}`;
    lines.push(`${both(`${pool} 第 ${job.position} 位`, `position ${job.position}`)}${expected}`);
  }
  if (job.state === 'running' && attempt !== undefined) {
    const host = `${both(`第 ${attempt.number} 次执行`, `attempt ${attempt.number}`)}  ${plainLine(attempt.host)}`;
    const silent = attempt.state === 'suspect' ? `  ${both('主机失联，等待恢复', 'its host is silent')}` : '';
    lines.push(`${host}${silent}${step === undefined ? '' : `  ${plainLine(step)}`}`);
  }
  if (job.certificate !== null) lines.push(`${both('证书', 'certificate')} ${plainLine(job.certificate)}`);
  if (job.reason !== null && job.reason !== job.certificate) lines.push(plainLine(job.reason));
  return lines;
}

/** What identifies the present situation of a job: a line is worth printing when it changes. */
function situationOf({ job, attempt }: WatchedJob): string {
  return [job.state, job.waiting?.code, job.position, attempt?.number, attempt?.state === 'suspect'].join(' ');
}

/**
 * The same as plain lines, for a pipe or a log: one when the situation changes, none while it lasts.
 *
 * @param before the job as it was last printed; undefined the first time
 */
export function describeChange(before: WatchedJob | undefined, after: WatchedJob, now: Date): string | undefined {
  if (before !== undefined && situationOf(before) === situationOf(after)) return undefined;
  const { job, attempt } = after;
  const words = JOB_STATE_WORDS[job.state];
  const head = `${stateText(words)}  ${plainLine(job.release)}  ${plainLine(job.os)} × ${plainLine(job.cpu)}`;
  return [head, ...detailsOf(job, attempt, undefined, now)].join('  ');
}
