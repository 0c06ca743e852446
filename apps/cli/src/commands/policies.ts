import { readFile } from 'node:fs/promises';
import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { renderPolicies } from '../rendering/facts.js';
import { renderPolicyDiff } from '../rendering/policy-diff.js';
import { both } from '../rendering/words.js';
import { parseWhole } from './arguments.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

export function addPolicyCommands(program: Command, open: Open): void {
  const policies = program.command('policies').description(both('推断策略', 'inference policies'));
  withPaging(policies.command('list'))
    .description(both('各版本及其生效区间', 'versions, and when each was in force'))
    .action(async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/policies', { params: { query } })),
      );
      presentPage(context, page, renderPolicies);
    });
  policies
    .command('create <file>')
    .description(
      both('存入一个版本（JSON 文件）；存入不等于生效', 'store a version from a JSON file; this puts none in force'),
    )
    .action(async (file: string) => {
      const body = await readDefinition(file);
      const context = await open();
      const policy = unwrap(await context.client.POST('/api/v1/policies', { body }));
      context.present(policy, renderPolicies([policy], context.styles));
    });
  policies
    .command('diff <version>')
    .description(
      both(
        '生效后公众答案的变化；确认生效前须先查看',
        'what it would change for the public; to be seen before you confirm it',
      ),
    )
    .option('--limit <n>', both('列出的单元数', 'cells to list'), '20')
    .option('--all', both('不只列出状态变化的单元', 'list also cells that keep their status'))
    .action(async (version: string, options: { readonly limit: string; readonly all?: true }) => {
      const limit = parseWhole('--limit', options.limit);
      const context = await open();
      const changes = options.all === true ? 'all' : 'status';
      const params = { path: { version }, query: { limit, changes } } as const;
      const diff = unwrap(await context.client.GET('/api/v1/policies/{version}/diff', { params }));
      // Lines come to those alone who accept lines.
      if (typeof diff === 'string') throw new Error('the service answered with lines');
      context.present(diff, renderPolicyDiff(diff, context.styles));
    });
  policies
    .command('activate <version>')
    .description(
      both('请求生效；须另一人再次执行方生效', 'ask for activation; a second person’s call puts it in force'),
    )
    .action(async (version: string) => {
      const context = await open();
      const policy = unwrap(
        await context.client.POST('/api/v1/policies/{version}/activation', { params: { path: { version } } }),
      );
      context.present(policy, renderPolicies([policy], context.styles));
    });
}

/** The file as it stands: what is wrong in it the service says, by field. */
async function readDefinition(file: string): Promise<never> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    // Sent unread: the service checks every field, and the types of the client say nothing about a file.
    return parsed as never;
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
