import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  changeCatalogue,
  getCatalogueChange,
  listCatalogueChanges,
  listCatalogueConflicts,
  type OutputOf,
} from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const DIGEST = 'ab'.repeat(32);
const SHIPPED = new URL('../../libs/registry/catalogue/', import.meta.url).pathname;

const changes: OutputOf<typeof changeCatalogue>['changes'] = [
  {
    kind: 'cpus',
    key: 'hygon/c86-7490',
    action: 'changed',
    fields: [{ field: 'generation', from: null, to: 'hygon-4' }],
  },
  { kind: 'regions', key: '130400', action: 'added', fields: [{ field: 'name', from: null, to: '邯郸市' }] },
];
const version = {
  version: 3,
  origin: 'operator' as const,
  digest: DIGEST,
  reason: '新一代',
  revision: 7,
  person: 'wang',
  organization: 'platform-operator',
  appliedAt: '2026-11-23T13:00:00Z',
  added: 1,
  changed: 1,
};

describe('the catalogue on the command line', () => {
  let service: StandIn;
  let person: Person;
  const sent: { documents: readonly object[]; digest?: string | undefined }[] = [];

  beforeEach(async () => {
    sent.length = 0;
    service = new StandIn()
      .on(changeCatalogue, ({ body }) => {
        sent.push(body);
        if (body.reason === 'late') throw new DomainError('catalogue-moved', '目录已变 · moved');
        const touches = { platforms: 11, reachedPlatforms: 42, newPlatforms: 5 };
        const applied = body.digest === undefined ? null : 3;
        return { base: 2, digest: DIGEST, version: applied, revision: applied, changes, unchanged: 1, touches };
      })
      .on(listCatalogueChanges, () => ({ items: [version], nextCursor: null }))
      .on(getCatalogueChange, () => ({ ...version, changes }))
      .on(listCatalogueConflicts, () => ({
        items: [{ kind: 'cpus' as const, key: 'hygon/c86-7490', inForce: {}, shipped: {}, operatorVersion: 3 }],
      }));
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('shows what files would change, what that touches, and how to confirm it', async () => {
    const files = ['cpus.yaml', 'regions.yaml', 'operating-systems.yaml'].map((name) => path.join(SHIPPED, name));
    const ran = await person.run(['catalogue', 'diff', ...files]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/变更 changed +cpus +hygon\/c86-7490 +generation +null +hygon-4/);
    expect(ran.stdout).toContain('answers of 42 may');
    expect(ran.stdout).toContain(`shipei catalogue apply … --digest ${DIGEST}`);
    expect(sent[0]?.documents).toMatchObject([
      { file: 'cpus.yaml', version: '2026.1', cpus: expect.any(Array) },
      { file: 'regions.yaml', regions: expect.any(Array) },
      { file: 'operating-systems.yaml', operatingSystems: expect.any(Array) },
    ]);
    expect(sent[0]?.digest).toBeUndefined();
  });

  it('applies what was looked at, and nothing without its digest and a reason', async () => {
    const file = path.join(SHIPPED, 'cpus.yaml');
    const ran = await person.run(['--json', 'catalogue', 'apply', file, '--digest', DIGEST, '--reason', '新一代']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ version: 3, changes });
    expect(sent).toMatchObject([{ digest: DIGEST, reason: '新一代' }]);
    for (const args of [
      ['--digest', DIGEST],
      ['--reason', 'x'],
      ['--digest', 'x', '--reason', 'x'],
    ]) {
      expect((await person.run(['catalogue', 'apply', file, ...args])).code).toBe(2);
    }
    expect(sent).toHaveLength(1);
    const late = await person.run(['catalogue', 'apply', file, '--digest', DIGEST, '--reason', 'late']);
    expect(late.code).toBe(1);
    expect(late.stderr).toContain('run shipei catalogue diff again');
  });

  it('says of a file that is none what is wrong with it, and asks nothing of the service', async () => {
    const wrong: [string, string][] = [
      ['list.yaml', '- 1\n'],
      ['open.yaml', 'cpus: [\n'],
      ['empty.yaml', ''],
      ['large.yaml', `note: ${'x'.repeat(1024 * 1024)}\n`],
      ['laughs.yaml', laughs()],
    ];
    for (const [name, text] of wrong) {
      const file = path.join(person.home, name);
      await writeFile(file, text);
      const ran = await person.run(['catalogue', 'diff', file]);
      expect(ran.code).toBe(2);
      expect(ran.stderr).toContain(name);
    }
    expect((await person.run(['catalogue', 'diff', path.join(person.home, 'missing.yaml')])).code).toBe(2);
    expect(sent).toEqual([]);
  });

  it('lists versions, shows one, and tells conflicts', async () => {
    expect((await person.run(['catalogue', 'versions'])).stdout).toMatch(
      /3 +运营者 operator +wang \(platform-operator\)/,
    );
    expect((await person.run(['catalogue', 'show', '3'])).stdout).toMatch(/新增 added +regions +130400/);
    expect((await person.run(['catalogue', 'conflicts'])).stdout).toContain('目录版本 3 · version 3');
  });
});

/** Aliases of aliases: a few lines that would be gigabytes. */
function laughs(): string {
  const lines = ['a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]'];
  for (let level = 1; level < 12; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}
