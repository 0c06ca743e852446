import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MAX_GAP_PLATFORMS } from '#libs/contracts';
import { openWorld } from './support/certification-world.js';
import { refused, succeed, type Call } from './support/http.js';
import type { Registered } from './support/releases.js';
import { HYGON_SP3, openSolutionWorld, record, release, SP1, SP2, SP3, type SolutionWorld } from './solutions/world.js';

jest.setTimeout(60_000);

interface Place {
  readonly os: string;
  readonly cpu: string;
}
interface Plan {
  readonly covered: (Place & { status: string })[];
  readonly tests: (Place & {
    availability: string;
    liveHosts: number;
    covers: (Place & { before: string; becomes: string; rules: string[]; alone: boolean })[];
    alternatives: (Place & { availability: string })[];
    reason: { zh: string[]; en: string[] };
  })[];
  readonly uncovered: (Place & { status: string; code: string; reason: { zh: string; en: string } })[];
  readonly isFewest: boolean;
  readonly atLeast: number;
}

const LOONGSON = { os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'loongson/3c5000' };

describe('the plan against gaps', () => {
  let world: SolutionWorld;
  beforeAll(async () => {
    world = await openSolutionWorld();
    // A pool with a live host serves Kylin V10 SP3 on Kunpeng 920, and no other platform that is asked about here.
    await openWorld(world.service);
  });
  afterAll(() => world.service.stop());

  const planning = (json: unknown, token?: string): Call => ({
    method: 'POST',
    path: '/api/v1/matrix/gaps',
    token,
    json,
  });
  const plan = (of: Registered, platforms: readonly Place[], more: object = {}, token?: string): Promise<Plan> =>
    succeed<Plan>(world.service.url, planning({ release: of.coordinate, platforms, ...more }, token));
  const tested = ({ tests }: Plan): Place[] => tests.map(({ os, cpu }) => ({ os, cpu }));
  const level1 = () => release(world, { abiLevel: 'level1' });

  it('tests where one pass covers them all, with the rules that say so', async () => {
    const found = await plan(await level1(), [SP1, SP2, SP3]);
    expect(found).toMatchObject({ covered: [], uncovered: [], isFewest: true, atLeast: 1 });
    expect(found.tests).toEqual([
      expect.objectContaining({
        ...SP1,
        availability: 'none',
        liveHosts: 0,
        covers: [
          { ...SP1, before: 'unknown', becomes: 'certified', rules: [], alone: true },
          { ...SP2, before: 'unknown', becomes: 'expected', rules: ['R4'], alone: true },
          { ...SP3, before: 'unknown', becomes: 'expected', rules: ['R4'], alone: true },
        ],
      }),
    ]);
    expect(found.tests[0]?.reason.en).toEqual([
      'Covers 3 cells, 3 of which no other test of the plan covers.',
      'No pool serves the platform.',
    ]);
  });

  it('comes true when the tests are made', async () => {
    const about = await level1();
    const asked = [SP1, SP2, SP3, HYGON_SP3];
    const before = await plan(about, asked);
    expect(before.tests).toHaveLength(2);
    for (const test of tested(before)) await record(world, about, test);
    expect(await plan(about, asked)).toMatchObject({ covered: asked, tests: [], uncovered: [], atLeast: 0 });
  });

  it('prefers what live pools can test, among equally few', async () => {
    // By level3 nothing is carried from one service pack to another.
    const about = await release(world, { abiLevel: 'level3' });
    const apart = await plan(about, [SP3, SP1]);
    const byOs = [...apart.tests].sort((a, b) => (a.os < b.os ? -1 : 1));
    expect(byOs.map(({ os, availability, liveHosts }) => ({ os, availability, liveHosts }))).toEqual([
      { os: SP1.os, availability: 'none', liveHosts: 0 },
      { os: SP3.os, availability: 'live', liveHosts: 1 },
    ]);
    const { tests } = await plan(await level1(), [SP3]);
    expect(tests).toEqual([
      expect.objectContaining({
        ...SP3,
        availability: 'live',
        alternatives: [
          { ...SP1, availability: 'none', liveHosts: 0 },
          { ...SP2, availability: 'none', liveHosts: 0 },
        ],
      }),
    ]);
    expect(tests[0]?.reason.en).toEqual([
      'Covers 1 cell, 1 of which no other test of the plan covers.',
      'A test on any of 2 other platforms would do instead, but none of them has a live host.',
      'A pool with a live host serves the platform.',
    ]);
  });

  it('makes do with live pools where nothing else will do, and says what is left', async () => {
    const found = await plan(await level1(), [SP1, SP3], { onlyLivePools: true });
    expect(tested(found)).toEqual([SP3]);
    expect(found.uncovered).toEqual([
      {
        ...SP1,
        status: 'unknown',
        code: 'no-live-pool',
        reason: { zh: expect.any(String), en: 'No platform whose test would cover it has a live host.' },
      },
    ]);
  });

  it('says what no artifact is for, and what does not exist', async () => {
    const about = await release(world, { packages: { aarch64: 'only for arm' } });
    const found = await plan(about, [SP3, HYGON_SP3, LOONGSON]);
    expect(tested(found)).toEqual([SP3]);
    expect(found.uncovered).toEqual([
      expect.objectContaining({ ...HYGON_SP3, code: 'no-artifact-for-platform' }),
      expect.objectContaining({ ...LOONGSON, code: 'no-such-platform' }),
    ]);
  });

  it('takes a derived base for enough only where it is told to', async () => {
    // Kylin V10 SP3 declares openEuler 20.03 as its base (R5), which never makes an inheritance.
    const about = await level1();
    const base = { os: 'openeuler/openeuler@20.03-lts', cpu: SP3.cpu };
    const derived = SP3;
    const strict = await plan(about, [base, derived]);
    const easy = await plan(about, [base, derived], { goal: 'expected' });
    expect(strict.tests).toHaveLength(2);
    expect(easy.tests).toEqual([
      expect.objectContaining({
        ...base,
        covers: [
          expect.objectContaining({ ...base, becomes: 'certified' }),
          expect.objectContaining({ ...derived, becomes: 'expected', rules: ['R5'] }),
        ],
      }),
    ]);
  });

  it('plans around a fail that the asker may see, and tells strangers nothing of it', async () => {
    const silent = await level1();
    const failed = await level1();
    await record(world, failed, SP2, { verdict: 'fail', visibility: 'parties' });
    const asked = [SP1, SP2, SP3];
    expect(tested(await plan(failed, asked))).toEqual(tested(await plan(silent, asked)));
    const known = await plan(failed, asked, {}, world.supplier.token);
    // The fail cuts the chain at SP2: SP1 says nothing of what comes after it.
    expect(tested(known)).toEqual(expect.arrayContaining([SP1, SP2]));
    expect(known.tests).toHaveLength(2);
    expect(known.tests.flatMap(({ covers }) => covers)).toContainEqual(
      expect.objectContaining({ ...SP2, before: 'incompatible', becomes: 'certified' }),
    );
  });

  it.each<[string, (good: string) => object, string]>([
    ['no platform', (good) => ({ release: good, platforms: [] }), 'platforms'],
    ['one twice', (good) => ({ release: good, platforms: [SP1, SP2, SP1] }), 'platforms.2'],
    [
      'too many',
      (good) => ({ release: good, platforms: Array.from({ length: MAX_GAP_PLATFORMS + 1 }, () => SP1) }),
      'platforms',
    ],
    ['an unknown goal', (good) => ({ release: good, platforms: [SP1], goal: 'certified' }), 'goal'],
  ])('refuses %s', async (_, json, path) => {
    const { coordinate } = await level1();
    const problem = await refused(world.service.url, planning(json(coordinate)), 'invalid-request');
    expect(problem.errors?.[0]?.path).toMatch(new RegExp(`^(body\\.)?${path}`));
  });

  it('names the nearest of what is not known', async () => {
    const { coordinate } = await level1();
    const { url } = world.service;
    await refused(url, planning({ release: 'a/b@1', platforms: [SP1] }), 'unknown-coordinate');
    const wrong = [SP1, { ...SP1, os: 'kylinsoft/kylin-server@v10-sp9' }];
    const problem = await refused(url, planning({ release: coordinate, platforms: wrong }), 'unknown-coordinate');
    expect(problem.errors).toEqual([expect.objectContaining({ path: 'platforms.1.os' })]);
    expect(problem.facts?.['nearest']).toContain(SP3.os);
  });
});
