import { unwrap } from '#libs/client';
import type { Command } from 'commander';
import { renderAudit, renderFindings } from '../rendering/facts.js';
import { both } from '../rendering/words.js';
import { parseRelease } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface ListOptions extends PageOptions {
  readonly os?: string;
  readonly cpu?: string;
}

export function addFindingCommands(program: Command, open: Open): void {
  const findings = program.command('findings').description(both('结论', 'findings'));
  withPaging(findings.command('list <release>'))
    .description(both('关于一个版本的结论', 'findings about a release'))
    .option('--os <coordinate>', both('操作系统', 'operating system'))
    .option('--cpu <coordinate>', 'CPU')
    .action(async (release: string, options: ListOptions) => {
      const filter = { release: parseRelease(release), ...given({ os: options.os, cpu: options.cpu }) };
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/findings', { params: { query: { ...query, ...filter } } })),
      );
      presentPage(context, page, renderFindings);
    });
  findings
    .command('show <id>')
    .description(both('一条结论及其后的处置', 'one finding, and what was said about it later'))
    .action(async (id: string) => {
      const context = await open();
      const finding = unwrap(await context.client.GET('/api/v1/findings/{id}', { params: { path: { id } } }));
      context.present(finding, renderFindings([finding], context.styles));
    });
  findings
    .command('publish <id>')
    .description(
      both('公开本厂商版本的一条结论，不可收回', 'show everybody a finding about a release of yours, for good'),
    )
    .action(async (id: string) => {
      const context = await open();
      const finding = unwrap(
        await context.client.POST('/api/v1/findings/{id}/publication', { params: { path: { id } } }),
      );
      context.present(finding, renderFindings([finding], context.styles));
    });
  withPaging(program.command('audit <subject-type> <subject-id>'))
    .description(both('对一个对象做过什么', 'what was done to one thing'))
    .action(async (subjectType: string, subjectId: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/audit', { params: { query: { ...query, subjectType, subjectId } } })),
      );
      presentPage(context, page, renderAudit);
    });
}
