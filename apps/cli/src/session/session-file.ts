import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { UsageError } from '../exit-codes.js';
import { codeOf, messageOf } from '../failure.js';

const storedSession = z.object({
  token: z.string(),
  expiresAt: z.string(),
  username: z.string(),
  organization: z.string(),
  role: z.string(),
});
export type StoredSession = z.infer<typeof storedSession>;

const sessionFile = z.object({
  /** Server of the last sign-in: what commands talk to when nothing else says. */
  current: z.string().nullable(),
  /** One session per server, by its origin. */
  sessions: z.record(z.string(), storedSession),
});
export type SessionFile = z.infer<typeof sessionFile>;

const NOTHING: SessionFile = { current: null, sessions: {} };

export function sessionFilePath(home: string, configHome: string | undefined): string {
  return path.join(configHome ?? path.join(home, '.config'), 'shipei', 'session.json');
}

/** @throws UsageError where the file is not one of ours */
export async function readSessions(file: string): Promise<SessionFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return NOTHING;
    throw new UsageError(`无法读取 ${file} · Can't read ${file}: ${messageOf(error)}`);
  }
  try {
    return sessionFile.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} 已损坏，请删除后重新登录 · ${file} is damaged: delete it and sign in again`);
  }
}

/**
 * Replaces the file as a whole, readable by its owner alone. Written beside and renamed: a reader never meets half a file,
 * and an older file with wider permissions does not pass them on.
 *
 * @throws UsageError where it can't be written
 */
export async function writeSessions(file: string, sessions: SessionFile): Promise<void> {
  await beside(file, `${JSON.stringify(sessions, undefined, 2)}\n`, (written) => rename(written, file));
}

/**
 * Makes sure that the file can be replaced, before a session is made that could not be kept.
 *
 * @throws UsageError where it can't
 */
export async function checkWritable(file: string): Promise<void> {
  await beside(file, '', (written) => rm(written));
}

async function beside(file: string, text: string, then: (written: string) => Promise<void>): Promise<void> {
  const written = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(written, text, { mode: 0o600, flag: 'wx' });
    await then(written);
  } catch (error) {
    await rm(written, { force: true }).catch(() => undefined);
    throw new UsageError(
      `无法写入 ${file} · Can't write ${file}: ${messageOf(error)}; make it writable or set XDG_CONFIG_HOME`,
    );
  }
}

export function withSession(sessions: SessionFile, url: string, session: StoredSession): SessionFile {
  return { current: url, sessions: { ...sessions.sessions, [url]: session } };
}

export function withoutSession(sessions: SessionFile, url: string): SessionFile {
  const rest = Object.fromEntries(Object.entries(sessions.sessions).filter(([origin]) => origin !== url));
  return { current: sessions.current === url ? null : sessions.current, sessions: rest };
}
