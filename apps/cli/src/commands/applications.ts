import { unwrap } from '#libs/client';
import { APPLICANT_KINDS, APPLICANT_ROLES, APPLICATION_STATES } from '#libs/domain';
import type { Command } from 'commander';
import { renderApplication, renderApplications } from '../rendering/people.js';
import { both } from '../rendering/words.js';
import { readOneTimeToken } from '../session/secrets-of-person.js';
import { parseOneOf, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface ApplyOptions {
  readonly name: string;
  readonly nameEn?: string;
  readonly uscc: string;
  readonly kind: readonly string[];
  readonly role: string;
  readonly applicant: string;
  readonly contact: string;
}

/** `shipei applications`: how an organization comes in by itself. */
export function addApplicationCommands(program: Command, open: Open): void {
  const applications = program.command('applications').description(both('入驻申请', 'applications of organizations'));
  applications
    .command('create <slug>')
    .description(both('申请入驻，无需账户；密钥只显示一次', 'apply without an account; the secret is shown once'))
    .requiredOption('--name <name>', both('机构名称', "organization's name"))
    .option('--name-en <name>', both('英文名称', 'English name'))
    .requiredOption('--uscc <code>', both('统一社会信用代码', 'USCC'))
    .requiredOption('--kind <kind>', `${APPLICANT_KINDS.join(' | ')} (${both('可重复', 'repeatable')})`, repeatable)
    .requiredOption('--role <role>', `${both('申请人的角色', "the applicant's role")}: ${APPLICANT_ROLES.join(' | ')}`)
    .requiredOption('--applicant <name>', both('申请人姓名', "the applicant's name"))
    .requiredOption('--contact <text>', both('联系方式', 'how to reach the applicant'))
    .action(async (slug: string, options: ApplyOptions) => {
      const kinds = options.kind.map((kind) => parseOneOf('--kind', APPLICANT_KINDS, kind));
      const role = parseOneOf('--role', APPLICANT_ROLES, options.role);
      const { name, uscc, applicant, contact } = options;
      const context = await open();
      const application = unwrap(
        await context.client.POST('/api/v1/organization-applications', {
          body: { slug, name, uscc, kinds, role, applicant, contact, ...given({ nameEn: options.nameEn }) },
        }),
      );
      const kept = both(
        '密钥只显示这一次：用来查询，批准后用来加入（shipei join）',
        'the secret is shown this once: it looks the application up, and lets you in once approved (shipei join)',
      );
      context.present(
        application,
        `${renderApplication(application, context.styles)}\n\n${kept}:\n${application.secret}`,
      );
    });
  applications
    .command('status')
    .description(both('凭密钥查询申请', 'look an application up by its secret'))
    .action(async () => {
      const context = await open();
      const secret = await readOneTimeToken(context);
      const application = unwrap(
        await context.client.POST('/api/v1/organization-applications/lookup', { body: { secret } }),
      );
      context.present(application, renderApplication(application, context.styles));
    });
  withPaging(applications.command('list').option('--state <state>', APPLICATION_STATES.join(' | '), 'pending'))
    .description(both('列出申请（平台操作员）', 'list applications (operators)'))
    .action(async (options: PageOptions & { readonly state: string }) => {
      const state = parseOneOf('--state', APPLICATION_STATES, options.state);
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(
          await context.client.GET('/api/v1/organization-applications', { params: { query: { ...query, state } } }),
        ),
      );
      presentPage(context, page, renderApplications);
    });
  applications
    .command('approve <id>')
    .description(both('批准（平台操作员）', 'approve (operators)'))
    .action(async (id: string) => {
      const context = await open();
      const params = { path: { id } };
      const application = unwrap(
        await context.client.POST('/api/v1/organization-applications/{id}/approval', { params }),
      );
      context.present(application, renderApplication(application, context.styles));
    });
  applications
    .command('reject <id>')
    .description(both('驳回（平台操作员）', 'reject (operators)'))
    .requiredOption('--reason <text>', both('理由，申请人可见', 'reason, which the applicant sees'))
    .action(async (id: string, { reason }: { readonly reason: string }) => {
      const context = await open();
      const application = unwrap(
        await context.client.POST('/api/v1/organization-applications/{id}/rejection', {
          params: { path: { id } },
          body: { reason },
        }),
      );
      context.present(application, renderApplication(application, context.styles));
    });
}
