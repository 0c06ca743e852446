import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { commandsText, vendorCommands, type Assignment } from '#libs/contracts';

/** One line of an operator's allow-list. */
export interface AllowedDigest {
  readonly sha256: string;
  /** The only commands that the artifact may run with; undefined allows any. */
  readonly commands: string | undefined;
}

/** What is on an allow-list: a line is an artifact's SHA-256, maybe a digest of commands, and `#` begins a comment. */
export function parseAllowedDigests(text: string): readonly AllowedDigest[] {
  return text.split('\n').flatMap((line) => {
    const [, sha256, commands] = /^([0-9a-f]{64})(?:\s+([0-9a-f]{64}))?$/.exec(significant(line)) ?? [];
    return sha256 === undefined ? [] : [{ sha256, commands }];
  });
}

function significant(line: string): string {
  return line.replace(/#.*$/, '').trim().toLowerCase();
}

/** Reads the operator's list anew each time: a digest may be added while the agent runs. No file allows nothing. */
export async function readAllowedDigests(file: string): Promise<readonly AllowedDigest[]> {
  return parseAllowedDigests(await readFile(file, 'utf8').catch(() => ''));
}

/** Digest of the vendor's commands in a plan, as an allow-list has it. */
export function digestOfCommands(cases: Assignment['plan']['cases']): string {
  return createHash('sha256')
    .update(commandsText(vendorCommands(cases)))
    .digest('hex');
}

/**
 * Whether all of these artifacts may run with these commands without isolation. Nothing to check is nothing allowed.
 *
 * @param anyCommand whether an artifact that is listed without commands may run with any: only where it runs as another
 * user than the agent, whose credential a listed program could otherwise be told to read
 */
export function allAllowed(
  artifacts: readonly { readonly sha256: string }[],
  commands: string,
  allowed: readonly AllowedDigest[],
  anyCommand: boolean,
): boolean {
  const fits = (entry: AllowedDigest): boolean =>
    entry.commands === undefined ? anyCommand : entry.commands === commands;
  return artifacts.length > 0 && artifacts.every(({ sha256 }) => allowed.some((e) => e.sha256 === sha256 && fits(e)));
}
