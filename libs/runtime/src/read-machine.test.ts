import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { machine, release, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readMachine } from './read-machine.js';

describe('readMachine', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shipei-machine-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads files that are there, and leaves out the others', async () => {
    const [version, folderItself] = [path.join(folder, 'os-version'), folder];
    await writeFile(version, '[Version]\nMinorVersion=1050\n');
    const absent = path.join(folder, 'absent');
    const read = await readMachine([version, absent, folderItself], [version, absent]);
    expect(read.files).toEqual({ [version]: '[Version]\nMinorVersion=1050\n' });
    expect(read.loaders).toEqual([version]);
    expect([read.machine, read.kernel]).toEqual([machine(), release()]);
  });

  it('reads no more of a file than 64 KiB', async () => {
    const large = path.join(folder, 'large');
    await writeFile(large, 'x'.repeat(70_000));
    expect((await readMachine([large], [])).files[large]).toHaveLength(65_536);
  });

  it('reads files of /proc whole, which come in pieces', async () => {
    const whole = await readFile('/proc/cpuinfo', 'utf8');
    const { files } = await readMachine(['/proc/cpuinfo'], []);
    const processors = (text = ''): number => text.match(/^processor\s*:/gm)?.length ?? 0;
    expect(processors(files['/proc/cpuinfo'])).toBe(processors(whole.slice(0, 65_536)));
  });
});
