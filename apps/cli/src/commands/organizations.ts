import { unwrap } from '#libs/client';
import { ORGANIZATION_KINDS, ROLES } from '#libs/domain';
import type { Command } from 'commander';
import { UsageError } from '../exit-codes.js';
import { membershipText, renderOrganization, renderOrganizations } from '../rendering/identity.js';
import { both } from '../rendering/words.js';
import { passwordFromPipe } from '../session/read-password.js';
import { parseOneOf, repeatable } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface CreateOptions {
  readonly name: string;
  readonly nameEn?: string;
  readonly uscc?: string;
  readonly kind: readonly string[];
}

interface MemberOptions {
  readonly role: string;
  readonly displayName?: string;
  readonly manages?: boolean;
  readonly passwordStdin?: boolean;
}

/** @returns `shipei organizations`, for the commands about its members */
export function addOrganizationCommands(program: Command, open: Open): Command {
  const organizations = program.command('organizations').description(both('机构', 'organizations'));
  withPaging(organizations.command('list'))
    .description(both('列出机构', 'list organizations'))
    .action(async (options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/organizations', { params: { query } })),
      );
      presentPage(context, page, renderOrganizations);
    });
  organizations
    .command('create <slug>')
    .description(both('登记机构', 'register an organization'))
    .requiredOption('--name <name>', both('名称', 'name'))
    .option('--name-en <name>', both('英文名称', 'English name'))
    .option('--uscc <code>', both('统一社会信用代码', 'USCC'))
    .requiredOption('--kind <kind>', `${ORGANIZATION_KINDS.join(' | ')} (${both('可重复', 'repeatable')})`, repeatable)
    .action(async (slug: string, options: CreateOptions) => {
      const kinds = options.kind.map((kind) => parseOneOf('--kind', ORGANIZATION_KINDS, kind));
      const context = await open();
      const organization = unwrap(
        await context.client.POST('/api/v1/organizations', {
          body: { slug, name: options.name, kinds, ...given({ nameEn: options.nameEn, uscc: options.uscc }) },
        }),
      );
      context.present(organization, renderOrganization(organization, context.styles));
    });
  organizations
    .command('show <slug>')
    .description(both('一个机构', 'one organization'))
    .action(async (slug: string) => {
      const context = await open();
      const organization = unwrap(
        await context.client.GET('/api/v1/organizations/{slug}', { params: { path: { slug } } }),
      );
      context.present(organization, renderOrganization(organization, context.styles));
    });
  organizations
    .command('add-member <slug> <username>')
    .description(
      both(
        '授予一人角色；新账户的密码从标准输入或 SHIPEI_PASSWORD 读取',
        "give a person a role; a new account's password comes from standard input or SHIPEI_PASSWORD",
      ),
    )
    .requiredOption('--role <role>', ROLES.join(' | '))
    .option('--display-name <name>', both('姓名，新账户必填', 'name, required for a new account'))
    .option('--manages', both('可管理该机构成员', 'manages the members of the organization'))
    .option('--password-stdin', both('从标准输入读新账户的密码', "read the new account's password from standard input"))
    .action(async (slug: string, username: string, options: MemberOptions) => {
      const role = parseOneOf('--role', ROLES, options.role);
      const context = await open();
      const password =
        options.passwordStdin === true
          ? await passwordFromPipe(context.terminal.stdin)
          : context.settings.SHIPEI_PASSWORD;
      if (password === '') throw new UsageError('没有输入密码 · No password was given');
      const member = unwrap(
        await context.client.POST('/api/v1/organizations/{slug}/members', {
          params: { path: { slug } },
          body: { username, role, ...given({ displayName: options.displayName, manages: options.manages, password }) },
        }),
      );
      context.present(member, `${context.styles.good('✔')} ${member.username}  ${membershipText(member.membership)}`);
    });
  return organizations;
}
