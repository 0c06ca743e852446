import { createClient, ProblemError, unwrap } from '#libs/client';
import { ROLES } from '#libs/domain';
import type { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { UsageError } from '../exit-codes.js';
import { membershipText, renderMe } from '../rendering/identity.js';
import { moment } from '../rendering/moments.js';
import { both } from '../rendering/words.js';
import { promptLine } from '../session/read-password.js';
import { readPassword, typed } from '../session/secrets-of-person.js';
import { withoutSession, withSession } from '../session/session-file.js';
import { parseOneOf } from './arguments.js';
import { given } from './given.js';
import type { Open } from './open.js';

interface LoginOptions {
  readonly username?: string;
  readonly organization?: string;
  readonly role?: string;
  readonly passwordStdin?: boolean;
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
    .action(async (options: LoginOptions) => login(await open(), options));
  program
    .command('logout')
    .description(both('登出并删除保存的会话', 'sign out and forget the session'))
    .action(async () => logout(await open()));
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
      `${both('注意：地址不是 https，密码将以明文传输', 'careful: the address is not https; the password travels in the clear')}\n`,
    );
  }
  await context.checkSavable();
  const username = options.username ?? (await readUsername(context));
  const password = await readPassword(context, username, options.passwordStdin === true);
  const session = unwrap(
    // A stranger's client: an old session must not stand in the way of a new one.
    await createClient({ url: context.url }).POST('/api/v1/sessions', {
      body: { username, password, ...given({ organization: options.organization, role }) },
    }),
  );
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
