import {
  cancelJob,
  cloneAdaptationRequest,
  createAdaptationRequest,
  getAdaptationRequest,
  getJob,
  getJobLog,
  listTestPlans,
} from '#libs/contracts';
import { DomainError, notFound } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JOB_ID, job, REQUEST_ID, requestOf, runningJob, waitingJob, type JobOutput } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const ON = 'kylinsoft/kylin-server@v10-sp3,hisilicon/kunpeng-920';
const WATCH = ['watch', REQUEST_ID, '--interval', '0.01'];

describe('shipei request and watch', () => {
  let service: StandIn;
  let person: Person;
  /** What the job looks like each time it is asked for; the last one stays. */
  let story: JobOutput[];
  let shown: JobOutput | undefined;
  let refusal: DomainError | undefined;
  const submitted: unknown[] = [];

  beforeEach(async () => {
    story = [job()];
    shown = undefined;
    refusal = undefined;
    submitted.length = 0;
    service = new StandIn()
      .on(listTestPlans, () => ({
        items: [
          {
            slug: 'command-line-software',
            version: 1,
            name: '命令行软件',
            nameEn: 'Command-line software',
            categories: [],
            parameters: [
              { name: 'entry', type: 'path' as const, required: true, description: 'the program' },
              { name: 'versionArgs', type: 'argv' as const, required: false, description: 'its arguments' },
            ],
            cases: [],
          },
        ],
        nextCursor: null,
      }))
      .on(createAdaptationRequest, ({ body }) => {
        submitted.push(body);
        if (refusal !== undefined) throw refusal;
        return requestOf(present());
      })
      .on(cloneAdaptationRequest, ({ params, body }) => {
        submitted.push({ of: params.id, ...body });
        return requestOf(present());
      })
      .on(getAdaptationRequest, ({ params }) => {
        if (params.id !== REQUEST_ID) throw notFound('申请 · request');
        return requestOf(next());
      })
      .on(getJob, ({ params }) => {
        if (params.id !== JOB_ID) throw notFound('任务 · job');
        return present();
      })
      .on(cancelJob, ({ body }) => job({ state: 'cancelled', reason: body.reason ?? null }))
      .raw(getJobLog, (_request, reply) =>
        reply
          .type('text/event-stream')
          .send(
            'id: 1\nevent: log\ndata: {"stream":"agent","text":"# start: 启动 · start\\n"}\n\n' +
              'id: 2\nevent: log\ndata: {"stream":"stdout","text":"\\u001b[31mred\\u001b[0m and pla"}\n\n' +
              'id: 3\nevent: log\ndata: {"stream":"stdout","text":"in\\nno line end"}\n\nevent: end\ndata: {}\n\n',
          ),
      );
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  /** As it was last listed. */
  function present(): JobOutput {
    return shown ?? story[0] ?? job();
  }
  function next(): JobOutput {
    shown = story[0] ?? job();
    if (story.length > 1) story.shift();
    return shown;
  }

  it('sends parameters in the types of the plan: a list of one stays a list', async () => {
    const ran = await person.run([
      ...['request', 'dameng/dm8@8.1.3', '--on', ON, '--param', 'entry=bin/dm', '--param', 'versionArgs=-V'],
      ...['--priority', 'background', '--wait-for-pool', '--no-emulated', '--json'],
    ]);
    expect(ran).toMatchObject({ code: 0 });
    expect(submitted).toEqual([
      {
        release: 'dameng/dm8@8.1.3',
        targets: [{ os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' }],
        testPlan: 'command-line-software',
        scheme: 'development',
        parameters: { entry: 'bin/dm', versionArgs: ['-V'] },
        priority: 'background',
        waitForPool: true,
        allowEmulated: false,
      },
    ]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ id: REQUEST_ID, jobs: [{ id: JOB_ID }] });
  });

  it.each([
    ['a target without a CPU', ['--on', 'kylinsoft/kylin-server@v10-sp3']],
    ['a parameter without a name', ['--on', ON, '--param', '=x']],
    ['a single parameter given twice', ['--on', ON, '--param', 'entry=a', '--param', 'entry=b']],
    ['an unknown plan', ['--on', ON, '--plan', 'databases']],
    ['an unknown priority', ['--on', ON, '--priority', 'urgent']],
    ['no target', []],
  ])('refuses %s with exit code 2 and submits nothing', async (_case, args) => {
    const ran = await person.run(['request', 'dameng/dm8@8.1.3', ...args]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).not.toBe('');
    expect(submitted).toEqual([]);
  });

  it('asks again what a request asked, with what is to be another', async () => {
    const os = 'kylinsoft/kylin-server@v10-sp3';
    const ran = await person.run(['request-clone', REQUEST_ID, '--os', os, '--priority', 'national']);
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toContain('申请已受理 · request accepted');
    const release = 'dameng/dm8@8.1.4';
    expect(await person.run(['request-clone', REQUEST_ID, '--release', release, '--json'])).toMatchObject({ code: 0 });
    expect(submitted).toEqual([
      { of: REQUEST_ID, os, priority: 'national' },
      { of: REQUEST_ID, release },
    ]);
    expect(await person.run(['request-clone', REQUEST_ID, '--priority', 'urgent'])).toMatchObject({ code: 2 });
  });

  it('shows a refusal with its fields, the nearest match and what to do', async () => {
    refusal = new DomainError('no-pool-serves', '没有资源池 · No pool serves it', {
      fields: [{ path: 'targets.0', code: 'no-pool-serves', message: 'no pool anywhere' }],
      facts: { nearest: [{ os: 'openeuler/openeuler@22.03-lts-sp4', cpu: 'hisilicon/kunpeng-920' }] },
    });
    const ran = await person.run(['request', 'dameng/dm8@8.1.3', '--on', ON, '--json']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('targets.0');
    expect(ran.stderr).toContain('openeuler/openeuler@22.03-lts-sp4 × hisilicon/kunpeng-920');
    expect(ran.stderr).toContain('--wait-for-pool');
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'no-pool-serves' } });
  });

  it('follows a job through its states, with the log, to a review', async () => {
    story = [waitingJob(), runningJob(), job({ state: 'technical-review' })];
    const ran = await person.run(WATCH);
    expect(ran).toMatchObject({ code: 0 });
    const lines = ran.stdout.split('\n');
    const at = (text: string): number => lines.findIndex((line) => line.includes(text));
    expect(at('排队中 queued')).toBeGreaterThanOrEqual(0);
    expect(at('自 2026-11-23 13:00:00Z 起')).toBe(at('排队中 queued'));
    expect(at('执行中 running')).toBeGreaterThan(at('排队中 queued'));
    expect(at('待技术评审')).toBeGreaterThan(at('执行中 running'));
    // Chunks are put together to lines, and what a package prints can't steer the terminal.
    expect(ran.stdout).toContain('red and plain\n');
    expect(ran.stdout).toContain('no line end');
    expect(ran.stdout).not.toContain('\u001b');
  });

  it.each([
    ['certified', 0],
    ['emulated', 0],
    ['certification-review', 0],
    ['incompatible', 1],
    ['blocked', 1],
    ['rejected', 1],
    ['cancelled', 1],
  ] as const)('ends on %s with exit code %i', async (state, code) => {
    story = [job({ state })];
    const ran = await person.run([...WATCH, '--json']);
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.stdout)).toMatchObject({ jobs: [{ state }] });
  });

  it('leaves with exit code 4 when the time is over', async () => {
    story = [waitingJob()];
    expect(await person.run([...WATCH, '--timeout', '0.2'])).toMatchObject({ code: 4 });
  });

  it('leaves with exit code 130 when interrupted, and shows what it last saw', async () => {
    story = [waitingJob()];
    const ran = await person.run(WATCH, { interruptOn: '排队中' });
    expect(ran.code).toBe(130);
    expect(ran.stdout).toContain(JOB_ID);
  });

  it('watches a single job where the id is one', async () => {
    story = [job({ state: 'certified', certificate: 'SP-2026-0000001' })];
    const ran = await person.run(['watch', JOB_ID, '--interval', '0.01']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('SP-2026-0000001');
  });

  it('shows a job with everything that it did, and cancels one with a reason', async () => {
    story = [runningJob()];
    expect((await person.run(['jobs', 'show', JOB_ID])).stdout).toContain('kunpeng-01');
    const ran = await person.run(['jobs', 'cancel', JOB_ID, '--reason', '不再需要', '--json']);
    expect(JSON.parse(ran.stdout)).toMatchObject({ state: 'cancelled', reason: '不再需要' });
  });

  it('leaves a log that is followed with exit code 130 when interrupted', async () => {
    const ran = await person.run(['jobs', 'log', JOB_ID, '--follow'], { interruptOn: '启动' });
    expect(ran.code).toBe(130);
  });

  it('prints a log without what could steer the terminal', async () => {
    const ran = await person.run(['jobs', 'log', JOB_ID]);
    expect(ran.stdout).toBe('# start: 启动 · start\nred and plain\nno line end\n');
  });
});
