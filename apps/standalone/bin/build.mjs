import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { runStep } from './run-step.mjs';
import { hold } from './single-holder.mjs';

const CONFIGURATION = ['package-lock.json', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/**
 * Builds dist/ where the sources differ from those of the last complete build.
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {{ stdio?: import('node:child_process').StdioOptions, checked?: boolean }} [options] unless `checked`, the same
 *   files come in half the time and whoever calls checks the types
 * @throws {Error} with a sentence for the person at the terminal
 */
export async function ensureBuilt(root, say, { stdio, checked = true } = {}) {
  if ((await readStamp(root)) === (await fingerprintSources(root))) return;
  const held = await hold('build', root, { patience: () => true });
  try {
    const fingerprint = await fingerprintSources(root);
    if ((await readStamp(root)) === fingerprint) return;
    say('编译 · Building (tsc)');
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['-p', 'tsconfig.build.json', ...(checked ? [] : ['--noCheck'])];
    const code = await runStep([process.execPath, compiler, ...options], {
      cwd: root,
      say,
      title: 'tsc',
      ...(stdio ? { stdio } : {}),
    });
    if (code !== 0) throw new Error(`编译失败 · The build failed (tsc ended with code ${code}), see above`);
    await removeLeftovers(root);
    await writeFile(stampPath(root), fingerprint);
  } finally {
    if ('release' in held) held.release();
  }
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'dist', '.built');
}

/** @param {string} root */
function readStamp(root) {
  return readFile(stampPath(root), 'utf8').catch(() => undefined);
}

/**
 * The compiler leaves what it made from a source that is gone; a deleted migration must not run.
 * @param {string} root
 */
async function removeLeftovers(root) {
  for (const group of ['apps', 'libs']) {
    const compiled = /** @type {string[]} */ ([]);
    await collect(join(root, 'dist', group), compiled);
    for (const file of compiled.filter((path) => path.endsWith('.js'))) {
      const source = join(root, relative(join(root, 'dist'), file)).replace(/\.js$/, '.ts');
      if (!existsSync(source)) await Promise.all([rm(file), rm(`${file}.map`, { force: true })]);
    }
  }
}

/**
 * Names, sizes and times of everything the build reads: a few milliseconds, where hashing contents takes hundreds.
 * @param {string} root
 */
async function fingerprintSources(root) {
  const files = [...CONFIGURATION.map((name) => join(root, name))];
  for (const group of ['apps', 'libs']) {
    for (const part of await readdir(join(root, group)).catch(() => [])) {
      await collect(join(root, group, part, 'src'), files);
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const { size, mtimeMs } = await stat(file);
    hash.update(`${relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} directory @param {string[]} files */
async function collect(directory, files) {
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await collect(path, files);
    else if (entry.isFile() && !entry.name.endsWith('.test.ts')) files.push(path);
  }
}
