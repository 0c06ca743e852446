import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { getBundle } from '#libs/contracts';
import { MAX_BLOCK_BYTES } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { unzipped } from '../api/support/unzipped.js';
import { bundleBytes, CATALOGUE, withKin } from './support/bundle-samples.js';
import { StandIn } from './support/stand-in.js';
import { Person, type Ran } from './support/test-terminal.js';

const CELL = ['dameng/dm8@8.1.3', '--os', 'kylinsoft/kylin-server@v10-sp3', '--cpu', 'hisilicon/kunpeng-920'];

let person: Person;
let file: string;
beforeEach(async () => {
  person = await Person.at('http://127.0.0.1:1');
  file = path.join(person.home, 'matrix.bundle.gz');
});
afterEach(() => person.leave());

describe('a bundle in somebody’s hands', () => {
  const check = async (bytes: Buffer, ...more: string[]): Promise<Ran> => {
    await writeFile(file, bytes);
    return person.run(['check', ...CELL, '--bundle', file, ...more]);
  };

  it('answers, and says which edition it is and how old', async () => {
    const { code, stdout } = await check(bundleBytes());
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('✔ 已认证 certified');
    expect(stdout).toMatch(/来自离线包 · from the bundle .*r7 {2}2026-11-20 13:01:00Z {2}已 3 天 3 分 · 3 d 3 min old/);
    const { stdout: json } = await check(bundleBytes(), '--json');
    expect(JSON.parse(json)).toMatchObject({ status: 'certified', bundle: { revision: 7, ageSeconds: 259_385 } });
  });

  it('judges validity at the clock, or at the moment asked about', async () => {
    expect((await check(bundleBytes(), '--valid-at', '2028-01-01')).stdout).toContain('已过期 lapsed');
    expect((await check(bundleBytes(), '--valid-at', '2025-01-01')).stdout).toContain('未知 unknown');
  });

  it.each([
    [
      'earlier than its history',
      '2026-11-19',
      /不含更早的历史 · the bundle holds what is known since .* no earlier history/,
    ],
    ['later than it was written', '2026-11-21', /不知其后的变化 · .*fetch a newer one/],
  ])('refuses to say what was known %s', async (_case, knownAt, says) => {
    const { code, stderr } = await check(bundleBytes(), '--known-at', knownAt);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
    expect((await check(bundleBytes(), '--known-at', '2026-11-20T13:00:30Z')).code).toBe(0);
  });

  it.each<[string, () => Buffer, RegExp]>([
    ['something else', () => Buffer.from('hello'), /it is no bundle/],
    ['nothing', () => Buffer.alloc(0), /it is no bundle/],
    ['only its first half', () => bundleBytes().subarray(0, 900), /it is no bundle, or its end is missing/],
    ['of a later format', () => bundleBytes({ version: 9 }), /version 9 and this program reads version 2/],
    ['without a byte in the middle', () => without(bundleBytes(), 300), /damaged or was altered/],
    ['with a byte changed', () => changed(bundleBytes(), 300), /damaged or was altered/],
    ['with a block that is not packed', () => bundleBytes({ packedReleases: Buffer.from('no gzip') }), /damaged/],
    ['with an index that is no JSON', () => bundleBytes({ indexText: '{' }), /damaged/],
    ['with an index of something else', () => bundleBytes({ indexText: '{"blocks":[]}' }), /not what its format says/],
    ['with a part outside its digest', () => bundleBytes({ releases: { offset: 1 } }), /damaged/],
    ['with very deep JSON', () => bundleBytes({ release: nested(200_000) }), /not what its format says/],
    ['with places that are none', () => bundleBytes({ catalogue: { platforms: [] } }), /not what its format says/],
  ])('that is %s is refused in a sentence', async (_case, made, says) => {
    const { code, stderr } = await check(made());
    expect({ code, stderr }).toMatchObject({ code: 2 });
    expect(stderr).toMatch(/离线包 .* 无法使用/);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('that unpacks to much more than it says takes no more memory than it says', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    const modest = await check(bundleBytes({ packedReleases: bomb }));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MAX_BLOCK_BYTES);
    expect(modest.stderr).toMatch(/damaged/);
    expect(modest.code).toBe(2);
    const honest = await check(bundleBytes({ packedReleases: bomb, releases: { size: 256 * 1024 * 1024 } }));
    expect(honest.stderr).toMatch(/not what its format says/);
    expect(honest.code).toBe(2);
  });

  it('is not there', async () => {
    const { code, stderr } = await person.run(['check', ...CELL, '--bundle', path.join(person.home, 'nowhere')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/ENOENT/);
  });

  it('answers line by line, and says at its place what is wrong with one', async () => {
    await writeFile(file, bundleBytes());
    const [release, , os, , cpu] = CELL;
    const input = [{ release, os, cpu }, { release: 'dameng/dm@8.1.3', os, cpu }, 7].map((row) => JSON.stringify(row));
    const args = ['check', '--batch', '-', '--bundle', file];
    const ran = await person.run(['--json', ...args], { input: `${input.join('\n')}\n\nno json\n` });
    expect(ran.code).toBe(1);
    const answers = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(answers).toMatchObject([
      { status: 'certified', bundle: { revision: 7 } },
      { error: { code: 'unknown-coordinate', path: 'lines.1.release', nearest: ['dameng/dm8@8.1.3'] } },
      { error: { code: 'invalid-request', path: 'lines.2' } },
      { error: { code: 'invalid-request', path: 'lines.3' } },
    ]);
    const shown = await person.run(args, { input: `${input[0] ?? ''}\n` });
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('SP-2026-0000001');
  });
});

describe('many cells of a bundle', () => {
  const run = async (bytes: Buffer, ...args: string[]): Promise<Ran> => {
    await writeFile(file, bytes);
    return person.run([...args, '--bundle', file]);
  };

  it('are searched, and it says which edition it is and how old', async () => {
    const { code, stdout } = await run(bundleBytes(), 'search', '达梦', '--vendor', 'dameng');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('✔ 已认证 certified');
    expect(stdout).toMatch(/单元 cells +1/);
    expect(stdout).toMatch(/来自离线包 · from the bundle .*r7 .*3 d 3 min old/);
    const { stdout: json } = await run(bundleBytes(), '--json', 'search', '--status', 'unknown');
    expect(JSON.parse(json)).toMatchObject({
      items: [],
      counts: { status: { certified: 1 }, vendor: {} },
      total: 0,
      bundle: { revision: 7, ageSeconds: 259_385 },
    });
    const { stdout: later } = await run(bundleBytes(), '--json', 'search', '--valid-at', '2028-01-01');
    expect(JSON.parse(later)).toMatchObject({ items: [{ status: 'lapsed' }] });
  });

  it('are exported, to standard output or to a file that appears when it is whole', async () => {
    const shown = await run(bundleBytes(), 'export', '--format', 'jsonl');
    expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'certified', revision: 7 });
    expect(shown.stderr).toMatch(/来自离线包 · from the bundle/);
    const target = path.join(person.home, 'cells.xlsx');
    const saved = await run(bundleBytes(), '--json', 'export', '--format', 'xlsx', '-o', target);
    const bytes = await readFile(target);
    expect(JSON.parse(saved.stdout)).toMatchObject({ file: target, bytes: bytes.length, bundle: { revision: 7 } });
    expect(unzipped(bytes).get('xl/worksheets/sheet1.xml')).toContain('SP-2026-0000001');
    const damaged = await run(changed(bundleBytes(), 1_400), 'export', '-o', path.join(person.home, 'other.csv'));
    expect(damaged.code).toBe(2);
    expect(await readdir(person.home)).not.toContainEqual(expect.stringContaining('other'));
  });

  it.each<[string, () => Buffer, RegExp]>([
    ['a damaged part', () => changed(bundleBytes(), 1_400), /damaged or was altered/],
    [
      'a release that is missing',
      () => bundleBytes({ directory: { release: 'dameng/b@1', name: 'b', nameEn: null, category: 'database' } }),
      /缺少 dameng\/b@1/,
    ],
    [
      'a platform of nothing',
      () => bundleBytes({ catalogue: { ...CATALOGUE, platforms: [{ os: 4, cpu: 0, isa: 'x', origin: 'catalogue' }] } }),
      /contradicts itself/,
    ],
    ['a kin that is missing', () => bundleBytes({ release: withKin('a/b@1') }), /缺少 a\/b@1/],
    ['a release of no category', () => bundleBytes({ catalogue: { ...CATALOGUE, categories: [] } }), /contradicts/],
  ])('are refused in a sentence where there is %s', async (_case, made, says) => {
    for (const command of [['search'], ['export']]) {
      const { code, stderr } = await run(made(), ...command);
      expect({ code, stderr }).toMatchObject({ code: 2 });
      expect(stderr).toMatch(says);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });
});

describe('fetching a bundle', () => {
  it('gives the name to a whole file only', async () => {
    const whole = bundleBytes();
    let sent = whole;
    const service = new StandIn().raw(getBundle, (_request, reply) => reply.type('application/gzip').send(sent));
    const person = await Person.at(await service.start());
    try {
      const file = path.join(person.home, 'a.gz');
      const fetched = await person.run(['--json', 'bundle', '-o', file]);
      expect(fetched.code).toBe(0);
      expect(JSON.parse(fetched.stdout)).toMatchObject({ file, revision: 7, findings: 1, bytes: whole.length });
      sent = changed(whole, 300);
      expect((await person.run(['bundle', '-o', file])).code).toBe(2);
      // What was there before is untouched.
      expect((await person.run(['bundle', 'show', file])).code).toBe(0);
      await writeFile(file, sent);
      expect((await person.run(['bundle', 'show', file])).code).toBe(2);
    } finally {
      await service.stop();
      await person.leave();
    }
  });
});

function without(bytes: Buffer, place: number): Buffer {
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
}

function changed(bytes: Buffer, place: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}

function nested(depth: number): string {
  return `{"release":"dameng/dm8@8.1.3","product":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}
