import { createClient, unwrap } from '#libs/client';
import { ROLES } from '#libs/domain';
import type { Command } from 'commander';
import { membershipText } from '../rendering/identity.js';
import { renderInvitations, renderMembers } from '../rendering/people.js';
import { both } from '../rendering/words.js';
import { readOneTimeToken, readPassword } from '../session/secrets-of-person.js';
import { parseOneOf, parseWhole } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';
import { presentPage, readPages, withPaging, type PageOptions } from './paging.js';

interface InviteOptions {
  readonly role: string;
  readonly manages?: boolean;
  readonly note?: string;
  readonly validForHours?: string;
}

interface JoinOptions {
  readonly username?: string;
  readonly displayName?: string;
  readonly passwordStdin?: boolean;
}

/** Members and invitations below `shipei organizations`, and `shipei join` for those who were invited. */
export function addMemberCommands(program: Command, organizations: Command, open: Open): void {
  addMembers(organizations, open);
  addInvitations(organizations, open);
  program
    .command('join')
    .description(
      both(
        '接受邀请：已登录则用当前账户，否则以 --username 建立新账户；令牌从提示或 SHIPEI_ONE_TIME_TOKEN 读取',
        'accept an invitation: as the account that is signed in, or with a new one by --username. The token comes from the prompt or SHIPEI_ONE_TIME_TOKEN',
      ),
    )
    .option('-u, --username <name>', both('新账户', 'new account'))
    .option('--display-name <name>', both('新账户的姓名', "the new account's name"))
    .option('--password-stdin', both('从标准输入读新账户的密码', "read the new account's password from standard input"))
    .action(async ({ username, displayName, passwordStdin }: JoinOptions) => {
      const context = await open();
      const token = await readOneTimeToken(context);
      if (username === undefined) {
        const membership = unwrap(await context.client.POST('/api/v1/invitations/acceptance', { body: { token } }));
        context.present(membership, `${context.styles.good('✔')} ${membershipText(membership)}`);
        return;
      }
      const password = await readPassword(context, username, passwordStdin === true);
      const joined = unwrap(
        // A stranger's client: who makes an account is nobody yet.
        await createClient({ url: context.url }).POST('/api/v1/invitations/account', {
          body: { token, username, displayName: displayName ?? username, password },
        }),
      );
      context.present(
        joined,
        `${context.styles.good('✔')} ${joined.username}  ${membershipText(joined.membership)}\n` +
          context.styles.quiet(`${both('现在可登录', 'sign in now')}: shipei login -u ${joined.username}`),
      );
    });
}

function addMembers(organizations: Command, open: Open): void {
  withPaging(organizations.command('members <slug>'))
    .description(both('列出成员（管理成员、平台操作员）', 'list members (managing members, operators)'))
    .action(async (slug: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(await context.client.GET('/api/v1/organizations/{slug}/members', { params: { path: { slug }, query } })),
      );
      presentPage(context, page, renderMembers);
    });
  for (const [name, manages, description] of [
    ['let-manage', true, both('令成员管理机构', 'let a member manage the organization')],
    ['stop-managing', false, both('令成员不再管理机构', 'let a member no longer manage the organization')],
  ] as const) {
    organizations
      .command(`${name} <slug> <membership>`)
      .description(description)
      .action(async (slug: string, id: string) => {
        const context = await open();
        const params = { path: { slug, id } };
        const member = unwrap(
          await context.client.PATCH('/api/v1/organizations/{slug}/members/{id}', { params, body: { manages } }),
        );
        context.present(member, renderMembers([member], context.styles));
      });
  }
  organizations
    .command('recover-member <slug> <membership>')
    .description(both('为忘记密码的成员签发恢复令牌', 'issue a recovery token for a member who lost the password'))
    .action(async (slug: string, id: string) => {
      const context = await open();
      const params = { path: { slug, id } };
      const recovery = unwrap(
        await context.client.POST('/api/v1/organizations/{slug}/members/{id}/recovery', { params }),
      );
      const kept = both(
        '令牌只显示这一次（对方用 shipei recover）',
        'the token is shown this once (for shipei recover)',
      );
      context.present(recovery, `${kept}:\n${recovery.token}`);
    });
  organizations
    .command('end-membership <slug> <membership>')
    .description(
      both(
        '结束成员身份及其会话和密钥；自己的即退出',
        "end a membership with its sessions and keys; one's own to leave",
      ),
    )
    .action(async (slug: string, id: string) => {
      const context = await open();
      await context.client.DELETE('/api/v1/organizations/{slug}/members/{id}', { params: { path: { slug, id } } });
      context.present({ organization: slug, id, ended: true }, both(`已结束 ${id}`, `ended ${id}`));
    });
}

function addInvitations(organizations: Command, open: Open): void {
  organizations
    .command('invite <slug>')
    .description(both('邀请加入；令牌只显示一次', 'invite somebody; the token is shown once'))
    .requiredOption('--role <role>', ROLES.join(' | '))
    .option('--manages', both('可管理该机构成员', 'manages the members of the organization'))
    .option('--note <text>', both('备注：邀请谁', 'for whom it is'))
    .option('--valid-for-hours <hours>', both('有效小时数，默认 168', 'hours it is valid, 168 unless told'))
    .action(async (slug: string, options: InviteOptions) => {
      const role = parseOneOf('--role', ROLES, options.role);
      const hours = options.validForHours;
      const validForHours = hours === undefined ? undefined : parseWhole('--valid-for-hours', hours, 1);
      const context = await open();
      const invitation = unwrap(
        await context.client.POST('/api/v1/organizations/{slug}/invitations', {
          params: { path: { slug } },
          body: { role, ...given({ manages: options.manages, note: options.note, validForHours }) },
        }),
      );
      const kept = both('令牌只显示这一次（对方用 shipei join）', 'the token is shown this once (for shipei join)');
      context.present(
        invitation,
        `${renderInvitations([invitation], context.styles)}\n\n${kept}:\n${invitation.token}`,
      );
    });
  withPaging(organizations.command('invitations <slug>'))
    .description(both('列出邀请', 'list invitations'))
    .action(async (slug: string, options: PageOptions) => {
      const context = await open();
      const page = await readPages(options, async (query) =>
        unwrap(
          await context.client.GET('/api/v1/organizations/{slug}/invitations', { params: { path: { slug }, query } }),
        ),
      );
      presentPage(context, page, renderInvitations);
    });
  organizations
    .command('revoke-invitation <slug> <id>')
    .description(both('撤销邀请', 'revoke an invitation'))
    .action(async (slug: string, id: string) => {
      const context = await open();
      const params = { path: { slug, id } };
      await context.client.DELETE('/api/v1/organizations/{slug}/invitations/{id}', { params });
      context.present({ organization: slug, id, revoked: true }, both(`已撤销 ${id}`, `revoked ${id}`));
    });
}
