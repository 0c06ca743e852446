import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SupervisedProcess } from './supervised-process.js';

/** Polls a condition; the deadline is far beyond what a slow machine needs. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(10);
  }
  throw new Error('waited in vain');
}

describe('SupervisedProcess', () => {
  let directory = '';
  let said: string[] = [];
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'shipei-supervised-'));
    said = [];
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  /** A program that writes its process id and how it ends into files. */
  async function supervise(program: string): Promise<SupervisedProcess> {
    const script = join(directory, 'program.mjs');
    await writeFile(script, `import { appendFileSync } from 'node:fs';\n${program}`);
    return new SupervisedProcess({
      name: 'api',
      script,
      cwd: directory,
      logPath: join(directory, 'logs', 'api.log'),
      environment: () => ({ PATH: process.env['PATH'], GREETING: 'hello' }),
      say: (line) => said.push(line),
      onGivenUp: (name) => said.push(`${name} given up`),
    });
  }

  const pids = async (count: number): Promise<number[] | undefined> => {
    const text = await readFile(join(directory, 'pids'), 'utf8').catch(() => '');
    const found = text.split('\n').filter(Boolean).map(Number);
    return found.length >= count ? found : undefined;
  };

  // The process id comes last: who reads it finds everything else in place.
  const STAYING = `
    setInterval(() => {}, 1000);
    process.on('SIGTERM', () => { appendFileSync('ends', 'SIGTERM\\n'); process.exit(0); });
    process.on('disconnect', () => { appendFileSync('ends', 'disconnect\\n'); process.exit(0); });
    console.error('last words');
    appendFileSync('pids', process.pid + '\\n');
  `;

  it('starts a killed program again and shows its last words', async () => {
    const supervised = await supervise(STAYING);
    supervised.start();
    const [first] = await until(() => pids(1));
    process.kill(first ?? 0, 'SIGKILL');
    const [, second] = await until(() => pids(2));
    expect(second).not.toBe(first);
    expect(said.join('\n')).toContain('SIGKILL');
    expect(said).toContain('api | last words');
    await supervised.stop();
    expect(await readFile(join(directory, 'ends'), 'utf8')).toBe('SIGTERM\n');
  });

  it('restarts on request without calling it a death', async () => {
    const supervised = await supervise(STAYING);
    supervised.start();
    await until(() => pids(1));
    supervised.restart();
    await until(() => pids(2));
    expect(said).toEqual([]);
    await supervised.stop();
  });

  it('does not start anything after stop()', async () => {
    const supervised = await supervise(STAYING);
    supervised.start();
    await supervised.stop();
    const before = (await pids(0)) ?? [];
    supervised.start();
    await supervised.stop();
    expect(await pids(0)).toEqual(before);
  });

  it('gives the program its environment and nothing of ours', async () => {
    process.env['SHIPEI_TEST_SECRET'] = 'ours';
    const supervised = await supervise(`appendFileSync('env', JSON.stringify(process.env));${STAYING}`);
    supervised.start();
    await until(() => pids(1));
    await supervised.stop();
    delete process.env['SHIPEI_TEST_SECRET'];
    const text = await readFile(join(directory, 'env'), 'utf8');
    expect(text).toContain('hello');
    expect(text).not.toContain('ours');
  });
});
