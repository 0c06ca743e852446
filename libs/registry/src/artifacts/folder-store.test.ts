import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderStore } from './folder-store.js';

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('FolderStore', () => {
  let folder: string;
  let store: FolderStore;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shipei-blobs-'));
    store = new FolderStore({ folder, maxBytes: 1_000_000 });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const bytes = randomBytes(100_000);
  const sha256 = sha256Of(bytes);
  const upload = (content: Readable, offset = 0, to = store) =>
    to.receive({ scope: 'us', sha256, offset, length: bytes.length, content });
  const partial = () => path.join(folder, 'uploads', 'us', `${sha256}.partial`);
  const stored = () => readFile(path.join(folder, 'blobs', sha256.slice(0, 2), sha256));

  /** A sender that has sent the first bytes and says nothing more, not even that it has gone. */
  async function silent(count: number, to = store): Promise<{ sender: PassThrough; outcome: Promise<unknown> }> {
    const sender = new PassThrough();
    const outcome = upload(sender, 0, to).catch((error: unknown) => error);
    sender.write(bytes.subarray(0, count));
    while ((await to.received('us', sha256)) < count);
    return { sender, outcome };
  }

  it('lets an upload go on whose first sender has vanished without a word', async () => {
    const { outcome } = await silent(60_000);
    await expect(upload(Readable.from([bytes.subarray(60_000)]), 60_000)).resolves.toMatchObject({ sha256 });
    expect(await outcome).toMatchObject({ code: 'upload-offset-mismatch', facts: { uploadOffset: 60_000 } });
    expect(sha256Of(await stored())).toBe(sha256);
  });

  it('lets an upload start over whose first sender has vanished without a word', async () => {
    const { outcome } = await silent(60_000);
    await expect(upload(Readable.from([bytes]))).resolves.toMatchObject({ sha256, size: bytes.length });
    expect(await outcome).toMatchObject({ code: 'upload-offset-mismatch' });
  });

  it('leaves an upload alone when another goes on from the wrong place', async () => {
    const { sender, outcome } = await silent(60_000);
    const wrong = upload(Readable.from([bytes.subarray(1)]), 1);
    await expect(wrong).rejects.toMatchObject({ code: 'upload-offset-mismatch', facts: { uploadOffset: 60_000 } });
    sender.end(bytes.subarray(60_000));
    expect(await outcome).toMatchObject({ sha256 });
  });

  it('gives a sender up that falls silent, and keeps what it sent', async () => {
    const impatient = new FolderStore({ folder, maxBytes: 1_000_000, idleMs: 1 });
    const outcome = upload(new PassThrough(), 0, impatient);
    await expect(outcome).rejects.toMatchObject({ code: 'upload-truncated', facts: { expected: bytes.length } });
  });

  it('publishes bytes that nobody can change any more', async () => {
    // Another process on the same folder has the partial file open, and writes to it whenever it likes.
    const { sender, outcome } = await silent(60_000);
    const elsewhere = await open(partial(), 'a');
    sender.end(bytes.subarray(60_000));
    expect(await outcome).toMatchObject({ sha256 });
    await elsewhere.write('changed');
    await elsewhere.close();
    expect(sha256Of(await stored())).toBe(sha256);
    expect(await readdir(path.dirname(partial()))).toEqual([]);
  });

  it('says where to go on when another process starts the upload over or finishes it', async () => {
    const restarted = await silent(60_000);
    await rm(partial());
    await writeFile(partial(), bytes.subarray(0, 7));
    restarted.sender.end(bytes.subarray(60_000));
    expect(await restarted.outcome).toMatchObject({ code: 'upload-offset-mismatch', facts: { uploadOffset: 7 } });
    const finished = await silent(60_000);
    await rm(partial());
    finished.sender.end(bytes.subarray(60_000));
    expect(await finished.outcome).toMatchObject({ code: 'upload-offset-mismatch', facts: { uploadOffset: 0 } });
  });

  it('takes the same bytes from two processes at once', async () => {
    const other = new FolderStore({ folder, maxBytes: 1_000_000 });
    const [here, there] = [await silent(60_000), await silent(30_000, other)];
    here.sender.end(bytes.subarray(60_000));
    there.sender.end(bytes.subarray(30_000));
    const outcomes = [await here.outcome, await there.outcome];
    expect(outcomes).toContainEqual(expect.objectContaining({ sha256 }));
    expect(sha256Of(await stored())).toBe(sha256);
  });

  it('calls its own trouble its own', async () => {
    await mkdir(partial(), { recursive: true });
    await expect(upload(Readable.from([bytes]))).rejects.toMatchObject({ syscall: expect.any(String) });
  });

  it('lets one scope hold only so much unfinished', async () => {
    const small = new FolderStore({ folder, maxBytes: 100_000, maxOpenBytes: 150_000 });
    const { sender, outcome } = await silent(10, small);
    const second = (scope: string) =>
      small.receive({
        scope,
        sha256: sha256Of(Buffer.from('x')),
        offset: 0,
        length: 60_000,
        content: Readable.from(['x']),
      });
    await expect(second('us')).rejects.toMatchObject({ code: 'payload-too-large', facts: { maxOpenBytes: 150_000 } });
    await expect(second('them')).rejects.toMatchObject({ code: 'upload-truncated' });
    sender.end(bytes.subarray(10));
    expect(await outcome).toMatchObject({ sha256 });
    await expect(second('us')).rejects.toMatchObject({ code: 'upload-truncated' });
  });
});
