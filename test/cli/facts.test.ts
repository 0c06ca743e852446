import { activatePolicy, diffPolicy, listAudit, stateRelease } from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REQUEST_ID } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const AT = '2026-11-23T13:00:00Z';

describe('statements, policies, audit', () => {
  let service: StandIn;
  let person: Person;
  const heard: unknown[] = [];

  beforeEach(async () => {
    heard.length = 0;
    service = new StandIn()
      .on(stateRelease, ({ params, body }) => {
        heard.push({ ...params, ...body });
        return {
          id: REQUEST_ID,
          release: `${params.vendor}/${params.product}@${params.version}`,
          kind: body.kind,
          otherRelease: null,
          withdraws: null,
          withdrawnBy: null,
          value: {},
          statedBy: params.vendor,
          statedAt: AT,
          revision: 7,
        };
      })
      .on(activatePolicy, ({ params }) => ({
        version: params.version,
        name: '规则',
        nameEn: 'rules',
        effectiveFrom: AT,
        provenance: { source: 's', date: '2026-11-23', confidence: 'verified' as const },
        rules: { R1: { enabled: true }, R2: { enabled: false } },
        inForce: false,
        activations: [],
        activationRequestedAt: AT,
        storedAt: AT,
      }))
      .on(diffPolicy, ({ params, query }) => {
        heard.push(query);
        const kind = { status: 'expected' as const, rules: ['R1'], reason: null };
        const unknown = { status: 'unknown' as const, rules: [], reason: 'nothing-known' };
        const summary = { audience: 'public' as const, revision: 7, endRevision: 7, compared: 40, changed: 3 };
        const counts = [{ from: kind, to: unknown, cells: 3 }];
        return {
          id: REQUEST_ID,
          policy: params.version,
          against: '2026.2',
          ...summary,
          statusChanged: 3,
          counts,
          items: [],
        };
      })
      .on(listAudit, ({ query }) => {
        heard.push(query);
        return { items: [], nextCursor: null };
      });
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('states what was given, and nothing else', async () => {
    const state = (...args: string[]) => person.run(['release', 'state', 'v/p@1.0', ...args]);
    expect((await state('hardware', '--board', '19E5:1822:0001')).stdout).toContain('hardware');
    expect((await state('abi-level', '--abi-level', 'none')).code).toBe(0);
    expect((await state('kernel-module', '--kernel-module', 'true')).code).toBe(0);
    const release = { vendor: 'v', product: 'p', version: '1.0' };
    expect(heard).toEqual([
      { ...release, kind: 'hardware', board: { pciVendor: '19e5', pciDevice: '1822', pciSubvendor: '0001' } },
      { ...release, kind: 'abi-level', abiLevel: null },
      { ...release, kind: 'kernel-module', kernelModule: true },
    ]);
    expect((await state('nonsense')).code).toBe(2);
    expect((await state('hardware', '--mainboard', 'x')).code).toBe(2);
    expect((await state('hardware', '--board', '1:2')).code).toBe(2);
  });

  it('says that an activation waits for a second person', async () => {
    const { code, stdout } = await person.run(['policies', 'activate', '2026.2']);
    expect(code).toBe(0);
    expect(stdout).toContain('awaits a second person');
  });

  it('shows what a policy would change', async () => {
    const { code, stdout } = await person.run(['policies', 'diff', '2026.3', '--limit', '5']);
    expect(code).toBe(0);
    expect(heard).toMatchObject([{ limit: 5, changes: 'status' }]);
    expect(stdout).toContain('3 of 40 cells change');
    expect(stdout).toMatch(/3 .*expected R1 .*unknown nothing-known/);
  });

  it('asks for the audit of one thing', async () => {
    expect((await person.run(['audit', 'release', REQUEST_ID])).code).toBe(0);
    expect(heard).toMatchObject([{ subjectType: 'release', subjectId: REQUEST_ID }]);
  });
});
