import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Free space in bytes for dependencies, build, database and the first packages. */
const FRESH_BYTES = 1.5 * 1024 ** 3;
/** Free space in bytes to run what is installed. */
const RUNNING_BYTES = 0.3 * 1024 ** 3;

/** How long a former instance may take to give its port free, in milliseconds. */
const PORT_PATIENCE_MS = 10_000;

/**
 * @param {string} platform @param {string} architecture @param {string | undefined} databaseUrl
 * @returns {string | undefined}
 */
export function architectureProblem(platform, architecture, databaseUrl) {
  const embedded = platform === 'linux' && (architecture === 'x64' || architecture === 'arm64');
  if (embedded || databaseUrl) return undefined;
  return (
    `${platform}/${architecture} 没有内置的 PostgreSQL · There is no embedded PostgreSQL for ${platform}/${architecture}: ` +
    'install PostgreSQL 15 or newer and set DATABASE_URL=postgres://user:password@host:5432/database'
  );
}

/** @param {string} directory @param {boolean} installed @returns {Promise<string | undefined>} */
export async function diskProblem(directory, installed) {
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  const needed = installed ? RUNNING_BYTES : FRESH_BYTES;
  if (free >= needed) return undefined;
  const gigabytes = (bytes) => (bytes / 1024 ** 3).toFixed(1);
  return (
    `磁盘空间不足 · Only ${gigabytes(free)} GB are free on the disk of ${directory}, ${gigabytes(needed)} GB are needed: ` +
    'free some, or move the checkout to another disk'
  );
}

/**
 * Waits up to ten seconds for a former instance, killed a moment ago, to let go of the port.
 * @param {string} host @param {string} port as in the environment @param {(line: string) => void} say
 * @param {number} [patienceMs]
 * @returns {Promise<string | undefined>}
 */
export async function portProblem(host, port, say, patienceMs = PORT_PATIENCE_MS) {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65535) {
    return `SHIPEI_PORT=${port} 无效 · SHIPEI_PORT=${port} is not a port: set it to a number from 1 to 65535`;
  }
  const deadline = Date.now() + patienceMs;
  for (let first = true; ; first = false) {
    const code = await tryListen(host, number);
    if (code === undefined) return undefined;
    if (code === 'EACCES') {
      return `无权使用端口 ${port} · This user may not listen on port ${port}: set SHIPEI_PORT to one above 1023`;
    }
    if (code !== 'EADDRINUSE') {
      return `无法在 ${host}:${port} 监听 · Cannot listen on ${host}:${port} (${code}): set SHIPEI_HOST to an address of this machine`;
    }
    if (Date.now() >= deadline) {
      return `端口 ${port} 已被占用 · Port ${port} is in use; set SHIPEI_PORT to another one, e.g. SHIPEI_PORT=${number + 1} npm start`;
    }
    if (first) say(`端口 ${port} 被占用，等待释放 · Port ${port} is in use; waiting up to 10 s for it`);
    await delay(250);
  }
}

/** @param {string} host @param {number} port @returns {Promise<string | undefined>} error code, or undefined where it is free */
function tryListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
