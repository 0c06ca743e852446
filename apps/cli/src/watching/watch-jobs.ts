import { ProblemError, UnreachableError, unwrap, type ShipeiClient, type components } from '#libs/client';
import { setTimeout as wait } from 'node:timers/promises';
import type { LiveView } from '../live-view.js';
import { describeChange, renderWatch, type WatchedJob } from '../rendering/watch-view.js';
import type { Styles } from '../rendering/styles.js';
import { both } from '../rendering/words.js';
import { followLog, type LogSource } from './follow-log.js';
import { hasSettled } from './watch-end.js';
import { messageOf } from '../failure.js';

type JobSummary = components['schemas']['JobSummary'];
type Job = components['schemas']['Job'];

export interface WatchOptions {
  readonly client: ShipeiClient;
  /** Where to read the logs of running jobs; undefined leaves them out. */
  readonly source: LogSource | undefined;
  /** Reads the jobs that are watched, in the order in which they show. */
  readonly readJobs: () => Promise<readonly JobSummary[]>;
  /** Ends the watch; by default when every job has settled. */
  readonly until?: (jobs: readonly JobSummary[]) => boolean;
  readonly view: LiveView;
  readonly styles: Styles;
  readonly now: () => Date;
  readonly intervalMs: number;
  /** Whether the last drawing of a live view stays. */
  readonly keep: boolean;
  readonly signal: AbortSignal;
}

const TAIL = 3;
// How the agent says in the log which test case it is at: `# function: 基本功能 · Function`.
const CASE_LINE = /^# ([\w-]+: .*)$/;
// What an ended attempt still has to say arrives within this time.
const LAST_WORDS_MS = 2_000;
// How long the service may be away before watching gives up: longer than a restart takes.
const AWAY_MS = 60_000;

/**
 * Shows jobs until they have settled.
 *
 * @returns the jobs as last seen; the watch was cut short where `signal` is aborted
 * @throws ProblemError where they may not be read, UnreachableError where the service stays away for a minute
 */
export async function watchJobs(options: WatchOptions): Promise<readonly JobSummary[]> {
  const until = options.until ?? ((jobs) => jobs.length > 0 && jobs.every((job) => hasSettled(job.state)));
  const started = options.now().getTime();
  const logs = new FollowedLogs(options);
  const printed = new Map<string, WatchedJob>();
  let jobs: readonly JobSummary[] = [];
  let awaySince: number | undefined;
  try {
    for (;;) {
      try {
        jobs = await options.readJobs();
        const watched = await Promise.all(jobs.map((job) => look(options, logs, job)));
        show(options, watched, printed, started);
        awaySince = undefined;
        if (until(jobs)) {
          await logs.end();
          return jobs;
        }
      } catch (error) {
        awaySince ??= options.now().getTime();
        if (!isAway(error) || options.now().getTime() - awaySince > AWAY_MS) throw error;
        options.view.draw(both('连接中断，正在重试', 'the service is away; trying again'));
      }
      if (options.signal.aborted) return jobs;
      await wait(options.intervalMs, undefined, { signal: options.signal }).catch(() => undefined);
    }
  } finally {
    await logs.stop();
    if (options.keep) options.view.end();
    else options.view.clear();
  }
}

function isAway(error: unknown): boolean {
  return error instanceof UnreachableError || (error instanceof ProblemError && error.status >= 500);
}

async function look(options: WatchOptions, logs: FollowedLogs, summary: JobSummary): Promise<WatchedJob> {
  if (summary.state !== 'running') return { job: summary, attempt: undefined, step: undefined, logTail: [] };
  const job: Job = unwrap(await options.client.GET('/api/v1/jobs/{id}', { params: { path: { id: summary.id } } }));
  const attempt = job.attempts.at(-1);
  if (attempt !== undefined) logs.follow(job, attempt.number);
  return { job: summary, attempt, step: logs.stepOf(job.id), logTail: logs.tailOf(job.id) };
}

function show(
  options: WatchOptions,
  watched: readonly WatchedJob[],
  printed: Map<string, WatchedJob>,
  started: number,
): void {
  const now = options.now();
  if (options.view.live) {
    options.view.draw(renderWatch(watched, now.getTime() - started, now, options.styles));
    return;
  }
  for (const one of watched) {
    const line = describeChange(printed.get(one.job.id), one, now);
    if (line !== undefined) options.view.line(line);
    printed.set(one.job.id, one);
  }
}

/** The logs of the running attempts: the last lines for a live view, every line where there is none. */
class FollowedLogs {
  readonly #options: WatchOptions;
  readonly #stop = new AbortController();
  readonly #tails = new Map<string, string[]>();
  readonly #steps = new Map<string, string>();
  readonly #following = new Map<string, Promise<void>>();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  tailOf(jobId: string): readonly string[] {
    return this.#tails.get(jobId) ?? [];
  }

  stepOf(jobId: string): string | undefined {
    return this.#steps.get(jobId);
  }

  follow(job: Job, attempt: number): void {
    const key = `${job.id} ${attempt}`;
    if (!this.#following.has(key)) this.#following.set(key, this.#read(job));
  }

  /** Lets the logs of attempts that have ended reach their end. */
  async end(): Promise<void> {
    if (this.#options.view.live || this.#following.size === 0) return;
    const patience = new AbortController();
    await Promise.race([
      Promise.all(this.#following.values()),
      wait(LAST_WORDS_MS, undefined, { signal: patience.signal }),
    ]);
    patience.abort();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#following.values());
  }

  async #read(job: Job): Promise<void> {
    const { source } = this.#options;
    if (source === undefined) return;
    const tail: string[] = [];
    this.#tails.set(job.id, tail);
    try {
      for await (const line of followLog(source, job.id, true, this.#stop.signal)) {
        if (line.stream === 'agent') {
          const step = CASE_LINE.exec(line.text)?.[1];
          if (step !== undefined) this.#steps.set(job.id, step);
        } else {
          tail.push(line.text);
          if (tail.length > TAIL) tail.shift();
        }
        if (!this.#options.view.live) this.#options.view.line(`  │ ${job.cpu}  ${line.text}`);
      }
    } catch (error) {
      // The log is an extra: the states go on without it.
      tail.push(messageOf(error));
    }
  }
}
