import { unwrap, type components } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
import { renderJobs } from '../rendering/jobs.js';
import { both } from '../rendering/words.js';
import {
  collectParameters,
  parseOneOf,
  parseParameter,
  parseRelease,
  parseTarget,
  repeatable,
  type PlanParameterForm,
} from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentWatch, withWatchOptions, type WatchCommandOptions } from './watch.js';

const PRIORITIES = ['national', 'normal', 'background'] as const;

interface RequestOptions extends WatchCommandOptions {
  readonly build?: string;
  readonly on: readonly string[];
  readonly plan: string;
  readonly scheme: string;
  readonly param?: readonly string[];
  readonly priority: string;
  readonly waitForPool?: boolean;
  readonly emulated: boolean;
  readonly watch?: boolean;
}

export function addRequestCommands(program: Command, open: Open): void {
  withWatchOptions(program.command('request <release>'))
    .summary(both('申请适配', 'ask for adaptation'))
    .description(
      both(
        '为一个版本申请适配：每个目标平台成为一个测试任务，全部接受或全部拒绝',
        'ask for adaptation of a release: one job per platform, all accepted or none',
      ),
    )
    .requiredOption('--on <os,cpu>', both('目标平台，可重复', 'target platform, repeatable'), repeatable)
    .option('--build <label>', both('构建，默认最新', 'build, the newest by default'))
    .option('--plan <slug>', both('测试方案', 'test plan'), 'command-line-software')
    .option('--param <name=value>', both('方案参数；列表参数重复给出', 'plan parameter; repeat for a list'), repeatable)
    .option('--scheme <slug>', both('认证方案', 'certification scheme'), 'development')
    .option('--priority <priority>', PRIORITIES.join(' | '), 'normal')
    .option('--wait-for-pool', both('没有资源池时也接受并等待', 'accept platforms that no pool serves; they wait'))
    .option('--no-emulated', both('不用仿真资源池', 'no emulated pools'))
    .option('--watch', both('提交后跟踪到结束', 'follow the jobs to their end'))
    .action(async (release: string, options: RequestOptions) => {
      const coordinate = parseRelease(release);
      const targets = options.on.map(parseTarget);
      const parameters = (options.param ?? []).map(parseParameter);
      const priority = parseOneOf('--priority', PRIORITIES, options.priority);
      const context = await open();
      const request = unwrap(
        await context.client.POST('/api/v1/adaptation-requests', {
          body: {
            release: coordinate,
            targets,
            testPlan: options.plan,
            scheme: options.scheme,
            parameters: collectParameters(parameters, await parametersOf(context, options.plan)),
            priority,
            waitForPool: options.waitForPool === true,
            allowEmulated: options.emulated,
            ...given({ build: options.build }),
          },
        }),
      );
      await presentRequest(context, request, options);
    });
  addClone(program, open);
}

interface CloneOptions extends WatchCommandOptions {
  readonly release?: string;
  readonly build?: string;
  readonly os?: string;
  readonly priority?: string;
  readonly watch?: boolean;
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
    .action(async (id: string, options: CloneOptions) => {
      const body = given({
        release: options.release === undefined ? undefined : parseRelease(options.release),
        build: options.build,
        os: options.os,
        priority: options.priority === undefined ? undefined : parseOneOf('--priority', PRIORITIES, options.priority),
      });
      const context = await open();
      const answer = await context.client.POST('/api/v1/adaptation-requests/{id}/clone', {
        params: { path: { id } },
        body,
      });
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

/** Types of the plan's parameters: only they say whether one value is a list of one. */
async function parametersOf(context: CommandContext, slug: string): Promise<readonly PlanParameterForm[]> {
  const plans = unwrap(await context.client.GET('/api/v1/test-plans')).items;
  const plan = plans.find((candidate) => candidate.slug === slug);
  if (plan === undefined) {
    throw new UsageError(
      `没有测试方案 ${slug}；有 ${plans.map((known) => known.slug).join('、')} · No test plan ${slug}; there are ${plans.map((known) => known.slug).join(', ')}`,
    );
  }
  return plan.parameters;
}
