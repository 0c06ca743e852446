import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { digestFile, type LocalArtifact } from '../../apps/cli/src/uploads/digest-file.js';
import { uploadArtifact } from '../../apps/cli/src/uploads/upload-artifact.js';
import { createDevelopmentDatabase } from '../support/development-database.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';

jest.setTimeout(600_000);

const MIB = 1024 ** 2;
/** More than a GiB where somebody wants to see that; small where every change waits for it. */
const SIZE = Number(process.env['SHIPEI_TEST_UPLOAD_BYTES'] ?? 48 * MIB);
/** What an API process with nothing to do takes, and a few parts. */
const MOST_MEMORY_MIB = 450;

/** A real API process, killed in mid-upload and started again; the sender is the command line's own. */
describe.each(['folder', 'bucket'] as const)('an upload into a %s whose server is killed', (kind) => {
  let scratch: string;
  let world: Awaited<ReturnType<typeof createDevelopmentDatabase>>;
  let server: S3Server;
  let port: number;
  let api: ChildProcess | undefined;
  let artifact: LocalArtifact;
  beforeAll(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'shipei-killed-'));
    world = await createDevelopmentDatabase();
    server = await startS3Server();
    port = await freePort();
    const file = path.join(scratch, 'large.bin');
    const handle = await open(file, 'w');
    for (let at = 0; at < SIZE; at += MIB) await handle.write(randomBytes(Math.min(MIB, SIZE - at)));
    await handle.close();
    artifact = await digestFile(file);
  });
  afterAll(async () => {
    await kill();
    await server.stop();
    await world.database.drop();
    await rm(scratch, { recursive: true, force: true });
  });

  const url = (): string => `http://127.0.0.1:${port}`;
  async function start(): Promise<void> {
    api = spawn(process.execPath, ['dist/apps/api/src/main.js'], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: world.database.url,
        SHIPEI_PORT: String(port),
        SHIPEI_STORE_DIR: path.join(scratch, 'store'),
        ...(kind === 'folder'
          ? {}
          : {
              SHIPEI_BLOB_STORE: 's3://shipei/store',
              SHIPEI_S3_ENDPOINT: server.endpoint,
              AWS_ACCESS_KEY_ID: 'S3RVER',
              AWS_SECRET_ACCESS_KEY: 'S3RVER',
            }),
        LOG_LEVEL: 'silent',
      },
      stdio: 'ignore',
    });
    while (
      !(await fetch(`${url()}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (api.exitCode !== null) throw new Error('the API process ended');
    }
  }
  async function kill(): Promise<void> {
    if (api?.exitCode !== null || api.signalCode !== null) return;
    const exited = once(api, 'exit');
    api.kill('SIGKILL');
    await exited;
  }
  /** Peak of the process, MiB. */
  async function peakMemory(): Promise<number> {
    const status = await readFile(`/proc/${api?.pid ?? 0}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024;
  }

  it('goes on behind what had arrived, in bounded memory, and is stored with its digest', async () => {
    await start();
    const account = world.prepared.accounts.find(({ role }) => role === 'vendor');
    const session = await fetch(`${url()}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: account?.username, password: account?.password }),
    });
    // The contract's answer to a sign-in.
    const { token } = (await session.json()) as { token: string };
    const head = () =>
      fetch(`${url()}/api/v1/artifacts/${artifact.sha256}`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${token}` },
      });

    const arrivals: number[] = [];
    let restarted: Promise<void> | undefined;
    const restart = async (): Promise<void> => {
      // Half of it is there, as the server itself says: then it dies without a word.
      while (Number((await head()).headers.get('upload-offset') ?? 0) < SIZE / 2 - 8 * MIB);
      await kill();
      await start();
    };
    const outcome = await uploadArtifact(
      { url: url(), token },
      artifact,
      {
        onSent: (sent) => {
          if (sent >= SIZE / 4) restarted ??= restart();
        },
        onRetry: () => arrivals.push(0),
      },
      { tries: 60, pauseMs: 200 },
    );
    await restarted;
    expect(outcome).toBe('sent');
    // It was cut off, or it was done before the kill: then this test has shown nothing.
    expect(arrivals.length).toBeGreaterThan(0);
    const done = await head();
    expect([done.headers.get('upload-complete'), done.headers.get('upload-offset')]).toEqual(['?1', String(SIZE)]);
    const stored = await askAgain(token);
    expect(stored).toEqual('already-there');
    if (kind === 'folder') {
      const blob = path.join(scratch, 'store/blobs', artifact.sha256.slice(0, 2), artifact.sha256);
      expect((await stat(blob)).size).toBe(SIZE);
      expect((await digestFile(blob)).sha256).toBe(artifact.sha256);
    }
    if (process.platform === 'linux') {
      const peak = await peakMemory();
      process.stderr.write(`${kind}: ${Math.round(SIZE / MIB)} MiB uploaded, the API took ${Math.round(peak)} MiB\n`);
      expect(peak).toBeLessThan(MOST_MEMORY_MIB);
    }
  });

  async function askAgain(token: string): Promise<string> {
    return uploadArtifact({ url: url(), token }, artifact, { onSent: () => undefined, onRetry: () => undefined });
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
