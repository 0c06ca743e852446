import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { ensureBuilt } from '../../apps/standalone/bin/build.mjs';
import { ensureInstalled } from '../../apps/standalone/bin/installation.mjs';

/*
 * `npm run bench -- matrix [--findings N] [--seed S] [--only PART,…] [--json]` and
 * `npm run bench -- registry [--releases N] …`. The bench is compiled beside the build that it measures, so that
 * its imports lead to what runs in production. Human lines go to standard error, figures to standard output.
 */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SOURCES = join(ROOT, 'test', 'bench');
const COMPILED = join(ROOT, 'dist', 'test', 'bench');

const say = (line) => process.stderr.write(`${line}\n`);

process.exitCode = await run();

async function run() {
  try {
    await ensureInstalled(ROOT, say);
    // The last line of standard output belongs to the figures, so the compiler may not write there.
    await ensureBuilt(ROOT, say, { stdio: ['ignore', 2, 2] });
    await compileBench();
  } catch (error) {
    say(`测量无法进行 · The bench cannot run: ${error?.message ?? error}`);
    return 1;
  }
  const { main } = await import(pathToFileURL(join(COMPILED, 'main.js')).href);
  const given = process.argv.slice(2);
  // npm takes a --json that stands before the -- for itself.
  if (process.env.npm_config_json === 'true' && !given.includes('--json')) given.push('--json');
  return main(ROOT, given, say);
}

async function compileBench() {
  // Only now: what it imports may have been missing before the installation.
  const { transformFile } = await import('@swc/core');
  await rm(COMPILED, { recursive: true, force: true });
  for (const name of await readdir(SOURCES, { recursive: true })) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const { code } = await transformFile(join(SOURCES, name), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    const target = join(COMPILED, name.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  }
}
