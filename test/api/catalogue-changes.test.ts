import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accountMatrix, proposeCatalogue } from '#libs/domain';
import { readCatalogue, type Catalogue } from '#libs/registry';
import { parse } from 'yaml';
import { readMapping } from '../../apps/cli/src/ruyisdk/read-mapping.js';
import { readMatrixFolder } from '../../apps/cli/src/ruyisdk/read-matrix-folder.js';
import { startService, type TestService } from '../support/service.js';
import { eventually } from './support/eventually.js';
import { refused, send, succeed, type Call } from './support/http.js';
import { rowCounts } from './support/stored.js';
import { badInput } from './catalogue-changes/bad-input.js';
import { mutations } from './catalogue-changes/mutations.js';
import { provenance, sp5, sw9 } from './catalogue-changes/entries.js';
import { revisionNow } from './matrix-facts/support.js';

jest.setTimeout(60_000);

interface Diff {
  readonly base: number;
  readonly digest: string;
  readonly version: number | null;
  readonly revision: number | null;
  readonly changes: readonly { kind: string; key: string; action: string; fields: readonly { field: string }[] }[];
  readonly unchanged: number;
  readonly touches: { platforms: number; reachedPlatforms: number; newPlatforms: number };
}

describe('changes of the catalogue', () => {
  let service: TestService;
  let operator: string;
  let shipped: Catalogue;
  beforeAll(async () => {
    service = await startService({ worker: false });
    operator = await service.tokenOf('operator');
    shipped = await readCatalogue();
  });
  afterAll(() => service.stop());

  const posting = (sections: object, digest?: string, headers: Record<string, string> = {}): Call => ({
    method: 'POST',
    path: '/api/v1/catalogue-changes',
    token: operator,
    headers,
    json: {
      documents: [{ file: 'ours.yaml', ...sections }],
      reason: '新的服务包',
      ...(digest === undefined ? {} : { digest }),
    },
  });
  const look = (sections: object) => succeed<Diff>(service.url, posting(sections));
  const apply = async (sections: object): Promise<Diff> =>
    succeed<Diff>(service.url, posting(sections, (await look(sections)).digest));
  const shippedOs = (coordinate: string) => {
    const found = shipped.operatingSystems.find((os) => os.coordinate === coordinate);
    if (found === undefined) throw new Error(`the files have no ${coordinate}`);
    return found;
  };

  it('are shown before anything is stored, and stored once confirmed; the matrix follows', async () => {
    const before = await rowCounts(service);
    const sections = { operatingSystems: [sp5] };
    const diff = await look(sections);
    const cpus = shipped.cpus.filter(({ isa }) => isa === 'aarch64' || isa === 'x86_64').length;
    expect(diff).toMatchObject({
      version: null,
      revision: null,
      unchanged: 0,
      changes: [{ kind: 'operatingSystems', key: sp5.coordinate, action: 'added' }],
      touches: { platforms: 0, reachedPlatforms: 0, newPlatforms: cpus },
    });
    expect(await rowCounts(service)).toEqual(before);
    const revision = await revisionNow(service);
    const applied = await succeed<Diff>(service.url, posting(sections, diff.digest));
    expect(applied).toMatchObject({ version: diff.base + 1, revision: revision + 1, digest: diff.digest });
    const platforms = await succeed<{ items: unknown[] }>(service.url, {
      path: `/api/v1/platforms?os=${encodeURIComponent(sp5.coordinate)}&limit=200`,
    });
    expect(platforms.items).toHaveLength(cpus);
    const release = service.prepared.platform.os;
    const question = new URLSearchParams({ release, os: sp5.coordinate, cpu: 'hisilicon/kunpeng-920' });
    const answer = await eventually('an answer about the new platform', async () => {
      const sent = await send(service.url, { path: `/api/v1/matrix/check?${question.toString()}` });
      return sent.status === 200 ? sent.json : undefined;
    });
    expect(answer).toMatchObject({ status: 'unknown', os: sp5.coordinate });
  });

  it('say who, when, why and what, newest first', async () => {
    const list = await succeed<{ items: { version: number }[] }>(service.url, {
      path: '/api/v1/catalogue-changes',
      token: operator,
    });
    expect(list.items).toMatchObject([
      { version: 2, origin: 'operator', reason: '新的服务包', added: 1, changed: 0, organization: expect.any(String) },
      { version: 1, origin: 'shipped', person: null, added: expect.any(Number) },
    ]);
    const one = await succeed(service.url, { path: '/api/v1/catalogue-changes/2', token: operator });
    expect(one).toMatchObject({ version: 2, changes: [{ key: sp5.coordinate, action: 'added' }] });
    await refused(service.url, { path: '/api/v1/catalogue-changes/99', token: operator }, 'not-found');
    const page = await succeed<{ items: unknown[]; nextCursor: string }>(service.url, {
      path: '/api/v1/catalogue-changes?limit=1',
      token: operator,
    });
    const rest = await succeed<{ items: unknown[] }>(service.url, {
      path: `/api/v1/catalogue-changes?cursor=${page.nextCursor}`,
      token: operator,
    });
    expect(rest.items).toMatchObject([{ version: 1 }]);
  });

  it('tell a corrected fact field by field, with the platforms whose answers it may change', async () => {
    const base = shippedOs('openeuler/openeuler@20.03-lts');
    const diff = await look({
      operatingSystems: [{ ...base, endOfLife: '2027-01-31' }, shippedOs('debian/debian@12')],
    });
    expect(diff.changes).toEqual([
      {
        kind: 'operatingSystems',
        key: base.coordinate,
        action: 'changed',
        fields: [{ field: 'endOfLife', from: null, to: '2027-01-31' }],
      },
    ]);
    expect(diff.unchanged).toBe(1);
    expect(diff.touches.platforms).toBeGreaterThan(0);
    // Its service packs, and the systems that are derived from it.
    expect(diff.touches.reachedPlatforms).toBeGreaterThan(diff.touches.platforms * 4);
    const named = await look({ operatingSystems: [{ ...base, name: 'openEuler 20.03 长期支持版' }] });
    expect(named.touches).toEqual({ platforms: 0, reachedPlatforms: 0, newPlatforms: 0 });
  });

  it('are refused where the catalogue moved meanwhile, or the documents are others', async () => {
    const region = { code: '130400', name: '邯郸市', nameEn: 'Handan', parent: '130000', provenance };
    const other = { code: '130500', name: '邢台市', nameEn: 'Xingtai', parent: '130000', provenance };
    const seen = await look({ regions: [region] });
    await refused(service.url, posting({ regions: [region, other] }, seen.digest), 'catalogue-moved');
    await apply({ regions: [other] });
    const before = await rowCounts(service);
    const problem = await refused(service.url, posting({ regions: [region] }, seen.digest), 'catalogue-moved');
    expect(problem.facts).toMatchObject({ base: seen.base + 1 });
    expect(await rowCounts(service)).toEqual(before);
    const applied = await apply({ regions: [region] });
    // Nothing that answers are derived from.
    expect(applied.revision).toBeNull();
    const nothing = await look({ regions: [region] });
    expect(nothing).toMatchObject({ changes: [], unchanged: 1 });
    await refused(service.url, posting({ regions: [region] }, nothing.digest), 'illegal-transition');
  });

  it('are applied once where several confirm the same difference at once', async () => {
    const sections = { regions: [{ code: '130800', name: '承德市', nameEn: 'Chengde', parent: '130000', provenance }] };
    const { base, digest } = await look(sections);
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(service.url, posting(sections, digest))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await look(sections)).base).toBe(base + 1);
  });

  it('happen once under an Idempotency-Key', async () => {
    const sections = {
      categories: [{ slug: 'smart-tv', name: '智能电视', nameEn: 'Smart TV', parent: 'peripheral', provenance }],
    };
    const { digest } = await look(sections);
    const call = posting(sections, digest, { 'idempotency-key': 'catalogue-1' });
    const first = await succeed<Diff>(service.url, call);
    expect(await succeed<Diff>(service.url, call)).toEqual(first);
    expect((await look(sections)).base).toBe(first.version);
  });

  it('bring a vendor, an ISA, CPUs that depend on them, and children before their parents, in one document', async () => {
    const applied = await apply(sw9);
    expect(applied.changes).toHaveLength(6);
    expect(applied.touches.newPlatforms).toBe(1);
    const cpus = await succeed<{ items: unknown[] }>(service.url, { path: '/api/v1/cpus?isa=sw_64v2' });
    expect(cpus.items).toMatchObject([{ coordinate: 'newchip/sw9', generation: 'sw9' }]);
  });

  it('make platforms of an OS release with the CPUs that it names, and with all of its ISAs once it names none', async () => {
    const board = {
      ...sp5,
      coordinate: 'openeuler/openeuler@board',
      line: 'board',
      ordinal: 0,
      isas: ['riscv64'],
      pageSizes: {},
    };
    const platforms = async (): Promise<number> =>
      (
        await succeed<{ items: unknown[] }>(service.url, {
          path: `/api/v1/platforms?os=${encodeURIComponent(board.coordinate)}`,
        })
      ).items.length;
    const lost = { ...board, onlyCpus: ['sophgo/sg2042', 'sophgo/sg9999'] };
    await refused(service.url, posting({ operatingSystems: [lost] }), 'invalid-request');
    const applied = await apply({ operatingSystems: [{ ...board, onlyCpus: ['sophgo/sg2042'] }] });
    expect([applied.touches.newPlatforms, await platforms()]).toEqual([1, 1]);
    const riscv = shipped.cpus.filter(({ isa }) => isa === 'riscv64').length;
    const widened = await apply({ operatingSystems: [board] });
    expect([widened.touches.newPlatforms, await platforms()]).toEqual([riscv - 1, riscv]);
  });

  it('bring what the reports of a support matrix name and the catalogue lacks', async () => {
    const folder = 'apps/cli/src/ruyisdk/fixtures/matrix';
    const mapping = await readMapping();
    const account = accountMatrix(await readMatrixFolder(folder), mapping, { state: '4b4dc35e', day: '2026-03-12' });
    const known = {
      vendors: new Set(shipped.vendors.map(({ slug }) => slug)),
      isas: new Set(shipped.isas.map(({ slug }) => slug)),
      cpus: new Set(shipped.cpus.map(({ coordinate }) => coordinate)),
      operatingSystems: new Set(shipped.operatingSystems.map(({ coordinate }) => coordinate)),
    };
    const applied = await apply(proposeCatalogue(account, mapping, known));
    expect(applied.changes.map(({ key }) => key)).toEqual(['ruyisdk', 'sipeed', 'debian/debian@3.0']);
    expect(applied.touches.newPlatforms).toBe(1);
    // Every report that is imported is about a platform that there is now.
    for (const row of account.reports) {
      if (row.outcome !== 'imported') continue;
      const { os, cpu } = row.statement;
      const path = `/api/v1/platforms?os=${encodeURIComponent(os)}&cpu=${encodeURIComponent(cpu)}`;
      expect((await succeed<{ items: unknown[] }>(service.url, { path })).items).toMatchObject([{ os, cpu }]);
    }
  });

  it('take the shipped files as they are, and have nothing to change then', async () => {
    const names = ['vendors', 'isas', 'cpus', 'operating-systems', 'taxonomy', 'regions', 'schemes'];
    const documents = names.map((name) => ({
      ...(parse(readFileSync(`libs/registry/catalogue/${name}.yaml`, 'utf8')) as object),
      file: `${name}.yaml`,
    }));
    const call = { ...posting({}), json: { documents, reason: 'x' } };
    const same = await succeed<Diff>(service.url, call);
    expect(same).toMatchObject({ changes: [], touches: { platforms: 0, reachedPlatforms: 0, newPlatforms: 0 } });
    expect(same.unchanged).toBeGreaterThan(200);
  });

  it('are for operators only', async () => {
    for (const role of ['vendor', 'certifier', 'reviewer', 'center-operator'] as const) {
      const token = await service.tokenOf(role);
      await refused(service.url, { ...posting({ operatingSystems: [sp5] }), token }, 'forbidden');
    }
  });

  badInput(() => ({ service, posting }));
  mutations(() => ({ service, posting }));
});
