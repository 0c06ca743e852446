import {
  checkCell,
  decideReview,
  listPlatforms,
  listReviews,
  proposeInheritance,
  withdrawInheritance,
  type OutputOf,
} from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cell, JOB_ID, REVIEW_ID } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const WHERE = ['--os', 'kylinsoft/kylin-server@v10-sp3', '--cpu', 'hisilicon/kunpeng-920'];

function platform(cpu: string) {
  return {
    os: 'kylinsoft/kylin-server@v10-sp3',
    osName: '银河麒麟',
    cpu,
    cpuName: cpu,
    isa: 'aarch64',
    origin: 'catalogue' as const,
    pools: 0,
    emulatedPools: 0,
    liveHosts: 0,
  };
}

type InheritanceOutput = OutputOf<typeof proposeInheritance>;

function inheritance(changes: Partial<InheritanceOutput>): InheritanceOutput {
  const [os, cpu] = ['kylinsoft/kylin-server@v10-sp3', 'hisilicon/kunpeng-920'];
  return {
    ...{ id: REVIEW_ID, release: 'dameng/dm8@8.1.3', os, cpu, state: 'technical-review', scheme: 'xinchuang' },
    policy: '2026.2',
    path: [
      { rule: 'R4', from: { os } },
      { rule: 'R1', from: { cpu } },
    ],
    ...{ source: 'F-00000001', sourceCertificate: 'SP-2026-0000001', statement: null, reason: null },
    ...{ proposedBy: 'dameng', proposedAt: '2026-11-23T13:00:00Z', certificate: null },
    ...changes,
  };
}

describe('answers and refusals', () => {
  let service: StandIn;
  let person: Person;
  let answer: () => ReturnType<typeof cell>;
  const asked: unknown[] = [];

  beforeEach(async () => {
    asked.length = 0;
    answer = () => cell();
    service = new StandIn()
      .on(checkCell, ({ query }) => {
        asked.push(query);
        return answer();
      })
      .on(listPlatforms, ({ query }) => ({
        items: [platform(query.cursor === undefined ? 'a/first' : 'a/second')],
        nextCursor: query.cursor === undefined ? 'next' : null,
      }))
      .on(listReviews, () => ({ items: [], nextCursor: null }))
      .on(proposeInheritance, ({ body: { release, os, cpu, statement } }) => {
        asked.push({ release, os, cpu, statement });
        return inheritance({ release, os, cpu, statement: statement ?? null });
      })
      .on(withdrawInheritance, ({ params, body }) => {
        asked.push({ withdrawn: params.id, ...body });
        return inheritance({ state: 'withdrawn', reason: body.reason ?? null });
      })
      .on(decideReview, ({ body }) => {
        asked.push(body);
        return {
          id: REVIEW_ID,
          jobId: JOB_ID,
          inheritanceId: null,
          certificate: null,
          kind: 'technical' as const,
          state: body.decision === 'approve' ? ('approved' as const) : ('rejected' as const),
          release: 'dameng/dm8@8.1.3',
          os: 'kylinsoft/kylin-server@v10-sp3',
          cpu: 'hisilicon/kunpeng-920',
          scheme: 'development',
          outcome: 'passed',
          openedAt: '2026-11-23T13:00:00Z',
          decidedAt: '2026-11-23T13:04:05Z',
          reason: body.reason ?? null,
        };
      });
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('explains a certified cell, Chinese first', async () => {
    answer = () =>
      cell({
        status: 'certified',
        scheme: 'development',
        certificate: 'SP-2026-0000001',
        validUntil: '2027-02-21T13:00:00Z',
        endsBecause: 'certificate ends',
        explanation: { zh: ['实测通过，已认证。'], en: ['Tested and certified.'] },
      });
    const { code, stdout } = await person.run(['check', 'dameng/dm8@8.1.3', ...WHERE]);
    expect(code).toBe(0);
    expect(stdout).toContain('SP-2026-0000001');
    expect(stdout).toContain('[development]');
    expect(stdout.indexOf('实测通过')).toBeLessThan(stdout.indexOf('Tested and certified'));
  });

  it('answers with the whole cell as one JSON line', async () => {
    const { stdout } = await person.run(['check', 'dameng/dm8@8.1.3', ...WHERE, '--json']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toEqual(cell());
  });

  it('asks about a file by its digest, and about a moment', async () => {
    const file = path.join(person.home, 'dm8.tgz');
    await writeFile(file, 'bytes');
    await person.run(['check', '--digest', file, ...WHERE, '--valid-at', '2026-01-01', '--known-at', '2026-02-01']);
    const digest = createHash('sha256').update('bytes').digest('hex');
    expect(asked).toMatchObject([{ digest, validAt: '2026-01-01T00:00:00.000Z', knownAt: '2026-02-01T00:00:00.000Z' }]);
  });

  it('names the nearest matches of an unknown coordinate', async () => {
    answer = () => {
      throw new DomainError('unknown-coordinate', '未登记 · Unknown', {
        facts: { nearest: ['kylinsoft/kylin-server@v10-sp3'] },
      });
    };
    const ran = await person.run(['check', 'dameng/dm8@8.1.3', ...WHERE]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/nearest matches:\n\s+kylinsoft\/kylin-server@v10-sp3/);
  });

  it.each([
    ['neither release nor digest', ['check', ...WHERE]],
    ['both', ['check', 'dameng/dm8@8.1.3', '--digest', 'a'.repeat(64), ...WHERE]],
    ['a release that is none', ['check', 'dm8', ...WHERE]],
    ['a day that is none', ['check', 'dameng/dm8@8.1.3', ...WHERE, '--valid-at', 'yesterday']],
    ['an unknown command', ['cheque']],
    ['an unknown option', ['platforms', '--colour']],
    ['a group without a command', ['products']],
    ['an address that is none', ['platforms', '--url', 'localhost']],
    ['a page of none', ['platforms', '--limit', '0']],
  ])('ends %s with exit code 2 and asks nothing', async (_case, args) => {
    expect(await person.run(args)).toMatchObject({ code: 2, stdout: '' });
    expect(service.requests).toEqual([]);
  });

  it('takes a rejection without a reason for a usage error', async () => {
    expect((await person.run(['reviews', 'reject', REVIEW_ID])).code).toBe(2);
    expect((await person.run(['reviews', 'reject', REVIEW_ID, '--reason', '日志缺失'])).code).toBe(0);
    expect(asked).toEqual([{ decision: 'reject', reason: '日志缺失' }]);
  });

  it('reads pages: one, the next, or all', async () => {
    const one = await person.run(['platforms']);
    expect(one.stdout).toContain('a/first');
    expect(one.stdout).toContain('--cursor next');
    const all = await person.run(['platforms', 'list', '--all', '--json']);
    expect(JSON.parse(all.stdout)).toMatchObject({
      items: [{ cpu: 'a/first' }, { cpu: 'a/second' }],
      nextCursor: null,
    });
  });

  it('says so where a list is empty', async () => {
    expect((await person.run(['reviews', 'list'])).stdout).toContain('没有内容');
  });

  it('asks for one kind of reviews, and proposes inheritances', async () => {
    expect((await person.run(['reviews', 'list', '--kind', 'suspension'])).code).toBe(0);
    expect((await person.run(['reviews', 'list', '--kind', 'other'])).code).toBe(2);
    const target = 'kylinsoft/kylin-server@v10-sp3,hisilicon/kunpeng-920';
    const proposed = await person.run(['inheritances', 'propose', 'dameng/dm8@8.1.3', target, '--statement', '同代']);
    expect(proposed.code).toBe(0);
    expect(proposed.stdout).toMatch(/in technical review.*R4\+R1 \(2026\.2\)/);
    expect(asked).toContainEqual({
      release: 'dameng/dm8@8.1.3',
      os: 'kylinsoft/kylin-server@v10-sp3',
      cpu: 'hisilicon/kunpeng-920',
      statement: '同代',
    });
    expect((await person.run(['inheritances', 'propose', 'dameng/dm8@8.1.3', 'nowhere'])).code).toBe(2);
    const withdrawn = await person.run(['inheritances', 'withdraw', REVIEW_ID, '--reason', '有误']);
    expect(withdrawn.stdout).toContain('已撤回 withdrawn');
    expect(asked).toContainEqual({ withdrawn: REVIEW_ID, reason: '有误' });
  });

  it('exits with 3 where nobody answers, and says what to do', async () => {
    await service.stop();
    const ran = await person.run(['platforms', '--json']);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('npm start');
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'unreachable' } });
  });

  it('exits with 3 where the service says that it is away', async () => {
    answer = () => {
      throw new DomainError('database-unavailable', '数据库暂不可用 · The database is away');
    };
    expect((await person.run(['check', 'dameng/dm8@8.1.3', ...WHERE])).code).toBe(3);
  });

  it('shows help on standard output with exit code 0', async () => {
    const ran = await person.run(['--help']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('SHIPEI_TOKEN');
  });
});
