import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Loading ten million findings included. */
const READY_MS = 600_000;
const LAST_WORDS = 4_000;

/** The product's own API process, as it was built, on a database of the bench. */
export interface ApiProcess {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** @throws Error with the process's last words where it does not become ready */
export async function startApi(root: string, databaseUrl: string): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const store = await mkdtemp(path.join(tmpdir(), 'shipei-bench-'));
  const child = spawn(process.execPath, [path.join(root, 'dist/apps/api/src/main.js')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      SHIPEI_PORT: String(port),
      SHIPEI_STORE_DIR: store,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-LAST_WORDS)));
  }
  const exited = once(child, 'exit');
  // An interrupted bench leaves no server behind.
  const endWithUs = (): void => void child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!isOver()) {
      child.kill('SIGTERM');
      await exited;
    }
    process.off('exit', endWithUs);
    await rm(store, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_MS;
  while (!isOver() && Date.now() < deadline) {
    // Spawned without an error, it has a process id.
    if (await answers(url)) return { pid: child.pid ?? 0, port, url, stop };
    await delay(50);
  }
  await stop();
  throw new Error(`the API process did not become ready:\n${said}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    // Ready before its matrix is loaded, it would answer from the database meanwhile: what only memory answers tells.
    return (await fetch(`${url}/readyz`)).ok && (await fetch(`${url}/api/v1/matrix?limit=1`)).ok;
  } catch {
    return false;
  }
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
