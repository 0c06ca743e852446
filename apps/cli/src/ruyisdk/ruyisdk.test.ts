import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '#libs/runtime';
import {
  accountMatrix,
  entryProblems,
  isSlug,
  listEntries,
  proposeCatalogue,
  type RuyiAccount,
  type RuyiSum,
} from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { readMapping } from './read-mapping.js';
import { readMatrixFolder } from './read-matrix-folder.js';

const ORIGIN = { state: '4b4dc35e', day: '2026-03-12' };
const FIXTURES = path.join(import.meta.dirname, 'fixtures', 'matrix');
/** Beside the repository, or where the variable says. */
const REAL =
  process.env['SHIPEI_RUYISDK_MATRIX'] ?? path.join(projectRoot(), '..', 'shared', 'data', 'ruyisdk-support-matrix');
const NOTHING_KNOWN = {
  vendors: new Set(''),
  isas: new Set(['riscv64']),
  cpus: new Set(''),
  operatingSystems: new Set(''),
};

async function account(folder: string): Promise<RuyiAccount> {
  return accountMatrix(await readMatrixFolder(folder), await readMapping(), ORIGIN);
}

function adds(sum: RuyiSum): number {
  return sum.imported + sum.duplicateLanguage + sum.unmapped + sum.refused;
}

/** Outcome by file; what is imported shows what it says. */
function outcomes({ reports, others }: RuyiAccount): Record<string, string> {
  return Object.fromEntries(
    [...reports, ...others].map((row) => [
      row.row === 0 ? row.path : `${row.path}:${row.row}`,
      row.outcome === 'imported'
        ? `${row.statement.board.vendor}/${row.statement.board.slug} ${row.statement.os} ${row.statement.cpu}`
        : row.outcome === 'duplicate-language'
          ? `duplicate of ${row.of}`
          : `${row.outcome} ${row.code}`,
    ]),
  );
}

describe('reading a support matrix', () => {
  it('has one outcome for each report, with its reason', async () => {
    const found = await account(FIXTURES);
    expect(outcomes(found)).toEqual({
      'Console/Debian/README.md': 'unmapped says-nothing-cfh',
      'Console/openEuler/README.md': 'sipeed/lichee-console-4a openeuler/openeuler@24.03-lts-sp2 t-head/th1520',
      'LicheePi4A/Armbian/README.md': 'unmapped says-nothing-part',
      'LicheePi4A/Armbian/README_noble.md': 'refused not-a-date',
      'LicheePi4A/Debian/README.md': 'sipeed/lichee-pi-4a debian/debian@3.0 t-head/th1520',
      'LicheePi4A/Debian/README_zh.md': 'duplicate of LicheePi4A/Debian/README.md',
      'LicheePi4A/Fedora/README.md': 'unmapped says-nothing-cfh',
      'LicheePi4A/Fedora/README_zh.md': 'duplicate of LicheePi4A/Fedora/README.md',
      'LicheePi4A/Haiku/README.md': 'unmapped unknown-system',
      'LicheePi4A/RevyOS/README.md': 'unmapped unknown-variant',
      'LicheePi4A/Tizen/README.md': 'unmapped unknown-status',
      'LicheePi4A/Zephyr/README.md': 'refused missing-field',
      'LicheePi4A/openEuler/README.md': 'sipeed/lichee-pi-4a openeuler/openeuler@24.03-lts-sp2 t-head/th1520',
      'LicheePi4A/others.yml:1': 'unmapped says-nothing-wip',
      'LicheePi4A/others.yml:2': 'unmapped says-nothing-cft',
      'LicheePi4A/others.yml:3': 'refused missing-field',
      'LicheePi4A/others.yml:4': 'refused not-a-map',
      'Lost/Debian/README.md': 'unmapped no-board-page',
      'Lost/Debian/bomb.md': 'refused aliases',
      'Lost/Debian/broken.md': 'refused not-yaml',
      'Lost/Debian/doubled.md': 'refused not-yaml',
      'Lost/Debian/proto.md': 'unmapped unknown-system',
      'Lost/Debian/tagged.md': 'refused not-yaml',
      'Lost/Debian/template.md': 'refused template-placeholder',
      'Odd/Debian/README.md': 'unmapped unknown-cpu',
      'Odd/others.yml:1': 'refused not-a-list',
      'Twin/Debian/README.md': 'unmapped ambiguous-cpu',
    });
    expect(adds(found.sums.reports)).toBe(found.sums.reports.total);
    expect(found.sums.reports.total).toBe(22);
    expect(adds(found.sums.others)).toBe(5);
  });

  it('tells where two languages of one report contradict each other, and what is odd about a page', async () => {
    const { reports } = await account(FIXTURES);
    const of = (file: string) => reports.find((row) => row.path === `LicheePi4A/${file}`);
    expect(of('Fedora/README_zh.md')).toMatchObject({ message: expect.stringContaining('status good ≠ cfh') });
    expect(of('Debian/README_zh.md')).toMatchObject({ message: expect.not.stringContaining('≠') });
    expect(of('openEuler/README.md')).toMatchObject({ notes: ['status-case', 'sys-case', 'comment'] });
  });

  it('follows no link, reads no file beyond its bounds, and names each', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'shipei-matrix-'));
    try {
      await mkdir(path.join(folder, 'Board', 'Debian'), { recursive: true });
      const at = (name: string): string => path.join(folder, 'Board', 'Debian', name);
      const front = '---\nsys: debian\nstatus: good\n---\n';
      await writeFile(path.join(folder, 'target.md'), front);
      await symlink(path.join(folder, 'target.md'), at('link.md'));
      await symlink(folder, path.join(folder, 'Board', 'circle'));
      await writeFile(at('huge.md'), front + 'x'.repeat(300 * 1024));
      await writeFile(at('long.md'), `---\nstatus: good\nsys: ${'x'.repeat(9 * 1024)}\n---\n`);
      await writeFile(at('latin.md'), Buffer.from([...Buffer.from('---\nstatus: '), 0xe9, ...Buffer.from('\n---\n')]));
      await writeFile(at('deep.md'), `---\nstatus: ${'['.repeat(4000)}\n---\n`);
      await writeFile(at('hidden.md'), '---\nsys: debian\nstatus: "go\\u200Bod"\n---\n');
      expect(outcomes(await account(folder))).toEqual({
        'Board/Debian/deep.md': 'refused not-yaml',
        'Board/Debian/hidden.md': 'refused invisible',
        'Board/Debian/huge.md': 'refused too-large',
        'Board/Debian/latin.md': 'refused not-utf-8',
        'Board/Debian/link.md': 'refused link',
        'Board/Debian/long.md': 'refused too-large',
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('refuses what is no folder', async () => {
    await expect(readMatrixFolder(path.join(FIXTURES, 'absent'))).rejects.toThrow('ENOENT');
  });
});

describe('the mapping', () => {
  it('names makers and systems as coordinates can hold them', async () => {
    const { makers, systems, cpus, words } = await readMapping();
    for (const slug of [...Object.values(makers), ...Object.values(systems).flatMap(({ os }) => os.split('/'))]) {
      expect([slug, isSlug(slug)]).toEqual([slug, true]);
    }
    for (const { cpu } of Object.values(cpus)) expect(cpu).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
    // A word that becomes no finding says why.
    expect(Object.values(words).filter(({ finding, because }) => finding === 'none' && because === undefined)).toEqual(
      [],
    );
  });
});

describe('entries that the catalogue lacks', () => {
  it('are proposed with the CPUs they were reported on, and only what is not known', async () => {
    const found = await account(FIXTURES);
    const mapping = await readMapping();
    const all = proposeCatalogue(found, mapping, NOTHING_KNOWN);
    expect(all.operatingSystems.map(({ coordinate, onlyCpus }) => [coordinate, onlyCpus])).toEqual([
      ['debian/debian@3.0', ['t-head/th1520']],
      ['openeuler/openeuler@24.03-lts-sp2', ['t-head/th1520']],
    ]);
    expect(all.vendors.map(({ slug }) => slug)).toEqual(['debian', 'openeuler', 'ruyisdk', 'sipeed', 't-head']);
    expect(all.cpus).toMatchObject([{ coordinate: 't-head/th1520', isa: 'riscv64', generation: null }]);
    const known = { ...NOTHING_KNOWN, vendors: new Set(['debian']), operatingSystems: new Set(['debian/debian@3.0']) };
    const rest = proposeCatalogue(found, mapping, known);
    expect(rest.operatingSystems.map(({ coordinate }) => coordinate)).toEqual(['openeuler/openeuler@24.03-lts-sp2']);
    expect(rest.vendors.map(({ slug }) => slug)).not.toContain('debian');
  });
});

const isThere = existsSync(path.join(REAL, 'assets', 'metadata.yml'));
if (!isThere) {
  console.warn(`数据不在 ${REAL}，未运行 · The RuyiSDK support matrix is not there: its counts were not checked`);
}

(isThere ? describe : describe.skip)(/* the data is not there: said above */ 'the matrix at 4b4dc35e', () => {
  it('adds up: 371 reports and 110 rows of others.yml, each counted once', async () => {
    const { sums, reports } = await account(REAL);
    expect(sums.reports).toEqual({
      total: 371,
      imported: 310,
      duplicateLanguage: 1,
      unmapped: 58,
      refused: 2,
      reasons: {
        'ambiguous-cpu': 3,
        'date-after-source': 1,
        'says-nothing-cfh': 20,
        'says-nothing-cfi': 2,
        'says-nothing-cft': 33,
        'template-placeholder': 1,
      },
    });
    expect(sums.others).toEqual({
      total: 110,
      imported: 0,
      duplicateLanguage: 0,
      unmapped: 110,
      refused: 0,
      reasons: { 'says-nothing-cft': 89, 'says-nothing-wip': 21 },
    });
    expect(310 + 1 + 58 + 2).toBe(371);
    const notes = reports.flatMap((row) => row.notes);
    expect(
      ['status-case', 'sys-case', 'sys_var-missing'].map((note) => notes.filter((one) => one === note).length),
    ).toEqual([16, 2, 1]);
  });

  it('needs entries that pass the checks of the catalogue', async () => {
    const found = await account(REAL);
    const proposed = proposeCatalogue(found, await readMapping(), NOTHING_KNOWN);
    const { vendors, isas, cpus, operatingSystems } = proposed;
    expect([isas.map(({ slug }) => slug), cpus.length, operatingSystems.length]).toEqual([['riscv32'], 40, 135]);
    expect(operatingSystems.flatMap(({ onlyCpus }) => onlyCpus)).toHaveLength(261);
    const entries = listEntries({
      vendors,
      isas,
      cpus,
      operatingSystems,
      categories: [],
      regions: [],
      schemes: [],
      aliases: [],
    });
    expect(entries.flatMap((one) => entryProblems(one, '2026-11-23'))).toEqual([]);
  });
});
