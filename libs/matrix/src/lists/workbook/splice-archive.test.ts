import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry } from 'yauzl';
import { ZipFile } from 'yazl';
import { partsOf } from '../testing/workbook-parts.js';
import { spliceArchive } from './splice-archive.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipei-splice-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const given = (): string => join(folder, 'given.zip');
const told = (): string => join(folder, 'told.zip');

async function splice(replaced: Readonly<Record<string, () => AsyncIterable<Buffer>>>): Promise<void> {
  const archive = await openPromise(given(), { autoClose: false });
  const entries: Entry[] = [];
  for await (const entry of archive.eachEntry()) entries.push(entry);
  try {
    await writeFile(told(), spliceArchive(archive, entries, new Map(Object.entries(replaced))));
  } finally {
    archive.close();
  }
}

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

describe('an archive with other contents', () => {
  beforeAll(async () => {
    const zip = new ZipFile();
    const options = { mtime: new Date(2020, 1, 2), mode: 0o100644 };
    zip.addBuffer(Buffer.from('stored'), 'stored.txt', { ...options, compress: false });
    zip.addBuffer(Buffer.from('a'.repeat(10_000)), '表一.xml', options);
    // Sizes stand behind the content, and in fields of the 64-bit extension.
    zip.addReadStream(Readable.from([Buffer.from('b'.repeat(5_000))]), 'big.xml', {
      ...options,
      forceZip64Format: true,
    });
    zip.addEmptyDirectory('folder/', options);
    zip.addBuffer(Buffer.alloc(0), 'empty.bin', options);
    zip.end({ forceZip64Format: true, comment: '' });
    await writeFile(given(), await buffer(zip.outputStream));
  });

  it('has every other part as it was stored, in the order it was in', async () => {
    await splice({ '表一.xml': () => pieces('new ', 'content') });
    const [before, after] = [await partsOf(given()), await partsOf(told())];
    expect([...after.keys()]).toEqual(['stored.txt', '表一.xml', 'big.xml', 'folder/', 'empty.bin']);
    for (const [name, { content, stored }] of after) {
      if (name === '表一.xml') expect(content).toBe('new content');
      else expect([name, stored.equals(before.get(name)?.stored ?? Buffer.of(0))]).toEqual([name, true]);
    }
    const described = async (file: string): Promise<unknown[]> => {
      const archive = await openPromise(file);
      const found: unknown[] = [];
      for await (const entry of archive.eachEntry()) {
        found.push([entry.fileName, entry.getLastModDate(), entry.externalFileAttributes]);
      }
      return found;
    };
    expect(await described(told())).toEqual(await described(given()));
  });

  it('can be spliced again, also where nothing is left of a part', async () => {
    await splice({ 'big.xml': () => pieces(), 'empty.bin': () => pieces('now something') });
    const after = await partsOf(told());
    expect([after.get('big.xml')?.content, after.get('empty.bin')?.content]).toEqual(['', 'now something']);
    expect(after.get('表一.xml')?.content).toBe('a'.repeat(10_000));
  });

  it('fails with what its new content fails with', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('x'));
      throw new Error('the content is gone');
    }
    await expect(splice({ 'big.xml': failing })).rejects.toThrow('the content is gone');
  });

  it('lets go of its new content when its reader leaves', async () => {
    let isLetGo = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        for (;;) yield await Promise.resolve(Buffer.from(String(Math.random()).repeat(1_000)));
      } finally {
        isLetGo = true;
      }
    }
    const archive = await openPromise(given(), { autoClose: false });
    const entries: Entry[] = [];
    for await (const entry of archive.eachEntry()) entries.push(entry);
    const bytes = spliceArchive(archive, entries, new Map([['stored.txt', endless]]));
    for (let chunk = 0; chunk < 4; chunk += 1) await bytes.next();
    await bytes.return(undefined);
    archive.close();
    // A stream lets go of what it reads when it has what it was waiting for.
    for (let turn = 0; turn < 1000 && !isLetGo; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isLetGo).toBe(true);
  });
});
