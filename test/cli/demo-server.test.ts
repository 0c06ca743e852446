import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openServer } from '../../apps/cli/src/demo/own-server.js';

describe('the demo', () => {
  let directory: string;
  let stranger: Server;
  const asked: (string | undefined)[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'shipei-demo-'));
    stranger = createServer((request, response) => {
      asked.push(request.url);
      response.end();
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    // A TCP server's address is never a path.
    const { port } = stranger.address() as AddressInfo;
    const left = { url: `http://127.0.0.1:${port}`, accounts: [{ role: 'vendor', username: 'v', password: 'p' }] };
    await writeFile(path.join(directory, 'dev-credentials.json'), JSON.stringify(left));
  });
  afterAll(async () => {
    stranger.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('takes no stranger at an address of an earlier start for its checkout’s own service', async () => {
    const settings = { stateDir: directory, port: undefined, json: false, npm: undefined };
    // Where the launcher of this checkout would be: a server of the demo's own is tried, and does not start.
    const launcher = path.join(directory, 'apps', 'standalone', 'bin');
    await mkdir(launcher, { recursive: true });
    await writeFile(path.join(launcher, 'start.mjs'), 'process.exitCode = 1;');
    const opened = openServer(directory, settings, new AbortController().signal, {});
    await expect(opened).rejects.toThrow('The service did not start');
    expect(asked).toEqual([]);
  });
});
