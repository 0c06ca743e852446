import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient, unwrap, type ShipeiClient } from '#libs/client';
import type { Role } from '#libs/domain';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Less than what `beforeAll` waits, so that it says what was printed until then. */
const READY_MS = 90_000;

/** `npm start` as a user runs it: every process real, built from this tree, on a state folder and port of its own. */
export interface Standalone {
  readonly url: string;
  readonly stateDir: string;
  readonly launcher: ChildProcess;
  as(role: Role): Promise<ShipeiClient>;
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export async function startStandalone(
  options: { redisUrl?: string; stateDir?: string; port?: number } = {},
): Promise<Standalone> {
  const stateDir = options.stateDir ?? (await mkdtemp(path.join(tmpdir(), 'shipei-e2e-')));
  // As root, PostgreSQL runs as a user of its own, who must be able to pass through.
  await chmod(stateDir, 0o711);
  const port = options.port ?? (await freePort());
  const launcher = spawn(process.execPath, ['apps/standalone/bin/start.mjs', '--json'], {
    cwd: ROOT,
    env: environment({ SHIPEI_PORT: String(port), SHIPEI_STATE_DIR: stateDir, REDIS_URL: options.redisUrl }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    await readiness(launcher);
  } catch (error) {
    // Nobody else knows it: left alone it would run on after the tests.
    if (launcher.exitCode === null && launcher.signalCode === null) {
      launcher.kill('SIGINT');
      await once(launcher, 'exit');
    }
    if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    throw error;
  }
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    stateDir,
    launcher,
    as: async (role) => {
      const { accounts } = JSON.parse(await readFile(path.join(stateDir, 'dev-credentials.json'), 'utf8')) as {
        accounts: { role: Role; username: string; password: string }[];
      };
      const account = accounts.find((candidate) => candidate.role === role);
      if (account === undefined) throw new Error(`no development account has the role ${role}`);
      const body = { username: account.username, password: account.password };
      const { token } = unwrap(await createClient({ url }).POST('/api/v1/sessions', { body }));
      return createClient({ url, token: () => token });
    },
    stop: async () => {
      if (launcher.exitCode !== null || launcher.signalCode !== null) return launcher.exitCode;
      const exited = once(launcher, 'exit');
      launcher.kill('SIGINT');
      await exited;
      return launcher.exitCode;
    },
  };
}

/** Removes what a stopped standalone leaves. */
export async function forget(standalone: Standalone): Promise<void> {
  await rm(standalone.stateDir, { recursive: true, force: true });
}

/** Runs one of the repository's programs to its end. */
export async function run(
  program: string,
  args: readonly string[],
  extra: Record<string, string | undefined>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: environment(extra),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

/** The environment without what belongs to the test run itself. */
function environment(extra: Record<string, string | undefined>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('SHIPEI_') && !['NODE_OPTIONS', 'DATABASE_URL', 'REDIS_URL', 'NODE_ENV'].includes(name),
  );
  return { ...Object.fromEntries(own), ...extra };
}

async function readiness(launcher: ChildProcess): Promise<void> {
  let output = '';
  let errors = '';
  launcher.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in time:\n${output}\n${errors}`)), READY_MS);
    launcher.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (!/^\{"url":/m.test(output)) return;
      clearTimeout(timer);
      resolve();
    });
    launcher.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${output}\n${errors}`)));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
