import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderInheritances } from '../rendering/inheritances.js';
import { both } from '../rendering/words.js';
import { parseRelease, parseTarget } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

export function addInheritanceCommands(program: Command, open: Open): void {
  const inheritances = program.command('inheritances').description(both('评审继承', 'reviewed inheritances'));
  inheritances
    .command('propose <release> <target>')
    .description(
      both(
        '申请将已认证结果延伸至可推断的平台（os,cpu）',
        'propose to carry a certified result over to a platform (os,cpu)',
      ),
    )
    .option('--statement <text>', both('说明', 'why it may be'))
    .action(async (release: string, target: string, options: { readonly statement?: string }) => {
      const body = { release: parseRelease(release), ...parseTarget(target), ...given(options) };
      const context = await open();
      const proposed = unwrap(await context.client.POST('/api/v1/inheritances', { body }));
      context.present(proposed, renderInheritances([proposed], context.styles));
    });
  inheritances
    .command('withdraw <id>')
    .description(
      both('撤回本机构提出且仍在评审的申请', 'withdraw one that your organization proposed, while under review'),
    )
    .option('--reason <text>', both('原因', 'reason'))
    .action(async (id: string, options: { readonly reason?: string }) => {
      const context = await open();
      const withdrawn = unwrap(
        await context.client.POST('/api/v1/inheritances/{id}/withdraw', {
          params: { path: { id } },
          body: given(options),
        }),
      );
      context.present(withdrawn, renderInheritances([withdrawn], context.styles));
    });
  withPaging(inheritances.command('list'))
    .description(both('继承申请及其状态', 'proposed ones and their states'))
    .action(async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/inheritances', { params: { query } })),
      );
      presentPage(context, page, renderInheritances);
    });
}
