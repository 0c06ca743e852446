import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

import { ensureApplicationDatabase } from './application-database.js';
import { locateBinaries, serverMajor } from './binaries.js';
import {
  type ConnectionRecord,
  LOOPBACK,
  SUPERUSER,
  applicationUrl,
  readConnectionRecord,
  withUsablePort,
  writeConnectionRecord,
} from './connection-record.js';
import { type DataHome, dataDirectory, prepareDataHome } from './data-home.js';
import { holdExclusively } from './exclusive-use.js';
import { ensureCluster } from './initialise-cluster.js';
import { EmbeddedPostgresError, hasCode, reasonOf } from './postgres-error.js';
import { stopOrphan, stopProcess } from './postmaster-process.js';
import { type ServerPurpose, serverArguments } from './server-arguments.js';
import { ServerLog } from './server-log.js';

/** Recovery after a kill can take minutes on a slow disk; until then the server answers "starting up". */
const READY_TIMEOUT_MS = 300_000;
/** Processes of a killed server need a moment to notice; until then a new one is refused. */
const REFUSED_TIMEOUT_MS = 20_000;
const POLL_MS = 25;

export interface StartPostgresOptions {
  /** Directory for the data, made where missing. Only one live process can use it. */
  readonly dataDir: string;
  /** Receives lines for the person at the terminal. */
  readonly log: (line: string) => void;
  /** `service` unless told. */
  readonly purpose?: ServerPurpose;
  /** Ends a start that is under way, however long recovery would still take. */
  readonly signal?: AbortSignal;
}

export interface EmbeddedPostgres {
  /** `postgres://…` of the application's own role and database. */
  readonly url: string;
  readonly pid: number;
  /** Resolves with the server's last log lines when it ends, whether asked to or not. */
  readonly ended: Promise<string>;
  /** Shuts down and gives the data free; resolves also where the server is gone, and on every later call. */
  stop(): Promise<void>;
  /** Ends the server without a checkpoint, for the impatient; the next start recovers. stop() has still to be awaited. */
  kill(): void;
}

/**
 * Starts the embedded PostgreSQL on a loopback port, from nothing or from data of any earlier start, also after a kill
 * of the server, of its supervisor or of both.
 * @throws EmbeddedPostgresError with a sentence for the person at the terminal
 */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const purpose = options.purpose ?? 'service';
  const place = await prepareDataHome(options.dataDir, await locateBinaries(), options.log);
  const use = await holdExclusively(place.home);
  if (!use.held) {
    const holder = use.holder === undefined ? '' : ` ${use.holder}`;
    throw new EmbeddedPostgresError(
      'in-use',
      `数据库正被进程${holder} 使用 · The database in ${place.home} is in use by process${holder}: stop that one first`,
    );
  }
  try {
    const major = await serverMajor(place.binaries, place.identity);
    const orphan = await stopOrphan(dataDirectory(place.home));
    if (orphan !== undefined) {
      options.log(`已停止上次遗留的 PostgreSQL · Stopped PostgreSQL ${orphan}, left behind by a killed start`);
    }
    await ensureCluster(place, major, purpose === 'service');
    const signal = options.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    return await launch(place, purpose, signal, () => use.release());
  } catch (error) {
    await use.release();
    throw error;
  }
}

async function launch(
  place: DataHome,
  purpose: ServerPurpose,
  signal: AbortSignal,
  release: () => Promise<void>,
): Promise<EmbeddedPostgres> {
  const recordPath = join(place.home, 'cluster', 'connection.json');
  const deadline = Date.now() + REFUSED_TIMEOUT_MS;
  for (;;) {
    const known = await readConnectionRecord(recordPath);
    const record = await withUsablePort(known);
    if (record.port !== known.port) await writeConnectionRecord(recordPath, record);
    const log = await ServerLog.open(join(place.home, 'server.log'));
    const server = spawnServer(place, record.port, purpose, log);
    try {
      await prepareWhenReady(server, record, purpose, signal);
      return supervise(server, record, log, release);
    } catch (error) {
      await endServer(server);
      const tail = await log.tail();
      await log.close();
      signal.throwIfAborted();
      if (isPassing(tail) && Date.now() < deadline) {
        await delay(200);
        continue;
      }
      throw startFailure(error, tail, log.path);
    }
  }
}

/** Refusals that another attempt can get over: a port taken since it was checked, processes of the last server. */
function isPassing(tail: string): boolean {
  return /could not bind|pre-existing shared memory block/.test(tail);
}

function startFailure(cause: unknown, tail: string, logPath: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'failed',
    `PostgreSQL 启动失败 · PostgreSQL did not start: ${reasonOf(cause)}. Its log, ${logPath}, ends with:\n${tail}`,
    { cause },
  );
}

function spawnServer(place: DataHome, port: number, purpose: ServerPurpose, log: ServerLog): ChildProcess {
  const data = dataDirectory(place.home);
  return spawn(join(place.binaries.native, 'bin', 'postgres'), serverArguments(data, port, purpose), {
    cwd: place.home,
    env: { PATH: process.env['PATH'] },
    // A session of its own: Ctrl-C in the terminal must reach the supervisor alone, which stops the server last.
    detached: true,
    stdio: ['ignore', log.handle.fd, log.handle.fd],
    ...place.identity,
  });
}

async function prepareWhenReady(
  server: ChildProcess,
  record: ConnectionRecord,
  purpose: ServerPurpose,
  signal: AbortSignal,
): Promise<void> {
  const abort = new AbortController();
  const failed = new Promise<never>((_, reject) => {
    const stop = (): void => reject(new Error('the start was given up'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: abort.signal });
    server.once('error', reject);
    server.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? `code ${code}`}`)));
  });
  try {
    await Promise.race([failed, connectAndPrepare(record, purpose, abort.signal)]);
  } finally {
    abort.abort();
  }
}

async function connectAndPrepare(record: ConnectionRecord, purpose: ServerPurpose, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const client = new Client({
      host: LOOPBACK,
      port: record.port,
      user: SUPERUSER,
      password: record.superuserPassword,
      database: 'postgres',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await ensureApplicationDatabase(client, record, purpose);
      return;
    } catch (error) {
      // 57P03 cannot_connect_now: starting up or recovering.
      const wait = hasCode(error, 'ECONNREFUSED', 'ECONNRESET', '57P03') && Date.now() < deadline;
      if (!wait || signal.aborted) throw error;
      await delay(POLL_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function isRunning(server: ChildProcess): boolean {
  return server.pid !== undefined && server.exitCode === null && server.signalCode === null;
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.pid !== undefined) await stopProcess(server.pid, () => isRunning(server));
}

function supervise(
  server: ChildProcess,
  record: ConnectionRecord,
  log: ServerLog,
  release: () => Promise<void>,
): EmbeddedPostgres {
  const { pid } = server;
  if (pid === undefined) throw new Error('the server has no process id');
  // A supervisor that ends without stop() still asks the server to shut down; only kill -9 leaves an orphan.
  const onExit = (): void => {
    if (isRunning(server)) server.kill('SIGINT');
  };
  process.once('exit', onExit);
  const exited = isRunning(server) ? once(server, 'exit') : Promise.resolve();
  const ended = exited.then(async () => {
    process.removeListener('exit', onExit);
    const tail = await log.tail();
    await log.close();
    await release();
    return tail;
  });
  let stopping: Promise<void> | undefined;
  return {
    url: applicationUrl(record),
    pid,
    ended,
    kill: () => void server.kill('SIGQUIT'),
    stop: () => (stopping ??= endServer(server).then(async () => void (await ended))),
  };
}
