import { unwrap, type components } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { renderJobs } from '../rendering/jobs.js';
import { both } from '../rendering/words.js';
import { parseOneOf, parseRelease } from './arguments.js';
import { presentEstimate, presentEstimateOf } from './estimates.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { PRIORITIES, readWishes, withWishes, type WishOptions } from './request-wishes.js';
import { presentWatch, withWatchOptions, type WatchCommandOptions } from './watch.js';

interface RequestOptions extends WatchCommandOptions, WishOptions {
  readonly watch?: boolean;
  readonly estimate?: boolean;
}

const ESTIMATE = both('不提交，只预估时间与费用', 'submit nothing, only estimate time and cost');

export function addRequestCommands(program: Command, open: Open): void {
  withWishes(withWatchOptions(program.command('request <release>')))
    .summary(both('申请适配', 'ask for adaptation'))
    .description(
      both(
        '为一个版本申请适配：每个目标平台成为一个测试任务，全部接受或全部拒绝',
        'ask for adaptation of a release: one job per platform, all accepted or none',
      ),
    )
    .option('--watch', both('提交后跟踪到结束', 'follow the jobs to their end'))
    .option('--estimate', ESTIMATE)
    .action(async (release: string, options: RequestOptions) => {
      const wishes = await readWishes(release, options, open);
      if (options.estimate === true) return presentEstimateOf(wishes);
      const { context, body } = wishes;
      const request = unwrap(await context.client.POST('/api/v1/adaptation-requests', { body }));
      return presentRequest(context, request, options);
    });
  addClone(program, open);
}

interface CloneOptions extends WatchCommandOptions {
  readonly release?: string;
  readonly build?: string;
  readonly os?: string;
  readonly priority?: string;
  readonly watch?: boolean;
  readonly estimate?: boolean;
}

function addClone(program: Command, open: Open): void {
  withWatchOptions(program.command('request-clone <request-id>'))
    .summary(both('再次申请适配', 'ask for adaptation again'))
    .description(
      both(
        '按原申请再次申请：换成另一个版本，或换到同一系统的另一个服务包（只含该系统上的目标）',
        'ask again what a request asked: for another release, or on another service pack of the same system (its targets on that system only)',
      ),
    )
    .option('--release <coordinate>', both('另一个版本', 'another release'))
    .option('--build <label>', both('另一构建，默认最新', 'another build, the newest by default'))
    .option('--os <coordinate>', both('同一系统的另一个版本', 'another release of the same system'))
    .option('--priority <priority>', PRIORITIES.join(' | '))
    .option('--watch', both('提交后跟踪到结束', 'follow the jobs to their end'))
    .option('--estimate', ESTIMATE)
    .action(async (id: string, options: CloneOptions) => {
      const body = given({
        release: options.release === undefined ? undefined : parseRelease(options.release),
        build: options.build,
        os: options.os,
        priority: options.priority === undefined ? undefined : parseOneOf('--priority', PRIORITIES, options.priority),
      });
      const context = await open();
      const params = { path: { id } };
      if (options.estimate === true) {
        const path = '/api/v1/adaptation-requests/{id}/clone/estimate';
        presentEstimate(context, unwrap(await context.client.POST(path, { params, body })));
        return;
      }
      const answer = await context.client.POST('/api/v1/adaptation-requests/{id}/clone', { params, body });
      await presentRequest(context, unwrap(answer), options);
    });
}

async function presentRequest(
  context: CommandContext,
  request: components['schemas']['AdaptationRequest'],
  options: WatchCommandOptions & { readonly watch?: boolean },
): Promise<void> {
  if (options.watch === true) {
    context.note(accepted(context, request));
    await presentWatch(context, request.id, options);
    return;
  }
  context.present(request, `${accepted(context, request)}\n${renderJobs(request.jobs, context.styles)}`);
}

function accepted(context: CommandContext, request: components['schemas']['AdaptationRequest']): string {
  const count = request.jobs.length;
  return `${context.styles.good('✔')} ${both('申请已受理', 'request accepted')}  ${request.id}${
    count === 0 ? '' : `  ${both(`${count} 个测试任务`, `${count} jobs`)}`
  }`;
}
