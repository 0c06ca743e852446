import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const PASSWORD = 'correct horse 达梦';
// util-linux: in every Debian, and the one way to give a program a real terminal from here.
const SCRIPT = '/usr/bin/script';
const hasScript = spawnSync(SCRIPT, ['--version']).status === 0;
if (!hasScript) process.stderr.write('not run: the password prompt on a real terminal needs util-linux `script`\n');

/** What somebody sitting at the terminal sees while `typed` is typed at the prompt. */
function sitAt(directory: string, typed: string, account?: string): Promise<string> {
  const command = `${process.execPath} ask.mjs ${account === undefined ? '' : 'both'}`;
  const terminal = spawn(SCRIPT, ['-qefc', command, '/dev/null'], { cwd: directory });
  let seen = '';
  terminal.stdout.setEncoding('utf8');
  terminal.stdout.on('data', (text: string) => {
    const prompted = seen.includes('Password');
    const named = seen.includes('Account');
    seen += text;
    if (account !== undefined && !named && seen.includes('Account')) terminal.stdin.write(account);
    if (!prompted && seen.includes('Password')) terminal.stdin.write(typed);
  });
  return new Promise((resolve, reject) => {
    terminal.once('error', reject);
    terminal.once('close', () => resolve(seen));
  });
}

(hasScript ? describe : describe.skip)('the password prompt on a real terminal', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'shipei-prompt-'));
    const source = await readFile(path.join('apps', 'cli', 'src', 'session', 'read-password.ts'), 'utf8');
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    await writeFile(
      path.join(directory, 'read-password.mjs'),
      ts.transpileModule(source, { compilerOptions: options }).outputText,
    );
    await writeFile(
      path.join(directory, 'ask.mjs'),
      `import { promptLine, promptPassword } from './read-password.mjs';
       import { writeFileSync } from 'node:fs';
       const username = process.argv[2] === 'both' ? await promptLine(process.stdin, process.stderr, 'Account: ') : undefined;
       const password = await promptPassword(process.stdin, process.stderr, 'Password: ');
       writeFileSync('answer.json', JSON.stringify({ username, password: password ?? null }));`,
    );
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  async function answer(): Promise<unknown> {
    return JSON.parse(await readFile(path.join(directory, 'answer.json'), 'utf8'));
  }

  it('asks for the account before, and shows that', async () => {
    const seen = await sitAt(directory, `${PASSWORD}\r`, 'li\r');
    expect(await answer()).toEqual({ username: 'li', password: PASSWORD });
    expect(seen).toContain('li');
    expect(seen).not.toContain('correct');
  });

  it('reads what is typed and shows none of it', async () => {
    const seen = await sitAt(directory, `${PASSWORD}\r`);
    expect(await answer()).toEqual({ password: PASSWORD });
    expect(seen).toContain('Password: ');
    for (const part of ['correct', 'horse', '达梦']) expect(seen).not.toContain(part);
  });

  it('takes corrections', async () => {
    await sitAt(directory, 'wrogn\u007f\u007fng\r');
    expect(await answer()).toEqual({ password: 'wrong' });
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('gives up on %s', async (_key, typed) => {
    await sitAt(directory, typed);
    expect(await answer()).toEqual({ password: null });
  });
});
