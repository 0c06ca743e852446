import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { compileSupervisor } from '../support/postgres-server.mjs';

export const ROOT = resolve(fileURLToPath(new URL('.', import.meta.url)), '..', '..');

/** Numeric user to start a supervisor as; undefined is the user of the tests. */
export interface TestUser {
  readonly uid: number;
  readonly gid: number;
}

/** What the program below reports. */
interface Report {
  readonly url?: string;
  readonly pid?: number;
  readonly line?: string;
  readonly code?: string;
  readonly message?: string;
  readonly ended?: string;
  readonly stopped?: true;
}

/** Starts a server and holds it until told to stop: a launcher that tests can kill. */
const PROGRAM = `
import { startPostgres } from './start-postgres.js';
const tell = (report) => process.send?.(report);
try {
  const log = (line) => tell({ line });
  const abort = new AbortController();
  process.on('message', (word) => word === 'abort' && abort.abort());
  const server = await startPostgres({ dataDir: process.argv[2], log, signal: abort.signal });
  server.ended.then((ended) => tell({ ended }));
  process.on('message', () => server.stop().then(() => tell({ stopped: true })).then(() => process.disconnect()));
  tell({ url: server.url, pid: server.pid });
} catch (error) {
  tell({ code: error.code ?? error.name, message: error.message });
  process.disconnect();
}
`;

/** Compiles the supervisor where any user can run it. */
export async function prepareSupervisor(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'shipei-supervisor-'));
  await chmod(directory, 0o755);
  await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  await compileSupervisor(ROOT, directory);
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  await writeFile(join(directory, 'program.js'), PROGRAM);
  return directory;
}

/** A supervisor in a process of its own. */
export class SupervisorProcess {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #reports: Report[] = [];
  readonly #exited: Promise<unknown>;

  constructor(compiled: string, dataDir: string, user?: TestUser) {
    this.#child = fork(join(compiled, 'program.js'), [dataDir], {
      execArgv: [],
      cwd: '/',
      env: { PATH: process.env['PATH'] },
      ...user,
    });
    this.#exited = once(this.#child, 'exit');
    this.#child.on('message', (message) => {
      // The cast: the program above is the only sender.
      const report = message as Report;
      this.#reports.push(report);
      if (report.line !== undefined) this.lines.push(report.line);
    });
  }

  /** The server's address and process id. */
  async ready(): Promise<{ url: string; pid: number }> {
    const { url, pid, message } = await this.#next((report) => report.url !== undefined || report.code !== undefined);
    if (url === undefined || pid === undefined) throw new Error(`the server did not start: ${message}`);
    return { url, pid };
  }

  /** Why it refused to start. */
  async refused(): Promise<{ code: string; message: string }> {
    const { code, message } = await this.#next((report) => report.url !== undefined || report.code !== undefined);
    if (code === undefined || message === undefined) throw new Error('the server started, though it should not');
    await this.#exited;
    return { code, message };
  }

  /** The log's tail that came with the server's end. */
  async ended(): Promise<string> {
    return (await this.#next((report) => report.ended !== undefined)).ended ?? '';
  }

  async stop(): Promise<void> {
    this.#child.send('stop');
    await this.#next((report) => report.stopped === true);
    await this.#exited;
  }

  /** Gives up a start that is under way. */
  abort(): void {
    this.#child.send('abort');
  }

  /** kill -9 */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async #next(matches: (report: Report) => boolean): Promise<Report> {
    return until('a report of the supervisor', () => this.#reports.find(matches));
  }
}

/** Polls a condition; the deadline is far beyond what a slow machine needs. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(10);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Whether a process runs; a zombie, which nobody has collected yet, does not. */
export async function runs(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s+Z/m.test(status);
}

/** The user id that a process runs as. */
export async function uidOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
}

/** A new directory that the user owns, below one that everyone may walk through. */
export async function directoryOf(user: TestUser | undefined, mode = 0o755): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'shipei-postgres-'));
  await chmod(directory, mode);
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  return directory;
}
