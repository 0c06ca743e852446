import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../exit-codes.js';
import { codeOf } from '../failure.js';
import { ESBUILD, PACKAGES, type NpmPackage } from './esbuild.js';

export interface FetchedPackage extends NpmPackage {
  readonly file: string;
}

/** File name that `npm pack` gives: `@esbuild/linux-x64` becomes `esbuild-linux-x64-0.28.2.tgz`. */
export function packedName(name: string, version: string): string {
  return `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
}

/** SHA-512 in SRI form, as npm writes it. */
export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/**
 * The packages, from the cache where they are already, else from the registry that npm is set up for; each verified.
 *
 * @param npm npm's own script, where one runs us; undefined calls the one on PATH
 * @throws UsageError where npm can't get them, or one is not what was published
 */
export async function fetchPackages(
  cache: string,
  npm: string | undefined,
  say: (line: string) => void,
): Promise<{ readonly packages: readonly FetchedPackage[]; readonly downloaded: number }> {
  await mkdir(cache, { recursive: true });
  const packages = PACKAGES.map((entry) => ({
    ...entry,
    file: path.join(cache, packedName(entry.name, ESBUILD.version)),
  }));
  const missing: FetchedPackage[] = [];
  for (const entry of packages) if (!(await isWhole(entry))) missing.push(entry);
  if (missing.length > 0) await download(cache, npm, missing, say);
  return { packages, downloaded: missing.length };
}

async function isWhole(entry: FetchedPackage): Promise<boolean> {
  try {
    return integrityOf(await readFile(entry.file)) === entry.integrity;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function download(
  cache: string,
  npm: string | undefined,
  missing: readonly FetchedPackage[],
  say: (line: string) => void,
): Promise<void> {
  // Beside the cache, so that a half download never stands where a whole one is looked for.
  const folder = await mkdtemp(path.join(cache, 'download-'));
  try {
    const names = missing.map((entry) => `${entry.name}@${ESBUILD.version}`);
    say(`npm pack ${names.join(' ')}`);
    await npmPack(npm, names, folder);
    for (const entry of missing) {
      const packed = path.join(folder, path.basename(entry.file));
      const found = integrityOf(await readFile(packed));
      if (found !== entry.integrity) {
        throw new UsageError(
          `${entry.name} 与公布的摘要不符 · ${entry.name} is not what was published: ${found} instead of ${entry.integrity}`,
        );
      }
      await rename(packed, entry.file);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function npmPack(npm: string | undefined, names: readonly string[], folder: string): Promise<void> {
  const [program, first]: [string, string[]] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const child = spawn(program, [...first, 'pack', ...names, '--pack-destination', folder, '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => (said += text));
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'unknown'));
  });
  if (code === 0) return;
  throw new UsageError(
    `无法下载 esbuild 安装包，请检查网络与 npm 源 · npm pack failed (${code}): check the network and the npm registry\n${said.trim().slice(-2000)}`,
  );
}
