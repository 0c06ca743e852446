import { CommandEnded, type CommandContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { both } from '../rendering/words.js';
import { passwordFromPipe, promptPassword } from './read-password.js';

/** What people type where nobody looks on. None of it is ever on a command line, which others on the machine can read. */

/** A password: from the pipe where that was said, SHIPEI_PASSWORD, or the prompt. */
export async function readPassword(context: CommandContext, about: string, fromPipe: boolean): Promise<string> {
  const { terminal, settings } = context;
  if (fromPipe) return nonEmpty(await passwordFromPipe(terminal.stdin));
  if (settings.SHIPEI_PASSWORD !== undefined) return settings.SHIPEI_PASSWORD;
  if (terminal.stdin.isTTY !== true) {
    throw new UsageError(
      '没有终端可输入密码：用 --password-stdin 或 SHIPEI_PASSWORD · No terminal to type the password on: use --password-stdin or SHIPEI_PASSWORD',
    );
  }
  return typedSecret(context, `${both('密码', 'Password')} (${about}): `);
}

/** A password to be set: from the pipe where that was said, or the prompt. */
export async function readNewPassword(context: CommandContext, fromPipe: boolean): Promise<string> {
  const { terminal } = context;
  if (fromPipe) return nonEmpty(await passwordFromPipe(terminal.stdin));
  if (terminal.stdin.isTTY !== true) {
    throw new UsageError(
      '没有终端可输入新密码：用 --new-password-stdin · No terminal to type the new password on: use --new-password-stdin',
    );
  }
  return typedSecret(context, `${both('新密码', 'New password')}: `);
}

/** A one-time token or the secret of an application: from SHIPEI_ONE_TIME_TOKEN or the prompt. */
export async function readOneTimeToken(context: CommandContext): Promise<string> {
  const { terminal, settings } = context;
  if (settings.SHIPEI_ONE_TIME_TOKEN !== undefined) return settings.SHIPEI_ONE_TIME_TOKEN;
  if (terminal.stdin.isTTY !== true) {
    throw new UsageError(
      '没有终端可输入令牌：设置 SHIPEI_ONE_TIME_TOKEN · No terminal to type the token on: set SHIPEI_ONE_TIME_TOKEN',
    );
  }
  return typedSecret(context, `${both('一次性令牌', 'One-time token')}: `);
}

async function typedSecret({ terminal }: CommandContext, prompt: string): Promise<string> {
  return nonEmpty(await typed(promptPassword(terminal.stdin, terminal.stderr, prompt)));
}

/** @throws CommandEnded where the person gave up */
export async function typed(read: Promise<string | undefined>): Promise<string> {
  const text = await read;
  if (text === undefined) throw new CommandEnded(EXIT.interrupted);
  return text;
}

function nonEmpty(secret: string): string {
  if (secret === '') throw new UsageError('没有输入密码或令牌 · No password or token was given');
  return secret;
}
