import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * One holder per checkout and purpose. The hold is a listening socket in Linux's abstract namespace: the kernel drops
 * it with the process, also after kill -9, so a stale one cannot exist. Elsewhere there is no such namespace and no
 * hold; a busy port is then the only guard.
 * @param {string} purpose one word
 * @param {string} root link-free path of the checkout
 * @param {() => string} state what to tell a second process, as `<pid> <word>`
 * @returns {Promise<{ release(): void } | { holder: string }>}
 */
async function tryHold(purpose, root, state) {
  if (process.platform !== 'linux') return { release() {} };
  const name = `\0shipei-${purpose}-${createHash('sha256').update(root).digest('hex').slice(0, 32)}`;
  const server = createServer((caller) => {
    caller.on('error', () => {});
    caller.end(state());
  });
  try {
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(name, () => resolve(undefined));
    });
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    return { holder: await ask(name) };
  }
  server.unref();
  return { release: () => void server.close() };
}

/** @param {string} name @returns {Promise<string>} the holder's state, '' where it does not answer */
function ask(name) {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(name);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

/**
 * Takes the hold, waiting for another holder while `patience` says so.
 * @param {string} purpose
 * @param {string} root
 * @param {{ state?: () => string, patience: (holder: string, waitedMs: number) => boolean }} options
 * @returns {Promise<{ release(): void } | { holder: string }>}
 */
export async function hold(purpose, root, { state = () => `${process.pid} running`, patience }) {
  const started = Date.now();
  for (;;) {
    const result = await tryHold(purpose, root, state);
    if ('release' in result || !patience(result.holder, Date.now() - started)) return result;
    await delay(200);
  }
}
