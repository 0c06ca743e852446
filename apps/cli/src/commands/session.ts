import { createClient, ProblemError, unwrap } from '#libs/client';
import { ROLES, type Role } from '#libs/domain';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
import { membershipText, renderMe } from '../rendering/identity.js';
import { moment } from '../rendering/moments.js';
import { both } from '../rendering/words.js';
import { promptLine } from '../session/read-password.js';
import { readNewPassword, readOneTimeToken, readPassword, typed } from '../session/secrets-of-person.js';
import { withoutSession, withSession } from '../session/session-file.js';
import { chooseProvider, throughBrowser } from '../session/through-browser.js';
import { parseOneOf } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';

interface LoginOptions {
  readonly username?: string;
  readonly organization?: string;
  readonly role?: string;
  readonly passwordStdin?: boolean;
  /** `true` where no provider is named. */
  readonly oidc?: string | true;
}

export function addSessionCommands(program: Command, open: Open): void {
  program
    .command('login')
    .summary(both('登录', 'sign in'))
    .description(
      both(
        '登录并保存会话；密码从提示、SHIPEI_PASSWORD 或 --password-stdin 读取，不接受命令行参数',
        'sign in and keep the session. The password comes from the prompt, SHIPEI_PASSWORD or --password-stdin, never from the command line',
      ),
    )
    .option('-u, --username <name>', both('账户；终端上可省略', 'account; asked for on a terminal'))
    .option('--organization <slug>', both('以哪个机构的身份', 'organization to act for'))
    .option('--role <role>', both(`角色：${ROLES.join('、')}`, 'role to act in'))
    .option('--password-stdin', both('从标准输入读密码', 'read the password from standard input'))
    .option(
      '--oidc [provider]',
      both(
        '经浏览器以身份提供方账号登录，不用密码',
        'sign in at an identity provider in the browser, without a password',
      ),
    )
    .action(async (options: LoginOptions) => login(await open(), options));
  program
    .command('logout')
    .description(both('登出并删除保存的会话', 'sign out and forget the session'))
    .action(async () => logout(await open()));
  program
    .command('switch <organization>')
    .description(both('换为自己的另一身份', 'go on as another of your memberships'))
    .option('--role <role>', both(`角色：${ROLES.join('、')}`, 'role to act in'))
    .action(async (organization: string, { role }: { readonly role?: string }) =>
      switchMembership(await open(), organization, role),
    );
  program
    .command('password')
    .description(
      both(
        '更改密码：现密码从提示或 SHIPEI_PASSWORD 读取，新密码从提示或 --new-password-stdin 读取；所有会话随之结束',
        'change the password. The present one comes from the prompt or SHIPEI_PASSWORD, the new one from the prompt or --new-password-stdin; all sessions end',
      ),
    )
    .option('--new-password-stdin', both('从标准输入读新密码', 'read the new password from standard input'))
    .action(async ({ newPasswordStdin }: { readonly newPasswordStdin?: boolean }) =>
      changePassword(await open(), newPasswordStdin === true),
    );
  program
    .command('recover')
    .description(
      both(
        '凭恢复令牌设置新密码；令牌从提示或 SHIPEI_ONE_TIME_TOKEN 读取',
        'set a new password by a recovery token, which comes from the prompt or SHIPEI_ONE_TIME_TOKEN',
      ),
    )
    .option('--new-password-stdin', both('从标准输入读新密码', 'read the new password from standard input'))
    .action(async ({ newPasswordStdin }: { readonly newPasswordStdin?: boolean }) =>
      recover(await open(), newPasswordStdin === true),
    );
  program
    .command('whoami')
    .description(both('当前账户与身份', 'present account and role'))
    .action(async () => {
      const context = await open();
      const me = unwrap(await context.client.GET('/api/v1/me'));
      context.present(me, renderMe(me, context.url, context.styles));
    });
}

async function login(context: CommandContext, options: LoginOptions): Promise<void> {
  const role = options.role === undefined ? undefined : parseOneOf('--role', ROLES, options.role);
  if (sendsInTheClear(context.url)) {
    context.terminal.stderr.write(
      `${both('注意：地址不是 https，密码和会话将以明文传输', 'careful: the address is not https; password and session travel in the clear')}\n`,
    );
  }
  await context.checkSavable();
  const as = given({ organization: options.organization, role });
  const { username, session } = await (options.oidc === undefined
    ? withPassword(context, options, as)
    : withProvider(context, options.oidc, as));
  const { token, expiresAt, membership } = session;
  await context.saveSessions(
    withSession(context.sessions, context.url, {
      token,
      expiresAt,
      username,
      organization: membership.organization,
      role: membership.role,
    }),
  );
  // The token stays in the file: an answer is pasted and logged.
  context.present(
    { url: context.url, username, membership, expiresAt },
    `${context.styles.good('✔')} ${both('已登录', 'signed in')}  ${username}  ${membershipText(membership)}\n` +
      context.styles.quiet(`${both('会话至', 'session until')} ${moment(expiresAt)}`),
  );
}

interface MembershipWish {
  readonly organization?: string;
  readonly role?: Role;
}

async function withPassword(context: CommandContext, options: LoginOptions, as: MembershipWish) {
  const username = options.username ?? (await readUsername(context));
  const password = await readPassword(context, username, options.passwordStdin === true);
  // A stranger's client: an old session must not stand in the way of a new one.
  const stranger = createClient({ url: context.url });
  const session = unwrap(await stranger.POST('/api/v1/sessions', { body: { username, password, ...as } }));
  return { username, session };
}

async function withProvider(context: CommandContext, named: string | true, as: MembershipWish) {
  const stranger = createClient({ url: context.url });
  const provider = await chooseProvider({ ...context, client: stranger }, named === true ? undefined : named);
  const proof = await throughBrowser(context, async (redirectUri) =>
    unwrap(await stranger.POST('/api/v1/sessions/provider', { body: { provider, redirectUri } })),
  );
  const session = unwrap(await stranger.POST('/api/v1/sessions/provider/completion', { body: { ...proof, ...as } }));
  const me = await createClient({ url: context.url, token: () => session.token }).GET('/api/v1/me');
  return { username: unwrap(me).username, session };
}

async function readUsername({ terminal }: CommandContext): Promise<string> {
  if (terminal.stdin.isTTY !== true) {
    throw new UsageError('请用 -u 指定账户 · Name the account with -u <name>');
  }
  const username = await typed(promptLine(terminal.stdin, terminal.stderr, `${both('账户', 'Account')}: `));
  if (username === '') throw new UsageError('没有输入账户 · No account was given');
  return username;
}

function sendsInTheClear(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

async function logout(context: CommandContext): Promise<void> {
  const stored = context.sessions.sessions[context.url];
  if (stored === undefined) throw new UsageError(`没有登录 ${context.url} · Not signed in to ${context.url}`);
  // Forgotten here first: whatever the server says, nobody goes on with this session on this machine.
  await context.saveSessions(withoutSession(context.sessions, context.url));
  try {
    await createClient({ url: context.url, token: () => stored.token }).DELETE('/api/v1/sessions/current');
  } catch (error) {
    // Over already, which is what was asked for.
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
  }
  context.present({ url: context.url, signedOut: true }, both('已登出', 'signed out'));
}

async function switchMembership(context: CommandContext, organization: string, role?: string): Promise<void> {
  const wanted = role === undefined ? undefined : parseOneOf('--role', ROLES, role);
  const stored = context.sessions.sessions[context.url];
  if (stored === undefined) throw new UsageError(`没有登录 ${context.url} · Not signed in to ${context.url}`);
  await context.checkSavable();
  const { token, expiresAt, membership } = unwrap(
    // The stored session, also where SHIPEI_TOKEN is set: it is the one that is replaced.
    await createClient({ url: context.url, token: () => stored.token }).POST('/api/v1/sessions/current/membership', {
      body: { organization, ...given({ role: wanted }) },
    }),
  );
  const { username } = stored;
  const session = { token, expiresAt, username, organization: membership.organization, role: membership.role };
  await context.saveSessions(withSession(context.sessions, context.url, session));
  context.present(
    { url: context.url, username, membership, expiresAt },
    `${context.styles.good('✔')} ${username}  ${membershipText(membership)}`,
  );
}

async function changePassword(context: CommandContext, fromPipe: boolean): Promise<void> {
  const currentPassword = await readPassword(context, both('现在的', 'present'), false);
  const newPassword = await readNewPassword(context, fromPipe);
  await context.client.PUT('/api/v1/me/password', { body: { currentPassword, newPassword } });
  await context.saveSessions(withoutSession(context.sessions, context.url));
  context.present({ url: context.url, passwordChanged: true }, SIGN_IN_ANEW);
}

async function recover(context: CommandContext, fromPipe: boolean): Promise<void> {
  const token = await readOneTimeToken(context);
  const password = await readNewPassword(context, fromPipe);
  await createClient({ url: context.url }).POST('/api/v1/recovery', { body: { token, password } });
  context.present({ url: context.url, passwordChanged: true }, SIGN_IN_ANEW);
}

const SIGN_IN_ANEW = both('密码已更改，请重新登录', 'the password was changed; sign in anew');
