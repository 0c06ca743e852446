import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandsText, type VendorCommand } from '#libs/contracts';
import { codeOf } from '../failure.js';

/**
 * Adds digests to the local agent's allow-list, which it reads where the machine offers no isolation: packages that are
 * pinned here by their integrity may run there, with these commands and no others.
 */
export async function allowDigests(
  stateDir: string,
  digests: readonly string[],
  commands: readonly VendorCommand[],
): Promise<void> {
  const file = path.join(stateDir, 'agent', 'allowed-digests');
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const digestOfCommands = createHash('sha256').update(commandsText(commands)).digest('hex');
  const missing = digests.map((digest) => `${digest} ${digestOfCommands}`).filter((line) => !text.includes(line));
  if (missing.length === 0) return;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const lineEnd = text === '' || text.endsWith('\n') ? '' : '\n';
  await appendFile(file, `${lineEnd}${missing.map((line) => `${line}  # npm run demo\n`).join('')}`);
}
