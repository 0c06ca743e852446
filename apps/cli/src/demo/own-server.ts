import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { UsageError } from '../exit-codes.js';
import { codeOf } from '../failure.js';
import type { DemoSettings } from './settings.js';

const devCredentials = z.object({
  url: z.url(),
  accounts: z.array(z.object({ role: z.string(), username: z.string(), password: z.string() })),
});
export type DevCredentials = z.infer<typeof devCredentials>;

export interface DemoServer {
  readonly credentials: DevCredentials;
  /** Started by the demo, which also stops it. */
  readonly own: boolean;
  stop(): Promise<void>;
}

const DEFAULT_PORT = 3000;
const READY_MS = 3_000;
const STOP_MS = 30_000;

/** The server that already runs from this checkout, or one of the demo's own. */
export async function openServer(
  root: string,
  settings: DemoSettings,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv,
): Promise<DemoServer> {
  const running = await readCredentials(settings.stateDir);
  if (running !== undefined && (await startRuns(root)) && (await isReady(running.url))) {
    return { credentials: running, own: false, stop: () => Promise.resolve() };
  }
  return await startServer(root, settings, signal, env);
}

async function readCredentials(stateDir: string): Promise<DevCredentials | undefined> {
  const file = path.join(stateDir, 'dev-credentials.json');
  try {
    return devCredentials.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'EACCES') {
      throw new UsageError(
        `${file} 属于其他用户 · ${file} belongs to another user: run the demo as whoever runs npm start`,
      );
    }
    // Half written or of an older version: a start writes it anew.
    return undefined;
  }
}

/**
 * Whether `npm start` runs from this checkout: it holds an abstract socket of the checkout's path. Whoever else answers
 * at an address of an earlier start must not be sent this checkout's passwords.
 */
async function startRuns(root: string): Promise<boolean> {
  const name = createHash('sha256')
    .update(await realpath(root))
    .digest('hex')
    .slice(0, 32);
  return new Promise((resolve) => {
    const socket = connect(`\0shipei-start-${name}`);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(READY_MS) })).ok;
  } catch {
    return false;
  }
}

async function startServer(
  root: string,
  settings: DemoSettings,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv,
): Promise<DemoServer> {
  const port = settings.port ?? (await freePort(DEFAULT_PORT));
  const child = spawn(process.execPath, [path.join(root, 'apps', 'standalone', 'bin', 'start.mjs'), '--json'], {
    cwd: root,
    env: { ...env, SHIPEI_PORT: `${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const stop = (): Promise<void> => stopServer(child, ended);
  const onAbort = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await untilReady(child, ended);
    const credentials = await readCredentials(settings.stateDir);
    if (credentials === undefined)
      throw new Error('npm start 没有写下开发账户 · npm start left no development accounts');
    return { credentials, own: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The launcher prints one JSON line when everything runs. */
async function untilReady(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.stdout === null) throw new Error('the launcher has no standard output');
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<boolean>((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('{')) resolve(true);
    });
  });
  if (await Promise.race([ready, ended.then(() => false)])) return;
  throw new UsageError('服务未能启动，原因见上 · The service did not start, see above');
}

async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(patience);
}

/** The wanted port, or any other where something else has it. */
async function freePort(wanted: number): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ host: '127.0.0.1', port }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
