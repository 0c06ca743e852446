import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '#libs/database';
import { ObjectStore } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';

const MIB = 1024 ** 2;
const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const sm3Of = (bytes: Buffer): string => createHash('sm3').update(bytes).digest('hex');

describe('blobs in an S3-compatible store', () => {
  let server: S3Server;
  let database: TestDatabase;
  let db: DataSource;
  /** As two processes have it. */
  let here: ObjectStore;
  let there: ObjectStore;
  beforeAll(async () => {
    server = await startS3Server();
    database = await createTestDatabase();
    db = await openDatabase({ url: database.url, applicationName: 'object-store-test' });
    const options = { db, bucket: server.bucket, maxBytes: 64 * MIB, partBytes: 5 * MIB };
    here = new ObjectStore(options);
    there = new ObjectStore(options);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
    await server.stop();
  });

  const upload = (store: ObjectStore, bytes: Buffer, content: Readable, offset = 0, scope = 'us') =>
    store.receive({ scope, sha256: sha256Of(bytes), offset, length: bytes.length, content });
  async function stored(sha256: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    // A stream of an object yields buffers.
    for await (const chunk of await here.read(sha256)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  /** Objects, not parts: this server knows no way to give up an upload in parts. */
  const objects = async () => (await server.files()).filter((file) => file.endsWith('._S3rver_object'));
  const isVisible = async (sha256: string) =>
    (await objects()).some((file) => file.includes(`${sha256}._S3rver_object`));

  /** A sender that has sent the first bytes and says nothing more. */
  async function silent(store: ObjectStore, bytes: Buffer, count: number) {
    const sender = new PassThrough();
    const outcome = upload(store, bytes, sender).catch((error: unknown) => error);
    sender.write(bytes.subarray(0, count));
    const whole = Math.floor(count / (5 * MIB)) * 5 * MIB;
    while ((await store.received('us', sha256Of(bytes))) < whole);
    return { sender, outcome, whole };
  }

  it.each([1, 5 * MIB - 1, 5 * MIB, 5 * MIB + 1, 12 * MIB])('are stored whole: %i bytes', async (size) => {
    const bytes = randomBytes(size);
    expect(await upload(here, bytes, Readable.from([bytes]))).toEqual({
      sha256: sha256Of(bytes),
      sm3: sm3Of(bytes),
      size,
    });
    expect((await stored(sha256Of(bytes))).equals(bytes)).toBe(true);
    expect(await there.received('us', sha256Of(bytes))).toBe(0);
  });

  it('go on in another process behind the last part that arrived, and are invisible until all is verified', async () => {
    const bytes = randomBytes(17 * MIB);
    const sha256 = sha256Of(bytes);
    const broken = upload(here, bytes, Readable.from([bytes.subarray(0, 12 * MIB)]));
    await expect(broken).rejects.toMatchObject({ code: 'upload-truncated', facts: { received: 10 * MIB } });
    expect(await there.received('us', sha256)).toBe(10 * MIB);
    expect(await there.received('them', sha256)).toBe(0);
    expect(await isVisible(sha256)).toBe(false);
    const wrong = upload(there, bytes, Readable.from([bytes.subarray(1)]), 1);
    await expect(wrong).rejects.toMatchObject({ code: 'upload-offset-mismatch', facts: { uploadOffset: 10 * MIB } });
    const done = await upload(there, bytes, Readable.from([bytes.subarray(10 * MIB)]), 10 * MIB);
    expect(done).toEqual({ sha256, sm3: sm3Of(bytes), size: bytes.length });
    expect((await stored(sha256)).equals(bytes)).toBe(true);
  });

  it('are taken in by one process at a time: the newer one goes on, the older one is told where', async () => {
    const bytes = randomBytes(16 * MIB);
    const { sender, outcome, whole } = await silent(here, bytes, 7 * MIB);
    expect(whole).toBe(5 * MIB);
    const newer = upload(there, bytes, Readable.from([bytes.subarray(whole)]), whole);
    expect(await newer).toMatchObject({ size: bytes.length });
    // The older one wakes up and sends other bytes: no part of it counts.
    sender.end(randomBytes(9 * MIB));
    expect(await outcome).toMatchObject({ code: 'upload-offset-mismatch' });
    expect((await stored(sha256Of(bytes))).equals(bytes)).toBe(true);
  });

  it('go to one of two that go on from the same place at once', async () => {
    const bytes = randomBytes(11 * MIB);
    await expect(upload(here, bytes, Readable.from([bytes.subarray(0, 6 * MIB)]))).rejects.toBeInstanceOf(Error);
    const rest = () => Readable.from([bytes.subarray(5 * MIB)]);
    const outcomes = await Promise.allSettled([
      upload(here, bytes, rest(), 5 * MIB),
      upload(there, bytes, rest(), 5 * MIB),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await stored(sha256Of(bytes))).equals(bytes)).toBe(true);
  });

  it('are dropped where the digest is another one or more came than was said, and can not be read', async () => {
    const before = await objects();
    const bytes = randomBytes(6 * MIB);
    const other = randomBytes(6 * MIB);
    const wrong = upload(here, bytes, Readable.from([other]));
    await expect(wrong).rejects.toMatchObject({ code: 'digest-mismatch', fields: [{ path: 'sha256' }] });
    const long = upload(here, bytes, Readable.from([bytes, Buffer.from('x')]));
    await expect(long).rejects.toMatchObject({ code: 'digest-mismatch' });
    const large = { scope: 'us', sha256: sha256Of(bytes), offset: 0, length: 65 * MIB, content: Readable.from([]) };
    await expect(here.receive(large)).rejects.toMatchObject({ code: 'payload-too-large' });
    expect(await isVisible(sha256Of(bytes))).toBe(false);
    expect(await here.received('us', sha256Of(bytes))).toBe(0);
    expect(await objects()).toEqual(before);
  });

  it('of one scope are unfinished only so far, and what nobody goes on with is dropped after a week', async () => {
    const small = new ObjectStore({ db, bucket: server.bucket, maxBytes: 16 * MIB, maxOpenBytes: 16 * MIB });
    const before = await objects();
    const bytes = randomBytes(12 * MIB);
    const left = upload(here, bytes, Readable.from([bytes.subarray(0, 6 * MIB)]), 0, 'ours');
    await expect(left).rejects.toMatchObject({ code: 'upload-truncated' });
    const next = randomBytes(5 * MIB);
    const second = upload(small, next, Readable.from([next]), 0, 'ours');
    await expect(second).rejects.toMatchObject({ code: 'payload-too-large', facts: { maxOpenBytes: 16 * MIB } });
    await there.dropOldUploads();
    expect(await here.received('ours', sha256Of(bytes))).toBe(5 * MIB);
    await db.query(`UPDATE blob_uploads SET touched_at = now() - interval '8 days'`);
    await there.dropOldUploads();
    expect(await here.received('ours', sha256Of(bytes))).toBe(0);
    expect(await objects()).toEqual(before);
  });
});
