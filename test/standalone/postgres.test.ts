import { spawn } from 'node:child_process';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';

import { accountIn, canReach } from '../../apps/standalone/src/postgres/process-identity.js';
import {
  ROOT,
  SupervisorProcess,
  type TestUser,
  directoryOf,
  prepareSupervisor,
  runs,
  uidOf,
  until,
} from './supervisor-process.js';

// A busy machine makes a new cluster in seconds rather than half of one.
jest.setTimeout(90_000);

const isRoot = process.geteuid?.() === 0;

let compiled = '';
beforeAll(async () => {
  compiled = await prepareSupervisor();
});
afterAll(async () => {
  await rm(compiled, { recursive: true, force: true });
});

async function query<T extends Record<string, unknown>>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Somebody whom root can start a supervisor as, or undefined where the checkout is closed to others. */
async function ordinaryUser(): Promise<TestUser | undefined> {
  const nobody = accountIn(await readFile('/etc/passwd', 'utf8'), 'nobody');
  if (nobody === undefined) return undefined;
  return (await canReach(join(ROOT, 'node_modules', 'pg', 'package.json'), nobody)) ? nobody : undefined;
}

const ordinary = isRoot ? await ordinaryUser() : undefined;
if (!isRoot) process.stderr.write('NOT RUN: the embedded PostgreSQL as root; these tests run as an ordinary user\n');
else if (!ordinary) process.stderr.write(`NOT RUN: the embedded PostgreSQL as an ordinary user; ${ROOT} is closed\n`);

/** Users to run the supervisor as: whoever runs the tests, and, where that is root, an ordinary one as well. */
const users: { name: string; user: TestUser | undefined }[] = [
  { name: isRoot ? 'root' : 'an ordinary user', user: undefined },
  ...(ordinary === undefined ? [] : [{ name: 'an ordinary user', user: ordinary }]),
];

describe.each(users)('embedded PostgreSQL for $name', ({ user }) => {
  let home = '';
  let dataDir = '';
  const started: SupervisorProcess[] = [];

  beforeAll(async () => {
    home = await directoryOf(user);
    dataDir = join(home, 'postgres');
  });
  afterEach(async () => {
    // Only after a failure is there anything left; it must not fail the tests that follow.
    for (const supervisor of started.splice(0)) if (supervisor.alive) await supervisor.stop();
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });

  function start(where = dataDir): SupervisorProcess {
    const supervisor = new SupervisorProcess(compiled, where, user);
    started.push(supervisor);
    return supervisor;
  }

  it('starts from nothing, unprivileged, on loopback alone, and knows Chinese letters', async () => {
    const supervisor = start();
    const { url, pid } = await supervisor.ready();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await uidOf(pid)).not.toBe(0);
    await query(url, 'CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE TABLE kept (word text)');
    const [facts] = await query<Record<string, unknown>>(
      url,
      `SELECT similarity('达梦数据库', '达梦数据') > 0.5 AS similar, upper('ä') AS upper,
         current_setting('listen_addresses') AS addresses, pg_encoding_to_char(encoding) AS encoding,
         (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(facts).toEqual({
      similar: true,
      upper: 'Ä',
      addresses: '127.0.0.1',
      encoding: 'UTF8',
      superuser: false,
    });
    expect(await readFile('/proc/net/unix', 'utf8')).not.toContain(`.s.PGSQL.${new URL(url).port}`);
    const secret = await stat(join(dataDir, 'cluster', 'connection.json'));
    expect(secret.mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'cluster', 'data'))).mode & 0o777).toBe(0o700);
    await supervisor.stop();
    expect(await runs(pid)).toBe(false);
  });

  it('refuses wrong passwords', async () => {
    const supervisor = start();
    const { url } = await supervisor.ready();
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await supervisor.stop();
  });

  it('keeps data and address over a restart', async () => {
    const first = start();
    const before = await first.ready();
    await query(before.url, "INSERT INTO kept VALUES ('restart')");
    await first.stop();
    const second = start();
    const after = await second.ready();
    expect(after.url).toBe(before.url);
    expect(await query(after.url, "SELECT word FROM kept WHERE word = 'restart'")).toEqual([{ word: 'restart' }]);
    await second.stop();
  });

  it('stops the server that a killed supervisor left behind, and keeps its data', async () => {
    const first = start();
    const before = await first.ready();
    await query(before.url, "INSERT INTO kept VALUES ('orphan')");
    await first.kill();
    expect(await runs(before.pid)).toBe(true);
    const second = start();
    const after = await second.ready();
    expect(await runs(before.pid)).toBe(false);
    expect(second.lines.join('\n')).toContain(`PostgreSQL ${before.pid}`);
    expect(await query(after.url, "SELECT word FROM kept WHERE word = 'orphan'")).toEqual([{ word: 'orphan' }]);
    await second.stop();
  });

  it('starts after supervisor and server were both killed', async () => {
    const first = start();
    const before = await first.ready();
    await query(before.url, "INSERT INTO kept VALUES ('both')");
    await first.kill();
    process.kill(before.pid, 'SIGKILL');
    const second = start();
    const after = await second.ready();
    expect(await query(after.url, "SELECT word FROM kept WHERE word = 'both'")).toEqual([{ word: 'both' }]);
    await second.stop();
  });

  it('tells when the server was killed, and stop() resolves all the same', async () => {
    const supervisor = start();
    const { pid } = await supervisor.ready();
    process.kill(pid, 'SIGKILL');
    expect(await supervisor.ended()).toContain('database system is ready');
    await supervisor.stop();
    const next = start();
    await next.ready();
    await next.stop();
  });

  it('takes another port when its own is busy, and keeps to it', async () => {
    const first = start();
    const before = await first.ready();
    await first.stop();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(Number(new URL(before.url).port), '127.0.0.1', resolve));
    const second = start();
    const moved = await second.ready();
    expect(new URL(moved.url).port).not.toBe(new URL(before.url).port);
    await second.stop();
    await new Promise((resolve) => squatter.close(resolve));
    const third = start();
    expect((await third.ready()).url).toBe(moved.url);
    await third.stop();
  });

  it('refuses data that another live process uses, and names it', async () => {
    const first = start();
    const { url } = await first.ready();
    const refusal = await start().refused();
    expect(refusal.code).toBe('in-use');
    expect(refusal.message).toMatch(/in use by process \d+/);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it('is not fooled by a process that got the id of a server long gone', async () => {
    const owner = await stat(join(dataDir, 'cluster', 'data'));
    const stranger = spawn('sleep', ['600'], isRoot ? { uid: owner.uid, gid: owner.gid, cwd: '/' } : { cwd: '/' });
    await writeFile(join(dataDir, 'cluster', 'data', 'postmaster.pid'), `${stranger.pid}\n`);
    const supervisor = start();
    await supervisor.ready();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    await supervisor.stop();
    stranger.kill();
  });

  it('leaves nothing half-made when killed while the data is made', async () => {
    const fresh = join(home, 'killed-early');
    const first = start(fresh);
    await until('initdb to be at work', async () => {
      const names = await readdir(fresh).catch(() => []);
      const half = names.find((name) => name.startsWith('initialising-'));
      return half !== undefined && (await readdir(join(fresh, half, 'data')).catch(() => [])).length > 3
        ? half
        : undefined;
    });
    await first.kill();
    expect(await readdir(fresh)).not.toContain('cluster');
    const second = start(fresh);
    const { url } = await second.ready();
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect((await readdir(fresh)).sort()).toEqual(['cluster', 'server.log']);
  });

  it('gives up a start that takes for ever when told to stop, and leaves no server', async () => {
    const standby = join(home, 'standby');
    const first = start(standby);
    await first.ready();
    await first.stop();
    // It waits for a primary that never comes, and takes nobody in meanwhile.
    const data = join(standby, 'cluster', 'data');
    await writeFile(join(data, 'standby.signal'), '');
    const configuration = join(data, 'postgresql.conf');
    await writeFile(configuration, `${await readFile(configuration, 'utf8')}\nhot_standby = off\n`);
    const owner = await stat(data);
    await chown(join(data, 'standby.signal'), owner.uid, owner.gid);
    const second = start(standby);
    const pid = await until('the server', async () => {
      const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
      return text === '' ? undefined : Number(text.split('\n')[0]);
    });
    second.abort();
    await second.refused();
    expect(await runs(pid)).toBe(false);
  });

  it('says what the server said when it does not start', async () => {
    const broken = join(home, 'broken');
    const first = start(broken);
    await first.ready();
    await first.stop();
    const configuration = join(broken, 'cluster', 'data', 'postgresql.conf');
    await writeFile(configuration, `${await readFile(configuration, 'utf8')}\nno_such_setting = 1\n`);
    const refusal = await start(broken).refused();
    expect(refusal.code).toBe('failed');
    expect(refusal.message).toContain('unrecognized configuration parameter "no_such_setting"');
  });
});

const asRoot = isRoot ? describe : describe.skip;
const withOrdinaryUser = ordinary === undefined ? it.skip : it;

asRoot('embedded PostgreSQL of root', () => {
  it('below a closed directory keeps its data where its own user can reach it, and opens no directory', async () => {
    const closed = await directoryOf(undefined, 0o700);
    const dataDir = join(closed, 'state', 'postgres');
    const first = new SupervisorProcess(compiled, dataDir);
    const { url } = await first.ready();
    const shelter = await readlink(dataDir);
    try {
      expect(dirname(shelter)).toBe('/var/lib/shipei');
      expect(first.lines.join('\n')).toContain(shelter);
      expect((await lstat(closed)).mode & 0o777).toBe(0o700);
      await query(url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('moved')");
      await first.stop();
      const second = new SupervisorProcess(compiled, dataDir);
      const again = await second.ready();
      expect(second.lines).toEqual([]);
      expect(await query(again.url, 'SELECT word FROM kept')).toEqual([{ word: 'moved' }]);
      await second.stop();
    } finally {
      if (first.alive) await first.stop();
      await rm(shelter, { recursive: true, force: true });
      await rm(closed, { recursive: true, force: true });
    }
  });

  withOrdinaryUser('is refused to an ordinary user in words, and served to its owner again', async () => {
    const open = await directoryOf(undefined);
    const dataDir = join(open, 'postgres');
    const first = new SupervisorProcess(compiled, dataDir);
    await first.ready();
    await first.stop();
    const refusal = await new SupervisorProcess(compiled, dataDir, ordinary).refused();
    expect(refusal.code).toBe('not-ours');
    expect(refusal.message).toContain('belongs to another user');
    const second = new SupervisorProcess(compiled, dataDir);
    await second.ready();
    await second.stop();
    await rm(open, { recursive: true, force: true });
  });

  it('starts empty in a checkout that was deleted and made again at the same path', async () => {
    const closed = await directoryOf(undefined, 0o700);
    const dataDir = join(closed, 'state', 'postgres');
    const first = new SupervisorProcess(compiled, dataDir);
    await query((await first.ready()).url, 'CREATE TABLE kept (word text)');
    await first.stop();
    const former = await readlink(dataDir);
    await rm(join(closed, 'state'), { recursive: true });
    const second = new SupervisorProcess(compiled, dataDir);
    const { url } = await second.ready();
    expect(await query(url, `SELECT to_regclass('kept') AS kept`)).toEqual([{ kept: null }]);
    await second.stop();
    for (const path of [former, await readlink(dataDir), closed]) await rm(path, { recursive: true, force: true });
  });

  it('does not start empty where its link leads nowhere', async () => {
    const closed = await directoryOf(undefined, 0o700);
    const dataDir = join(closed, 'postgres');
    await symlink('/var/lib/shipei/is-gone', dataDir);
    const refusal = await new SupervisorProcess(compiled, dataDir).refused();
    expect(refusal.message).toContain('links to /var/lib/shipei/is-gone, which is not there');
    expect(await readlink(dataDir)).toBe('/var/lib/shipei/is-gone');
    await rm(closed, { recursive: true, force: true });
  });

  it('does not share data with a copy of the checkout', async () => {
    const original = await directoryOf(undefined, 0o700);
    const copy = await directoryOf(undefined, 0o700);
    const first = new SupervisorProcess(compiled, join(original, 'postgres'));
    await first.ready();
    await first.stop();
    const shelter = await readlink(join(original, 'postgres'));
    await mkdir(join(copy, 'state'));
    await chmod(join(copy, 'state'), 0o700);
    await symlink(shelter, join(copy, 'state', 'postgres'));
    const second = new SupervisorProcess(compiled, join(copy, 'state', 'postgres'));
    await second.ready();
    await second.stop();
    const other = await readlink(join(copy, 'state', 'postgres'));
    expect(other).not.toBe(shelter);
    for (const path of [shelter, other, original, copy]) await rm(path, { recursive: true, force: true });
  });
});
