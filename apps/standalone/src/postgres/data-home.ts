import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  readFile,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { type ServerBinaries, copyBinaries, hydrateLinks } from './binaries.js';
import { EmbeddedPostgresError, hasCode } from './postgres-error.js';
import { type ProcessIdentity, canReach, decideIdentity, ownerOf } from './process-identity.js';

/** Where the data of checkouts goes that the server's user cannot walk to, e.g. below a 0700 /root. */
const SHELTER = '/var/lib/shipei';

/**
 * Everything a server needs on disk.
 * - `home`: link-free directory that holds `cluster/` (data and connection record), `server.log` and maybe `binaries/`
 * - `identity`: user to run as; undefined is this process's own
 */
export interface DataHome {
  readonly home: string;
  readonly identity: ProcessIdentity | undefined;
  readonly binaries: ServerBinaries;
}

/** `<home>/cluster/data` is PGDATA. */
export function dataDirectory(home: string): string {
  return join(home, 'cluster', 'data');
}

/**
 * Chooses the user, the place of the data and the binaries to run.
 * @param dataDir where the caller wants the data; becomes a symbolic link where the server's user cannot reach it
 * @param log receives one line when the data goes elsewhere
 */
export async function prepareDataHome(
  dataDir: string,
  installed: ServerBinaries,
  log: (line: string) => void,
): Promise<DataHome> {
  // Windows alone has no geteuid, and no binaries either.
  const effectiveUid = process.geteuid?.() ?? -1;
  const wanted = resolve(dataDir);
  const dataOwner = effectiveUid === 0 ? await ownerOf(dataDirectory(wanted)) : undefined;
  const identity = decideIdentity({ effectiveUid, dataOwner });
  const home = identity === undefined ? await ownHome(wanted) : await reachableHome(wanted, identity, log);
  const linked = await hydrateLinks(installed.native);
  const usable = linked && (identity === undefined || (await canRun(installed, identity)));
  return { home, identity, binaries: usable ? installed : await copyBinaries(installed, home) };
}

async function ownHome(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    const home = await realpath(wanted);
    // Root's data may be walked through, for its own server's sake, but is neither readable nor writable to us.
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    return home;
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM', 'EEXIST')) throw notOurs(wanted, error);
    throw error;
  }
}

export function notOurs(path: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not-ours',
    `${path} 属于其他用户 · ${path} belongs to another user: start as the user who started here first ` +
      '(root, if that was sudo), or point SHIPEI_STATE_DIR elsewhere',
    { cause },
  );
}

async function reachableHome(wanted: string, identity: ProcessIdentity, log: (line: string) => void): Promise<string> {
  const home = (await linkedHome(wanted, log)) ?? (await makeTraversable(wanted));
  if (await canReach(home, identity)) return home;
  if ((await ownerOf(dataDirectory(home))) !== undefined) {
    throw new EmbeddedPostgresError(
      'not-ours',
      `数据库用户无法访问 ${home} · The database's user (uid ${identity.uid}) can no longer reach ${home}: move the ` +
        `checkout back to where it was, or move that directory below ${SHELTER} and leave a symbolic link to it`,
    );
  }
  const sheltered = await shelter(wanted);
  if (!(await canReach(sheltered, identity))) {
    throw new EmbeddedPostgresError(
      'not-ours',
      `数据库用户无法访问 ${sheltered} · The database's user (uid ${identity.uid}) can reach neither ${wanted} nor ` +
        `${sheltered}: start as an ordinary user, or set DATABASE_URL`,
    );
  }
  log(`数据库存放在 ${sheltered} · The database lives in ${sheltered}: its own user cannot reach ${wanted}`);
  return sheltered;
}

/**
 * Target of a link that an earlier start left, unless the link is a copy that shares another checkout's data.
 * @throws EmbeddedPostgresError where the data is gone: an empty database beside a full store would go unnoticed
 */
async function linkedHome(wanted: string, log: (line: string) => void): Promise<string | undefined> {
  const target = await readlink(wanted).catch(() => undefined);
  if (target === undefined) return undefined;
  const home = await realpath(wanted).catch(() => undefined);
  if (home === undefined) {
    throw new EmbeddedPostgresError(
      'failed',
      `数据库目录 ${target} 不存在 · ${wanted} links to ${target}, which is not there: restore that directory from your ` +
        'backup, or remove the link to start with an empty database',
    );
  }
  const owner = await readFile(join(home, 'checkout'), 'utf8').catch(() => wanted);
  const shared = owner !== wanted && (await readlink(owner).catch(() => '')) === target;
  if (!shared) {
    if (owner !== wanted) await writeFile(join(home, 'checkout'), wanted);
    return home;
  }
  log(`${home} 属于 ${owner}，此处另建空库 · ${home} is the database of ${owner}: an empty one is made here`);
  await rm(wanted);
  return undefined;
}

/** A new directory each time, known by the link alone: a checkout made anew at an old one's path is not the old one. */
async function shelter(wanted: string): Promise<string> {
  const home = await makeTraversable(join(SHELTER, randomBytes(8).toString('hex')));
  await writeFile(join(home, 'checkout'), wanted);
  await rm(wanted, { recursive: true, force: true });
  await symlink(home, wanted);
  return home;
}

/**
 * Makes a directory and lets everyone walk through those levels that this call created, whatever the umask.
 * Directories that existed keep their permissions.
 */
async function makeTraversable(path: string): Promise<string> {
  const first = await mkdir(path, { recursive: true, mode: 0o711 });
  if (first !== undefined) {
    for (let level = path; level.length >= first.length; level = dirname(level)) await chmod(level, 0o711);
  }
  return realpath(path);
}

/** The installed tree is sampled where a strict umask or a closed parent would show. */
async function canRun({ native }: ServerBinaries, identity: ProcessIdentity): Promise<boolean> {
  const samples = ['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql/postgres.bki'];
  const root = await realpath(native);
  for (const sample of samples) {
    if (!(await canReach(join(root, sample), identity))) return false;
  }
  return true;
}

/** Hands a path to the server's user; without one it stays with this process's user. */
export async function giveTo(identity: ProcessIdentity | undefined, path: string): Promise<void> {
  if (identity !== undefined) await chown(path, identity.uid, identity.gid);
}
