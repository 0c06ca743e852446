import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, parse, sep } from 'node:path';

import { EmbeddedPostgresError, hasCode } from './postgres-error.js';

/** Numeric user and group that a child process runs as. */
export interface ProcessIdentity {
  readonly uid: number;
  readonly gid: number;
}

/** Outside of what systemd (systemd.io/UIDS-GIDS) and Debian (policy 9.2.2) give to services, people and containers. */
const SERVER_ID = 2_100_000_900;
/** Where a container maps the usual 65,536 numbers alone. */
const SERVER_ID_IN_CONTAINERS = 64_710;

/**
 * PostgreSQL refuses to run as root, so root's server runs as a number that no account and no sandbox has:
 * neither an account's files nor vendor code (other numbers) can touch the data.
 */
export const SERVER_IDENTITY: ProcessIdentity = serverIdentity(readQuietly('/proc/self/uid_map'));

/** @param uidMap text of /proc/self/uid_map: first number inside, first outside, count */
export function serverIdentity(uidMap: string): ProcessIdentity {
  const mapped = uidMap.split('\n').some((line) => {
    const [first = NaN, , count = NaN] = line.trim().split(/\s+/).map(Number);
    return first <= SERVER_ID && SERVER_ID < first + count;
  });
  const id = mapped ? SERVER_ID : SERVER_ID_IN_CONTAINERS;
  return { uid: id, gid: id };
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** What decides the identity: a data directory that exists is served by its owner. */
export interface IdentityFacts {
  readonly effectiveUid: number;
  readonly dataOwner: ProcessIdentity | undefined;
}

/** @returns undefined where the server runs as this process's own user. */
export function decideIdentity({ effectiveUid, dataOwner }: IdentityFacts): ProcessIdentity | undefined {
  if (effectiveUid !== 0) return undefined;
  return dataOwner === undefined || dataOwner.uid === 0 ? SERVER_IDENTITY : dataOwner;
}

/** @returns the account's numbers from the text of /etc/passwd, or undefined where it has none. */
export function accountIn(passwd: string, name: string): ProcessIdentity | undefined {
  for (const line of passwd.split('\n')) {
    const [account, , uid, gid] = line.split(':');
    if (account === name && /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '')) {
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  return undefined;
}

/** initdb asks for the account of its user id, which SERVER_IDENTITY has not: it runs as nobody. */
export async function initialisingIdentity(identity: ProcessIdentity): Promise<ProcessIdentity> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  if (identity.uid !== SERVER_IDENTITY.uid) return identity;
  const nobody = accountIn(passwd, 'nobody');
  if (nobody === undefined || nobody.uid === 0) {
    throw new EmbeddedPostgresError(
      'unsupported',
      '系统缺少 nobody 账户，请以普通用户运行或设置 DATABASE_URL · /etc/passwd has no account "nobody" to initialise ' +
        'the database with: start as an ordinary user, or set DATABASE_URL',
    );
  }
  return nobody;
}

/** Owner of a directory, or undefined where it does not exist. */
export async function ownerOf(path: string): Promise<ProcessIdentity | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Permission bits as in a file mode's last digit. */
const READ = 4;
const EXECUTE = 1;

/** Whether a user has the wanted permission bits on a file with this owner, group and mode. */
export function permits(
  file: { readonly uid: number; readonly gid: number; readonly mode: number },
  identity: ProcessIdentity,
  wanted: number,
): boolean {
  const shift = file.uid === identity.uid ? 6 : file.gid === identity.gid ? 3 : 0;
  return ((file.mode >> shift) & wanted) === wanted;
}

/**
 * Whether a user may walk to an absolute, link-free path and read it (search it, for a directory).
 * Judges by mode bits; what ACLs add is not counted.
 */
export async function canReach(path: string, identity: ProcessIdentity): Promise<boolean> {
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep).filter(Boolean);
  let current = root;
  for (const name of ['', ...names]) {
    current = join(current, name);
    const file = await stat(current);
    if (!permits(file, identity, file.isDirectory() ? EXECUTE : READ)) return false;
  }
  return true;
}
