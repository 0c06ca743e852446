import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ArtifactCache, ArtifactError } from './artifact-cache.js';

describe('ArtifactCache', () => {
  let folder: string;
  let cache: ArtifactCache;
  let downloads: number;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-cache-'));
    cache = new ArtifactCache(folder, 250);
    await cache.open();
    downloads = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const artifact = (letter: string, size = 100): { sha256: string; size: number; bytes: Buffer } => {
    const bytes = Buffer.from(letter.repeat(size));
    return { sha256: createHash('sha256').update(bytes).digest('hex'), size, bytes };
  };
  const serve = (bytes: Buffer) => (): Promise<Readable> => {
    downloads += 1;
    return Promise.resolve(Readable.from([bytes]));
  };

  it('downloads once, also for two at a time, and again when the file was damaged', async () => {
    const a = artifact('a');
    const [first, second] = await Promise.all([cache.borrow(a, serve(a.bytes)), cache.borrow(a, serve(a.bytes))]);
    expect(first).toBe(second);
    expect(await cache.borrow(a, serve(a.bytes))).toBe(first);
    expect(downloads).toBe(1);
    writeFileSync(first, 'A'.repeat(100));
    expect(readFileSync(await cache.borrow(a, serve(a.bytes)))).toEqual(a.bytes);
    expect(downloads).toBe(2);
  });

  it.each([
    ['other bytes', Buffer.from('b'.repeat(100))],
    ['too few', Buffer.from('a'.repeat(99))],
    ['too many', Buffer.from('a'.repeat(101))],
  ])('refuses %s and keeps nothing of them', async (_case, bytes) => {
    await expect(cache.borrow(artifact('a'), serve(bytes))).rejects.toThrow(ArtifactError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes room by what was not used for longest, never by what is in use', async () => {
    const [a, b, c] = [artifact('a'), artifact('b'), artifact('c')];
    for (const [index, one] of [a, b].entries()) {
      const file = await cache.borrow(one, serve(one.bytes));
      utimesSync(file, 1000 + index, 1000 + index);
    }
    cache.release(b);
    await cache.borrow(c, serve(c.bytes));
    expect(readdirSync(folder).sort()).toEqual([a.sha256, c.sha256].sort());
  });
});
