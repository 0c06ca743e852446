import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { z } from 'zod';

import { hasCode } from './postgres-error.js';
import { notOurs } from './data-home.js';

export const LOOPBACK = '127.0.0.1';

/** Role that owns the application's database; no superuser, as on a managed PostgreSQL. */
export const APPLICATION_ROLE = 'shipei';
export const APPLICATION_DATABASE = 'shipei';
export const SUPERUSER = 'postgres';

const connectionRecordSchema = z.object({
  port: z.int().min(1).max(65535),
  superuserPassword: z.string().min(1),
  applicationPassword: z.string().min(1),
});

/** How to reach one cluster; kept beside its data, mode 0600, and lost with it. */
export type ConnectionRecord = z.infer<typeof connectionRecordSchema>;

export async function newConnectionRecord(): Promise<ConnectionRecord> {
  // Hexadecimal needs no escaping in URLs, SQL or password files.
  const password = (): string => randomBytes(24).toString('hex');
  return { port: await freePort(), superuserPassword: password(), applicationPassword: password() };
}

export async function readConnectionRecord(path: string): Promise<ConnectionRecord> {
  try {
    return connectionRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'EACCES', 'EPERM')) throw notOurs(path, error);
    throw error;
  }
}

/** Replaces the record in one step; an existing record keeps its owner when root rewrites it. */
export async function writeConnectionRecord(path: string, record: ConnectionRecord): Promise<void> {
  const owner = await stat(path).catch(() => undefined);
  const fresh = `${path}.new`;
  await writeFile(fresh, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  if (owner !== undefined && process.geteuid?.() === 0) await chown(fresh, owner.uid, owner.gid);
  await rename(fresh, path);
}

/** The URL that the application is given. */
export function applicationUrl(record: ConnectionRecord): string {
  return `postgres://${APPLICATION_ROLE}:${record.applicationPassword}@${LOOPBACK}:${record.port}/${APPLICATION_DATABASE}`;
}

/** A loopback port that nobody listens on now; another process may still take it first. */
function freePort(): Promise<number> {
  return listenOnce(0).then((port) => {
    if (port === undefined) throw new Error('no free loopback port');
    return port;
  });
}

/** @returns the record, on another port where its own is taken */
export async function withUsablePort(record: ConnectionRecord): Promise<ConnectionRecord> {
  const usable = (await listenOnce(record.port)) !== undefined;
  return usable ? record : { ...record, port: await freePort() };
}

/** Binds and lets go; undefined where the port is taken. */
function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (hasCode(error, 'EADDRINUSE', 'EACCES')) resolve(undefined);
      else reject(error);
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      const bound = address !== null && typeof address === 'object' ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
