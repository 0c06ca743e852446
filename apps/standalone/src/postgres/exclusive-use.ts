import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';

import { hasCode } from './postgres-error.js';

/** Either the hold, or the process id of the holder (undefined where it did not say). */
export type ExclusiveUse =
  { readonly held: true; release(): Promise<void> } | { readonly held: false; readonly holder: number | undefined };

const ANSWER_TIMEOUT_MS = 1_000;

/**
 * Takes a machine-wide hold on a path. The hold is a listening socket in Linux's abstract namespace rather than a
 * file: the kernel drops it with the process, also after kill -9, so no hold is ever stale.
 */
export async function holdExclusively(path: string): Promise<ExclusiveUse> {
  const name = `\0shipei-postgres-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  const server = createServer((caller) => {
    caller.on('error', () => undefined);
    caller.end(String(process.pid));
  });
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, resolve);
  });
  try {
    await listening;
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) return { held: false, holder: await askHolder(name) };
    throw error;
  }
  server.unref();
  return {
    held: true,
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

function askHolder(name: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(name);
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(/^\d+$/.test(answer) ? Number(answer) : undefined));
  });
}
