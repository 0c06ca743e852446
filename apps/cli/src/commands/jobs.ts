import { unwrap } from '#libs/client';
import { JOB_STATES } from '#libs/domain';
import type { Command } from 'commander';
import { CommandEnded } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { renderJob, renderJobs } from '../rendering/jobs.js';
import { both } from '../rendering/words.js';
import { followLog } from '../watching/follow-log.js';
import { parseOneOf } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface ListOptions extends PageOptions {
  readonly state?: string;
}

export function addJobCommands(program: Command, open: Open): void {
  const jobs = program.command('jobs').description(both('测试任务', 'jobs'));
  withPaging(jobs.command('list'))
    .description(both('本机构或本分中心的任务，新的在前', 'jobs of your organization or center, newest first'))
    .option('--state <state>', JOB_STATES.join(' | '))
    .action(async (options: ListOptions) => {
      const filters = given({
        state: options.state === undefined ? undefined : parseOneOf('--state', JOB_STATES, options.state),
      });
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/jobs', { params: { query: { ...query, ...filters } } })),
      );
      presentPage(context, page, renderJobs);
    });
  jobs
    .command('show <id>')
    .description(both('状态、等待原因、执行、结果与证据', 'state, why it waits, attempts, results, evidence'))
    .action(async (id: string) => {
      const context = await open();
      const job = unwrap(await context.client.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
      context.present(job, renderJob(job, context.terminal.now(), context.styles));
    });
  jobs
    .command('cancel <id>')
    .description(
      both('取消任务；执行中的等代理停下后结束', 'cancel a job; a running one ends when its agent has stopped'),
    )
    .option('--reason <text>', both('原因', 'reason'))
    .action(async (id: string, options: { readonly reason?: string }) => {
      const context = await open();
      const job = unwrap(
        await context.client.POST('/api/v1/jobs/{id}/cancel', {
          params: { path: { id } },
          body: given({ reason: options.reason }),
        }),
      );
      context.present(job, renderJob(job, context.terminal.now(), context.styles));
    });
  jobs
    .command('log <id>')
    .description(both('最近一次执行的日志', 'log of the newest attempt'))
    .option('-f, --follow', both('跟随到结束', 'follow it to its end'))
    .action(async (id: string, options: { readonly follow?: boolean }) => {
      const context = await open();
      const stop = new AbortController();
      const withdraw = context.terminal.onInterrupt(() => stop.abort());
      let lines = 0;
      try {
        for await (const line of followLog(context, id, options.follow === true, stop.signal)) {
          lines += 1;
          context.note(line.stream === 'stdout' ? line.text : context.styles.quiet(line.text));
        }
      } finally {
        withdraw();
      }
      if (context.json) context.present({ job: id, lines }, '');
      if (stop.signal.aborted) throw new CommandEnded(EXIT.interrupted);
    });
}
