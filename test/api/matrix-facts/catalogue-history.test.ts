import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, row, rows } from '#libs/database';
import type { SystemActor } from '#libs/domain';
import {
  cpuModelsAt,
  cpuModelsPage,
  loadCatalogue,
  osReleasesAt,
  osReleasesPage,
  policyAt,
  readCatalogue,
  registerDiscoveredPlatform,
  type Catalogue,
} from '#libs/registry';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const actor: SystemActor = { kind: 'system', process: 'test', requestId: null };
const SP1 = 'openeuler/openeuler@22.03-lts-sp1';
const SP2 = 'openeuler/openeuler@22.03-lts-sp2';
const CPU = 'hisilicon/kunpeng-920';

let database: TestDatabase;
let db: DataSource;
let start: Catalogue;
let loads = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'catalogue-history-test' });
  start = await readCatalogue();
  await loadCatalogue({ db, actor }, start);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** Loads files that say this now. */
async function load(catalogue: Partial<Catalogue>): Promise<void> {
  loads += 1;
  await loadCatalogue({ db, actor }, { ...start, ...catalogue, contentSha256: `load ${loads}` });
}

type Os = Catalogue['operatingSystems'][number];
const systemsWith = (changes: Readonly<Record<string, Partial<Os>>>): Os[] =>
  start.operatingSystems.map((os) => ({ ...os, ...changes[os.coordinate] }));

async function head(): Promise<number> {
  return (await row<{ revision: number }>(db, 'SELECT revision FROM revision_head'))?.revision ?? -1;
}

const osAt = async (coordinate: string, revision: number) =>
  (await osReleasesAt(db, revision)).find((os) => os.coordinate === coordinate);
const cpuAt = async (coordinate: string, revision: number) =>
  (await cpuModelsAt(db, revision)).find((cpu) => cpu.coordinate === coordinate);

describe('what inference reads of the catalogue', () => {
  it('is known from the first load on, and not before', async () => {
    const revision = await head();
    expect(await osReleasesAt(db, revision)).toHaveLength(start.operatingSystems.length);
    expect(await cpuModelsAt(db, revision)).toHaveLength(start.cpus.length);
    expect(await osReleasesAt(db, revision - 1)).toEqual([]);
    expect(await policyAt(db, revision - 1)).toBeUndefined();
  });

  it('keeps what it said before a correction', async () => {
    const before = await head();
    const kernelAbi = { byIsa: { aarch64: 'euler-5.10' }, provenance: { ...(start.cpus[0]?.provenance ?? never()) } };
    const corrected = {
      isas: ['aarch64'],
      endOfLife: '2027-03-31',
      pageSizes: { aarch64: 65536 },
      base: 'openeuler/openeuler@20.03-lts',
      kernelAbi,
    };
    await load({
      operatingSystems: systemsWith({ [SP1]: corrected }),
      cpus: start.cpus.map((cpu) => (cpu.coordinate === CPU ? { ...cpu, generation: null, ambiguous: true } : cpu)),
    });
    const after = await head();
    expect(after).toBe(before + 1);
    const now = { ...corrected, kernelAbi: { aarch64: 'euler-5.10' } };
    expect(await osAt(SP1, after)).toMatchObject(now);
    expect(await cpuAt(CPU, after)).toMatchObject({ generation: null, ambiguous: true });
    const asWritten = start.operatingSystems.find(({ coordinate }) => coordinate === SP1);
    expect(await osAt(SP1, before)).toMatchObject({
      isas: asWritten?.isas,
      endOfLife: asWritten?.endOfLife,
      pageSizes: asWritten?.pageSizes,
      base: asWritten?.base,
      kernelAbi: {},
    });
    expect(await cpuAt(CPU, before)).toMatchObject({
      generation: start.cpus.find(({ coordinate }) => coordinate === CPU)?.generation,
      ambiguous: false,
    });
    const page = { after: '', limit: 200 };
    const listed = (await osReleasesPage(db, {}, page)).find(({ coordinate }) => coordinate === SP1);
    expect(listed).toMatchObject(now);
    await load({});
    expect(await osAt(SP1, after)).toMatchObject(now);
    expect(await osAt(SP1, await head())).toMatchObject({ isas: asWritten?.isas, kernelAbi: {} });
  });

  it('takes no revision, and adds no rows, where the files say the same', async () => {
    await load({});
    const before = [
      await head(),
      await rows(db, 'SELECT * FROM os_release_facts'),
      await rows(db, 'SELECT * FROM platforms'),
    ];
    await load({});
    await load({ regions: [...start.regions] });
    expect([
      await head(),
      await rows(db, 'SELECT * FROM os_release_facts'),
      await rows(db, 'SELECT * FROM platforms'),
    ]).toEqual(before);
  });

  it('follows a corrected place in the line, also where two change places, and a corrected name', async () => {
    await load({});
    const before = await head();
    const [one, two] = [await osAt(SP1, before), await osAt(SP2, before)];
    await load({
      operatingSystems: systemsWith({
        [SP1]: { ordinal: two?.ordinal ?? -1, name: '欧拉改名' },
        [SP2]: { ordinal: one?.ordinal ?? -1 },
        'openeuler/openeuler@20.03-lts': { line: '20.03' },
      }),
      cpus: start.cpus.map((cpu) => (cpu.coordinate === CPU ? { ...cpu, name: '鲲鹏改名' } : cpu)),
    });
    const after = await head();
    expect(after).toBe(before + 1);
    expect([await osAt(SP1, after), await osAt(SP2, after)]).toMatchObject([
      { ordinal: two?.ordinal, name: '欧拉改名' },
      { ordinal: one?.ordinal },
    ]);
    expect([await osAt(SP1, before), await osAt(SP2, before)]).toMatchObject([
      { ordinal: one?.ordinal },
      { ordinal: two?.ordinal },
    ]);
    expect(await osAt('openeuler/openeuler@20.03-lts', after)).toMatchObject({ line: '20.03' });
    const cpus = await cpuModelsPage(db, {}, { after: '', limit: 200 });
    expect(cpus.find(({ coordinate }) => coordinate === CPU)).toMatchObject({ name: '鲲鹏改名' });
    // The registry's own row says the same as the fact.
    const registered = await rows(
      db,
      `SELECT version, ordinal FROM releases JOIN release_coordinates USING (id) WHERE coordinate = ANY($1) ORDER BY version`,
      [[SP1, SP2]],
    );
    expect(registered).toEqual([
      { version: '22.03-lts-sp1', ordinal: two?.ordinal },
      { version: '22.03-lts-sp2', ordinal: one?.ordinal },
    ]);
    await load({});
  });

  it('is left as it was by files whose place in a line somebody else has', async () => {
    await load({});
    const product = (await osAt(SP1, await head()))?.productId;
    await db.query(
      `INSERT INTO releases (id, product_id, version, line, ordinal) VALUES (gen_random_uuid(), $1, 'x', '22.03-lts', 77)`,
      [product],
    );
    const before = await head();
    await expect(load({ operatingSystems: systemsWith({ [SP1]: { ordinal: 77 } }) })).rejects.toThrow(
      `${SP1} can not take place 77 of line 22.03-lts, which release x has`,
    );
    expect(await head()).toBe(before);
  });

  it('makes the platforms of an ISA that an OS release gains', async () => {
    await load({});
    const count = async () => (await row<{ n: number }>(db, 'SELECT count(*) AS n FROM platforms'))?.n ?? 0;
    const before = await count();
    const riscv = start.cpus.filter(({ isa }) => isa === 'sw_64').length;
    await load({
      operatingSystems: systemsWith({ [SP1]: { isas: [...((await osAt(SP1, await head()))?.isas ?? []), 'sw_64'] } }),
    });
    expect(await count()).toBe(before + riscv);
    await load({});
  });

  it('adds the ISA of a second machine to a discovered OS, and forgets none', async () => {
    const osRelease = 'ID=plan9\nVERSION_ID="4"\nPRETTY_NAME="Plan 9"\n';
    const machine = (arch: string, cpu: string) => ({
      osRelease,
      kernel: '4',
      lscpu: `Architecture: ${arch}\nVendor ID: Somebody\nModel name: ${cpu}\n`,
    });
    const first = await registerDiscoveredPlatform({ db, actor }, machine('x86_64', 'Model X'));
    const between = await head();
    await registerDiscoveredPlatform({ db, actor }, machine('aarch64', 'Model A'));
    expect((await osAt(first.os, between))?.isas).toEqual(['x86_64']);
    expect((await osAt(first.os, await head()))?.isas).toEqual(['x86_64', 'aarch64']);
  });
});

describe('policies of the files', () => {
  it('are not put in force by an upgrade: what was stays', async () => {
    const older = await createTestDatabase();
    const olderDb = await openDatabase({ url: older.url, applicationName: 'catalogue-history-test' });
    try {
      const first = start.policies.filter(({ version }) => version === '2026.1');
      await loadCatalogue({ db: olderDb, actor }, { ...start, policies: first, contentSha256: 'older' });
      await loadCatalogue({ db: olderDb, actor }, start);
      const [{ revision } = { revision: -1 }] = await rows<{ revision: number }>(
        olderDb,
        'SELECT revision FROM revision_head',
      );
      expect((await policyAt(olderDb, revision))?.version).toBe('2026.1');
      expect(await rows(olderDb, 'SELECT version FROM inference_policies ORDER BY version')).toEqual([
        { version: '2026.1' },
        { version: '2026.2' },
      ]);
    } finally {
      await olderDb.destroy();
      await older.drop();
    }
  });
});

function never(): never {
  throw new Error('the catalogue has no CPU');
}
