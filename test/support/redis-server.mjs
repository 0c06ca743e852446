import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Each suite gets an empty database of its own out of these. */
export const REDIS_DATABASES = 1024;

const READY_TIMEOUT_MS = 10_000;

/**
 * Runs a server as child of a shell that waits on our end of a pipe: when we die, also by kill -9, the pipe closes and
 * the server goes too.
 */
const TIED_TO_PARENT = '"$0" "$@" & server=$!; read -r _; kill "$server" 2>/dev/null; wait "$server"';

/** @param {string} name @returns {string | undefined} path of a program on PATH */
export function programOnPath(name) {
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(directory, name);
    try {
      if (existsSync(path)) {
        accessSync(path, constants.X_OK);
        return path;
      }
    } catch {
      // Not executable for us: look on.
    }
  }
  return undefined;
}

/** @returns {string | undefined} path of the installed Redis or Valkey server */
export function redisProgram() {
  return programOnPath('redis-server') ?? programOnPath('valkey-server');
}

/**
 * Starts a Redis or Valkey without persistence on a free loopback port.
 * @returns {Promise<{ url: string, stop(): Promise<void> } | undefined>} undefined where neither is installed
 */
export async function startTestRedis() {
  const program = redisProgram();
  if (program === undefined) return undefined;
  const directory = await mkdtemp(join(tmpdir(), 'shipei-test-redis-'));
  try {
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      const server = launch(program, port, directory);
      if (await answersPing(port, server)) {
        return {
          url: `redis://127.0.0.1:${port}`,
          stop: async () => {
            await end(server);
            await rm(directory, { recursive: true, force: true });
          },
        };
      }
      await end(server);
      if (attempt === 3) throw new Error(`${program} does not start on a loopback port`);
    }
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

function launch(program, port, directory) {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const more = ['--daemonize', 'no', '--databases', String(REDIS_DATABASES), '--dir', directory];
  // A session of its own, so that Ctrl-C reaches the tests first and the server last.
  return spawn('sh', ['-c', TIED_TO_PARENT, program, ...settings, ...more], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
}

async function end(server) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin.end();
  const killer = setTimeout(() => process.kill(-server.pid, 'SIGKILL'), 5_000);
  await exited;
  clearTimeout(killer);
}

async function answersPing(port, server) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    if (await ping(port)) return true;
    await delay(20);
  }
  return false;
}

function ping(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(false));
  });
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
