import { unwrap, type operations } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
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
import { readPages } from './paging.js';

export const PRIORITIES = ['national', 'normal', 'background'] as const;

type NewRequest = NonNullable<operations['createAdaptationRequest']['requestBody']>['content']['application/json'];

/** What is asked for, of whoever asks and of whoever only wants to know what it would mean. */
export interface WishOptions {
  readonly build?: string;
  readonly on: readonly string[];
  readonly plan: string;
  readonly scheme: string;
  readonly param?: readonly string[];
  readonly priority: string;
  readonly waitForPool?: boolean;
  readonly emulated: boolean;
}

export function withWishes(command: Command): Command {
  return command
    .requiredOption('--on <os,cpu>', both('目标平台，可重复', 'target platform, repeatable'), repeatable)
    .option('--build <label>', both('构建，默认最新', 'build, the newest by default'))
    .option('--plan <slug>', both('测试方案', 'test plan'), 'command-line-software')
    .option('--param <name=value>', both('方案参数；列表参数重复给出', 'plan parameter; repeat for a list'), repeatable)
    .option('--scheme <slug>', both('认证方案', 'certification scheme'), 'development')
    .option('--priority <priority>', PRIORITIES.join(' | '), 'normal')
    .option('--wait-for-pool', both('没有资源池时也接受并等待', 'accept platforms that no pool serves; they wait'))
    .option('--no-emulated', both('不用仿真资源池', 'no emulated pools'));
}

/**
 * Reads the command line, then opens the service and asks for the plan's parameters.
 *
 * @throws UsageError before anything is asked of the service, or where it has no such plan
 */
export async function readWishes(
  release: string,
  options: WishOptions,
  open: Open,
): Promise<{ context: CommandContext; body: NewRequest }> {
  const coordinate = parseRelease(release);
  const targets = options.on.map(parseTarget);
  const parameters = (options.param ?? []).map(parseParameter);
  const priority = parseOneOf('--priority', PRIORITIES, options.priority);
  const context = await open();
  const body = {
    release: coordinate,
    targets,
    testPlan: options.plan,
    scheme: options.scheme,
    parameters: collectParameters(parameters, await parametersOf(context, options.plan)),
    priority,
    waitForPool: options.waitForPool === true,
    allowEmulated: options.emulated,
    ...given({ build: options.build }),
  };
  return { context, body };
}

/** Types of the plan's parameters: only they say whether one value is a list of one. */
async function parametersOf(context: CommandContext, slug: string): Promise<readonly PlanParameterForm[]> {
  const { items: plans } = await readPages({ all: true }, async (query) =>
    unwrap(await context.client.GET('/api/v1/test-plans', { params: { query } })),
  );
  const plan = plans.find((candidate) => candidate.slug === slug);
  if (plan === undefined) {
    throw new UsageError(
      `没有测试方案 ${slug}；有 ${plans.map((known) => known.slug).join('、')} · No test plan ${slug}; there are ${plans.map((known) => known.slug).join(', ')}`,
    );
  }
  return plan.parameters;
}
