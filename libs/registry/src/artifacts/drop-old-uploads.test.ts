import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dropOldUploads } from './drop-old-uploads.js';

describe('dropOldUploads', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shipei-uploads-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
  async function file(name: string, days: number): Promise<void> {
    const made = path.join(folder, name);
    await mkdir(path.dirname(made), { recursive: true });
    await writeFile(made, 'x');
    await utimes(made, daysAgo(days), daysAgo(days));
    await utimes(path.dirname(made), daysAgo(days), daysAgo(days));
  }

  it('drops what nobody went on with for a week, and nothing else', async () => {
    await file('uploads/us/old.partial', 8);
    await file('uploads/us/old.1.whole', 8);
    await file('uploads/us/young.partial', 6);
    await file('uploads/attempt-1/old.partial', 30);
    await file('blobs/ab/abcd', 400);
    await dropOldUploads(folder);
    const left = async () => (await readdir(folder, { recursive: true })).sort();
    const kept = ['blobs', 'blobs/ab', 'blobs/ab/abcd', 'uploads', 'uploads/us', 'uploads/us/young.partial'];
    // A folder whose last file went a moment ago may be wanted again; it goes when it has been empty for as long.
    expect(await left()).toEqual([...kept, 'uploads/attempt-1'].sort());
    for (const scope of ['us', 'attempt-1']) await utimes(path.join(folder, 'uploads', scope), daysAgo(8), daysAgo(8));
    await dropOldUploads(folder);
    expect(await left()).toEqual(kept);
  });

  it('has nothing to do where nothing was ever uploaded', async () => {
    await expect(dropOldUploads(folder)).resolves.toBeUndefined();
  });
});
