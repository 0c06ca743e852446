import { ProblemError, unwrap, type components } from '#libs/client';
import type { Command } from 'commander';
import { CommandEnded, type CommandContext } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { createLiveView } from '../live-view.js';
import { renderJobs } from '../rendering/jobs.js';
import { both } from '../rendering/words.js';
import { watchExitCode } from '../watching/watch-end.js';
import { watchJobs } from '../watching/watch-jobs.js';
import { parseSeconds } from './arguments.js';
import type { Open } from './open.js';

type JobSummary = components['schemas']['JobSummary'];

export interface WatchCommandOptions {
  readonly timeout?: string;
  readonly interval: string;
}

export function withWatchOptions(command: Command): Command {
  return command
    .option('--timeout <seconds>', both('到时仍未结束则退出，退出码 4', 'leave with exit code 4 after this long'))
    .option('--interval <seconds>', both('刷新间隔', 'how often to look'), '1');
}

export function addWatchCommands(program: Command, open: Open): void {
  withWatchOptions(program.command('watch <id>'))
    .summary(both('跟踪申请或测试任务', 'follow a request or a job'))
    .description(
      both(
        '跟踪申请或测试任务，直到全部结束或等待人工；有任务不兼容、受阻、被驳回或取消时退出码为 1',
        'follow a request or a job until all of it has ended or waits for people; exit code 1 where a job is incompatible, blocked, rejected or cancelled',
      ),
    )
    .action(async (id: string, options: WatchCommandOptions) => presentWatch(await open(), id, options));
}

/** Watches a request or a job, answers with its last state, and ends with the exit code that it deserves. */
export async function presentWatch(context: CommandContext, id: string, options: WatchCommandOptions): Promise<void> {
  const timeout = options.timeout === undefined ? undefined : parseSeconds('--timeout', options.timeout);
  const intervalMs = parseSeconds('--interval', options.interval) * 1000;
  const interrupted = new AbortController();
  const withdraw = context.terminal.onInterrupt(() => interrupted.abort());
  const tooLate = timeout === undefined ? new AbortController().signal : AbortSignal.timeout(timeout * 1000);
  try {
    const side = context.json ? context.terminal.stderr : context.terminal.stdout;
    const view = createLiveView(side, context.terminal.env);
    const jobs = await watchJobs({
      client: context.client,
      source: context,
      readJobs: jobsOf(context, id),
      view,
      styles: context.styles,
      now: () => context.terminal.now(),
      intervalMs,
      keep: true,
      signal: AbortSignal.any([interrupted.signal, tooLate]),
    });
    // The live view already shows the jobs as they ended.
    if (context.json || !view.live) context.present({ jobs }, renderJobs(jobs, context.styles));
    const code = interrupted.signal.aborted
      ? EXIT.interrupted
      : tooLate.aborted
        ? EXIT.stillWaiting
        : watchExitCode(jobs.map((job) => job.state));
    if (code !== EXIT.ok) throw new CommandEnded(code);
  } finally {
    withdraw();
  }
}

/** A way to read the jobs of a request, or the one job that the id names: the first answer says which it is. */
function jobsOf({ client }: CommandContext, id: string): () => Promise<readonly JobSummary[]> {
  const params = { params: { path: { id } } };
  let isJob = false;
  return async () => {
    try {
      if (!isJob) return unwrap(await client.GET('/api/v1/adaptation-requests/{id}', params)).jobs;
    } catch (error) {
      // Not a request, or one that this role does not see: center operators and reviewers see jobs only.
      if (!(error instanceof ProblemError) || (error.status !== 404 && error.status !== 403)) throw error;
      isJob = true;
    }
    return [unwrap(await client.GET('/api/v1/jobs/{id}', params))];
  };
}
