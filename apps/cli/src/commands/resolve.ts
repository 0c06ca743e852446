import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderResolution } from '../rendering/solutions.js';
import { both } from '../rendering/words.js';
import { parseRelease, parseWhole, repeatable } from './arguments.js';
import type { Open } from './open.js';
import { parsePair } from './solutions.js';

interface ResolveOptions {
  readonly edge?: readonly string[];
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly all?: boolean;
  readonly limit: string;
}

export function addResolveCommand(program: Command, open: Open): void {
  program
    .command('resolve <releases...>')
    .summary(both('这些版本在哪些平台上能一起用', 'where do these releases work together?'))
    .description(
      both(
        '这些版本在哪些平台上都能用，按最弱环节排序；补上哪一个环节可打开最多平台',
        'on which platforms all of these releases work, ranked by the weakest edge; and which missing edge would unlock most',
      ),
    )
    .option(
      '--edge <release,release>',
      both('须互相适配的一对，可重复', 'a pair that must be known to work'),
      repeatable,
    )
    .option('--os <coordinate>', both('仅此操作系统，可重复', 'this OS only; repeatable'), repeatable)
    .option('--cpu <coordinate>', both('仅此 CPU，可重复', 'this CPU only; repeatable'), repeatable)
    .option('--all', both('也列出不可用的平台', 'platforms on which they do not, too'))
    .option('--limit <count>', both('最多列出的平台数', 'platforms listed at most'), '50')
    .action(async (releases: string[], options: ResolveOptions) => {
      const body = {
        releases: releases.map(parseRelease),
        edges: (options.edge ?? []).map(parsePair),
        os: [...(options.os ?? [])],
        cpu: [...(options.cpu ?? [])],
        show: options.all === true ? ('all' as const) : ('working' as const),
        limit: parseWhole('--limit', options.limit, 1),
      };
      const context = await open();
      const resolved = unwrap(await context.client.POST('/api/v1/matrix/resolve', { body }));
      context.present(resolved, renderResolution(resolved, context.styles));
    });
}
