import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
import { renderGapPlan } from '../rendering/gaps.js';
import { both } from '../rendering/words.js';
import { parseOneOf, parseRelease, parseTarget, repeatable, type Target } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { readPages } from './paging.js';

interface GapOptions {
  readonly target?: readonly string[];
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly goal: string;
  readonly onlyLivePools?: boolean;
}

export function addGapCommand(program: Command, open: Open): void {
  program
    .command('gaps <release>')
    .summary(both('最少测哪些平台', 'the fewest tests that cover platforms'))
    .description(
      both(
        '最少需要哪些直接测试，才能使版本在这些平台上获得认证或可继承',
        'the fewest direct tests that would make a release certified or inherited on all of these platforms',
      ),
    )
    .option('--target <os,cpu>', both('目标平台，可重复', 'a platform; repeatable'), repeatable)
    .option(
      '--os <coordinate>',
      both('此操作系统的所有平台，可重复', 'all platforms of this OS; repeatable'),
      repeatable,
    )
    .option(
      '--cpu <coordinate>',
      both('此 CPU 的所有平台，可重复', 'all platforms of this CPU; repeatable'),
      repeatable,
    )
    .option('--goal <goal>', 'inherited | expected', 'inherited')
    .option('--only-live-pools', both('只考虑目前可测的平台', 'only tests that can be made now'))
    .action(async (release: string, options: GapOptions) => {
      const coordinate = parseRelease(release);
      const goal = parseOneOf('--goal', ['inherited', 'expected'], options.goal);
      const targets = (options.target ?? []).map(parseTarget);
      const context = await open();
      const platforms = unique([...targets, ...(await platformsOf(context, options))]);
      if (platforms.length === 0) {
        throw new UsageError('请给出 --target、--os 或 --cpu · Name platforms by --target, --os or --cpu');
      }
      const plan = unwrap(
        await context.client.POST('/api/v1/matrix/gaps', {
          body: { release: coordinate, platforms, goal, onlyLivePools: options.onlyLivePools === true },
        }),
      );
      context.present(plan, renderGapPlan(plan, context.styles));
    });
}

/** Where both are given, the platforms of each OS with each CPU. */
async function platformsOf(context: CommandContext, { os = [], cpu = [] }: GapOptions): Promise<Target[]> {
  const found: Target[] = [];
  for (const onOs of os.length > 0 ? os : [undefined]) {
    for (const onCpu of cpu.length > 0 ? cpu : [undefined]) {
      if (onOs === undefined && onCpu === undefined) continue;
      const filter = given({ os: onOs, cpu: onCpu });
      const { items } = await readPages({ all: true }, async (query) =>
        unwrap(await context.client.GET('/api/v1/platforms', { params: { query: { ...query, ...filter } } })),
      );
      // What the catalogue doesn't have is for the service to refuse, with the nearest match.
      if (items.length === 0 && onOs !== undefined && onCpu !== undefined) found.push({ os: onOs, cpu: onCpu });
      found.push(...items.map((platform) => ({ os: platform.os, cpu: platform.cpu })));
    }
  }
  return found;
}

function unique(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [`${target.os} ${target.cpu}`, target])).values()];
}
