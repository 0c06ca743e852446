import {
  checkSolution,
  createSolution,
  getSolution,
  listPlatforms,
  listSolutionPlatforms,
  listSolutions,
  planTests,
  publishSolution,
  resolveReleases,
  type OutputOf,
} from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cell, JOB_ID } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const DB = 'dameng/dm8@8.1.3';
const WEB = 'tongtech/tongweb@7.0';
const HERE = { os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' };
const THERE = { ...HERE, os: 'kylinsoft/kylin-server@v10-sp1' };

const solution = (published: boolean): OutputOf<typeof getSolution> => ({
  id: JOB_ID,
  organization: 'acme',
  solution: 'office',
  name: '办公',
  nameEn: null,
  description: null,
  published,
  releases: [
    { release: DB, required: true },
    { release: WEB, required: false },
  ],
  edges: [{ release: DB, with: WEB, required: true }],
  createdAt: '2026-11-23T13:00:00Z',
});

const composed = {
  ...HERE,
  status: 'expected' as const,
  composed: true,
  weakest: [DB],
  scheme: null,
  validUntil: '2027-02-21T13:00:00Z',
  endsBecause: 'certificate-ends',
  endsWith: DB,
};
const platform = {
  ...composed,
  edges: [
    { name: DB, required: true, status: 'expected' as const },
    { name: WEB, required: true, status: 'certified' as const },
  ],
};

describe('solutions on the command line', () => {
  let service: StandIn;
  let person: Person;
  const asked: unknown[] = [];
  const note = <T>(input: { body?: unknown; query?: unknown; params?: unknown }, answer: T): T => {
    asked.push(input.body ?? { ...(input.params ?? {}), ...(input.query ?? {}) });
    return answer;
  };

  beforeEach(async () => {
    asked.length = 0;
    service = new StandIn()
      .on(createSolution, (input) => note(input, solution(false)))
      .on(publishSolution, (input) => note(input, solution(true)))
      .on(getSolution, (input) => note(input, solution(true)))
      .on(listSolutions, (input) => note(input, { items: [solution(true)], nextCursor: null }))
      .on(checkSolution, (input) =>
        note(input, {
          organization: 'acme',
          solution: 'office',
          ...composed,
          edges: [{ name: DB, required: true, answer: cell({ status: 'expected' }) }],
          policy: '2026.2',
          validAt: '2026-11-23T13:04:05Z',
          knownAt: '2026-11-23T13:04:05Z',
          revision: 12,
          explanation: { zh: ['最弱的环节。'], en: ['Weakest: the database.'] },
        }),
      )
      .on(listSolutionPlatforms, (input) =>
        note(input, { items: [platform], nextCursor: null, counts: { expected: 1 }, revision: 12 }),
      )
      .on(resolveReleases, (input) =>
        note(input, {
          items: [platform],
          counts: { expected: 1, unknown: 1022 },
          missing: [
            { name: WEB, release: WEB, with: null, unlocks: 3, platforms: [THERE], test: { ...THERE, unlocks: 3 } },
          ],
          policy: '2026.2',
          validAt: '2026-11-23T13:04:05Z',
          revision: 12,
        }),
      )
      .on(listPlatforms, (input) =>
        note(input, {
          items: [HERE, THERE].map((one) => ({
            ...one,
            osName: '麒麟',
            cpuName: '鲲鹏',
            isa: 'aarch64',
            origin: 'catalogue' as const,
            pools: 1,
            emulatedPools: 0,
            liveHosts: 1,
          })),
          nextCursor: null,
        }),
      )
      .on(planTests, (input) =>
        note(input, {
          release: DB,
          goal: input.body.goal,
          covered: [{ ...HERE, status: 'certified' as const }],
          tests: [
            {
              ...THERE,
              availability: 'live' as const,
              liveHosts: 1,
              covers: [{ ...THERE, before: 'unknown' as const, becomes: 'certified' as const, rules: [], alone: true }],
              alternatives: [],
              reason: { zh: ['覆盖 1 个单元。'], en: ['Covers 1 cell.'] },
            },
          ],
          uncovered: [
            {
              os: HERE.os,
              cpu: 'hygon/c86-7390',
              status: 'unknown' as const,
              code: 'no-artifact-for-platform' as const,
              reason: { zh: '没有制品。', en: 'No artifact.' },
            },
          ],
          isFewest: false,
          atLeast: 1,
          policy: '2026.2',
          validAt: '2026-11-23T13:04:05Z',
          knownAt: '2026-11-23T13:04:05Z',
          revision: 12,
        }),
      );
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('registers, publishes, lists and shows them', async () => {
    const create = ['solutions', 'create', 'office', '--name', '办公', '--release', DB, '--optional', WEB];
    const created = await person.run([...create, '--edge', `${DB},${WEB}`]);
    expect(created.code).toBe(0);
    expect(created.stdout).toContain('草稿 draft');
    expect(asked).toEqual([
      {
        slug: 'office',
        name: '办公',
        releases: [
          { release: DB, required: true },
          { release: WEB, required: false },
        ],
        edges: [{ release: DB, with: WEB, required: true }],
        published: false,
      },
    ]);
    for (const command of [['publish'], ['show']]) {
      const { code, stdout } = await person.run(['solutions', ...command, 'acme/office']);
      expect(code).toBe(0);
      expect(stdout).toContain(`${DB} + ${WEB}`);
    }
    const listed = await person.run(['solutions', 'list', '--release', DB, '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject({ items: [{ solution: 'office' }] });
    expect(asked.at(-1)).toEqual({ limit: 50, release: DB });
  });

  it('explains one platform, and shows the status of each', async () => {
    const where = ['--os', HERE.os, '--cpu', HERE.cpu];
    const checked = await person.run(['solutions', 'check', 'acme/office', ...where, '--valid-at', '2026-11-23']);
    expect(checked.stdout.indexOf('acme/office')).toBeLessThan(checked.stdout.indexOf(DB));
    expect(checked.stdout).toContain('最弱的环节。');
    expect(asked.at(-1)).toEqual({
      organization: 'acme',
      solution: 'office',
      ...HERE,
      validAt: '2026-11-23T00:00:00.000Z',
    });
    const listed = await person.run(['solutions', 'platforms', 'acme/office', '--status', 'expected']);
    expect(listed.stdout).toContain('推得 composed');
    expect(asked.at(-1)).toMatchObject({ status: 'expected', limit: 50 });
  });

  it('says where releases work together, and what to test first', async () => {
    const { code, stdout } = await person.run(['resolve', DB, WEB, '--os', HERE.os, '--edge', `${DB},${WEB}`]);
    expect(code).toBe(0);
    expect(stdout).toContain(HERE.os);
    expect(stdout).toMatch(/仅缺一环.*one edge missing/);
    expect(stdout).toContain(`${THERE.os} × ${THERE.cpu}`);
    expect(asked).toEqual([
      {
        releases: [DB, WEB],
        edges: [{ release: DB, with: WEB }],
        os: [HERE.os],
        cpu: [],
        show: 'working',
        limit: 50,
      },
    ]);
  });

  it('plans tests for targets, and for all platforms of an OS', async () => {
    const first = await person.run(['gaps', DB, '--target', `${HERE.os},${HERE.cpu}`, '--only-live-pools']);
    expect(first.code).toBe(0);
    for (const text of [
      '需要 1 个测试',
      '至少需要 1 个',
      '1 个平台无需测试',
      'Covers 1 cell.',
      'No artifact.',
      '可测 live',
    ]) {
      expect(first.stdout).toContain(text);
    }
    expect(asked).toEqual([{ release: DB, platforms: [HERE], goal: 'inherited', onlyLivePools: true }]);
    const second = await person.run(['gaps', DB, '--os', HERE.os, '--goal', 'expected', '--json']);
    expect(JSON.parse(second.stdout)).toMatchObject({ goal: 'expected' });
    expect(asked.at(-1)).toEqual({ release: DB, platforms: [HERE, THERE], goal: 'expected', onlyLivePools: false });
  });

  it.each([
    [['solutions', 'show', 'office']],
    [['solutions', 'check', 'acme/office', '--os', HERE.os]],
    [['solutions', 'platforms', 'acme/office', '--status', 'good']],
    [['solutions', 'create', 'office', '--name', 'x', '--edge', DB]],
    [['resolve']],
    [['resolve', 'dm8']],
    [['gaps', DB]],
    [['gaps', DB, '--target', HERE.os]],
    [['gaps', DB, '--target', `${HERE.os},${HERE.cpu}`, '--goal', 'certified']],
  ])('refuses %j without asking', async (command) => {
    const { code, stderr } = await person.run(command);
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
    expect(asked).toEqual([]);
  });
});
