import { execFile } from 'node:child_process';
import { chmod, lchown, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { SUPERUSER, newConnectionRecord, writeConnectionRecord } from './connection-record.js';
import { type DataHome, dataDirectory, giveTo, notOurs } from './data-home.js';
import { EmbeddedPostgresError, hasCode, reasonOf } from './postgres-error.js';
import { type ProcessIdentity, initialisingIdentity } from './process-identity.js';

const run = promisify(execFile);

const TEMPORARY_PREFIX = 'initialising-';

/**
 * Character classes to try, best first. Collation comes from PostgreSQL's own C.UTF-8, the same on every system, but
 * pg_trgm still asks the C library what a letter is: under plain C no Chinese character is one, and similarity
 * searches find nothing (tried with 18.4).
 */
const CHARACTER_TYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'zh_CN.UTF-8', 'C'] as const;

/**
 * Makes the cluster where there is none. It is built under another name and renamed into place with its connection
 * record, so a kill at any instant leaves either nothing or all of it.
 * @param durable false skips flushing to disk, for databases that may be lost
 */
export async function ensureCluster(place: DataHome, major: number, durable: boolean): Promise<void> {
  const existing = await clusterMajor(place.home);
  if (existing === undefined) {
    await removeHalfMade(place.home);
    await initialiseCluster(place, durable);
  } else if (existing !== major) {
    throw new EmbeddedPostgresError(
      'failed',
      `数据由 PostgreSQL ${existing} 创建，现有程序为 ${major} · The data in ${place.home} was made by PostgreSQL ` +
        `${existing}, the installed server is ${major}: dump it with the former and restore, or move it away to start empty`,
    );
  }
}

async function clusterMajor(home: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(dataDirectory(home), 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'EACCES', 'EPERM')) throw notOurs(home, error);
    throw error;
  }
}

async function removeHalfMade(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(TEMPORARY_PREFIX)) continue;
    // An initdb whose parent was killed may still be writing there for a moment.
    await rm(join(home, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function initialiseCluster({ home, identity, binaries }: DataHome, durable: boolean): Promise<void> {
  const maker = identity === undefined ? undefined : await initialisingIdentity(identity);
  const temporary = await mkdtemp(join(home, TEMPORARY_PREFIX));
  try {
    await chmod(temporary, 0o711);
    const data = join(temporary, 'data');
    await mkdir(data, { mode: 0o700 });
    await giveTo(maker, data);
    const record = await newConnectionRecord();
    const passwordFile = join(temporary, 'password');
    await writeFile(passwordFile, record.superuserPassword, { mode: 0o600 });
    await giveTo(maker, passwordFile);
    await runInitdb(join(binaries.native, 'bin', 'initdb'), data, passwordFile, durable, maker);
    await rm(passwordFile);
    if (identity !== undefined) await handOver(data, identity);
    await writeConnectionRecord(join(temporary, 'connection.json'), record);
    await rename(temporary, join(home, 'cluster'));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function runInitdb(
  initdb: string,
  data: string,
  passwordFile: string,
  durable: boolean,
  maker: ProcessIdentity | undefined,
): Promise<void> {
  for (const characterType of CHARACTER_TYPES) {
    const options = [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characterType}`,
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ];
    try {
      await run(initdb, options, { cwd: '/', env: { PATH: process.env['PATH'] }, ...maker });
      return;
    } catch (error) {
      const output = reasonOf(error);
      if (output.includes('invalid locale') && characterType !== 'C') continue;
      throw new EmbeddedPostgresError('failed', `数据库初始化失败 · Initialising the database failed:\n${output}`, {
        cause: error,
      });
    }
  }
}

/**
 * Gives a tree to the server's user. Its maker, nobody, is shared with other programs: the top goes first, which shuts
 * them out, links are not followed, and a file with a second name elsewhere is refused.
 */
async function handOver(path: string, identity: ProcessIdentity): Promise<void> {
  const entry = await lstat(path);
  if (entry.isFile() && entry.nlink > 1) throw new Error(`unexpected hard link in a new cluster: ${path}`);
  await lchown(path, identity.uid, identity.gid);
  if (!entry.isDirectory()) return;
  for (const name of await readdir(path)) await handOver(join(path, name), identity);
}
