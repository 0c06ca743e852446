import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderDeadLetters } from '../rendering/dead-letters.js';
import { both } from '../rendering/words.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

/** `shipei admin`: what only operators of the service do. */
export function addAdminCommands(program: Command, open: Open): void {
  const admin = program.command('admin').description(both('平台运维', 'operating the service'));
  const letters = admin
    .command('dead-letters')
    .description(both('最终失败的后台工作', 'background work that failed for good'));
  withPaging(
    letters
      .command('list', { isDefault: true })
      .description(both('待处理的死信', 'dead letters that wait for an operator'))
      .option('--resolved', both('改为列出已处理的', 'those dealt with instead')),
  ).action(async (options: PageOptions & { readonly resolved?: boolean }) => {
    const context = await open();
    const state = options.resolved === true ? 'resolved' : 'open';
    const page = await readPages(options, async (query) =>
      unwrap(await context.client.GET('/api/v1/dead-letters', { params: { query: { ...query, state } } })),
    );
    presentPage(context, page, renderDeadLetters);
  });
  const resolution = (action: 'retry' | 'dismiss', description: string): void => {
    letters
      .command(`${action} <id>`)
      .description(description)
      .option('--reason <text>', both('理由，记入审计', 'reason, for the audit'))
      .action(async (id: string, options: { readonly reason?: string }) => {
        const context = await open();
        const body = { action, ...given({ reason: options.reason }) };
        const letter = unwrap(
          await context.client.POST('/api/v1/dead-letters/{id}/resolution', { params: { path: { id } }, body }),
        );
        context.present(letter, renderDeadLetters([letter], context.styles));
      });
  };
  resolution('retry', both('立即重做', 'do the work again at once'));
  resolution('dismiss', both('关闭，不重做', 'close it without doing the work again'));
}
