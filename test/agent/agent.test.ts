import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { completeAttempt, type Assignment } from '#libs/contracts';
import { buildAgent, type AgentBuild } from './support/agent-build.js';
import { AgentLab, localPool } from './support/agent-lab.js';
import { AgentProcess } from './support/agent-process.js';
import { makePackage, planOf, runStep, shellProgram, testCase, unpackCase } from './support/packages.js';
import { sha256 } from './support/stand-in-types.js';

jest.setTimeout(60_000);

let build: AgentBuild;
let lab: AgentLab;

beforeAll(() => {
  build = buildAgent();
});
afterAll(() => build.remove());
afterEach(() => lab.close());

async function newLab(pools = [localPool]): Promise<AgentLab> {
  lab = new AgentLab(build, pools);
  await lab.open();
  return lab;
}

describe('the agent', () => {
  it('enrols, registers, runs a plan and delivers results, log and evidence', async () => {
    const { server } = await newLab();
    const agent = lab.start();
    const bytes = makePackage({
      'bin/tool': shellProgram('echo "tool $*"; echo warning >&2'),
      'bin/server': shellProgram('echo listening; exec sleep 1000'),
    });
    server.add({
      plan: planOf([
        unpackCase,
        testCase('version', [runStep(['./package/bin/tool', '--version'], '^tool --version$')]),
        testCase('serve', [
          { do: 'start', process: 'server', argv: ['./package/bin/server'], readyOn: 'listening', timeoutSeconds: 10 },
          { do: 'kill', process: 'server', signal: 'SIGTERM', timeoutSeconds: 10 },
        ]),
        testCase('clean', [{ do: 'no-processes' }, { do: 'remove', path: 'package' }], { kind: 'uninstall' }),
      ]),
      artifacts: [{ fileName: 'tool.tgz', bytes }],
    });
    const attempt = await server.completed();

    const { completion } = attempt;
    expect(completion.results.map(({ caseId, verdict }) => `${caseId} ${verdict}`)).toEqual([
      'unpack passed',
      'version passed',
      'serve passed',
      'clean passed',
    ]);
    expect(completion).toMatchObject({ ended: 'finished', evidence: ['result.json', 'host-facts.json', 'log.txt'] });
    expect(completion.hostFacts).toMatchObject({ isolation: completion.isolation, executor: 'local' });
    expect(completion.hostFacts['osId']).toEqual(expect.any(String));
    expect(completion.hostFacts['memoryBytes']).toEqual(expect.any(Number));
    expect(server.logText(attempt)).toContain('tool --version\n');
    expect(server.logText(attempt)).toContain('warning\n');
    expect(attempt.evidence.get('log.txt')?.toString()).toBe(server.logText(attempt));
    expect(JSON.parse(attempt.evidence.get('result.json')?.toString() ?? '')).toMatchObject({
      attempt: { id: attempt.id, number: 1 },
      isolation: completion.isolation,
      artifacts: [{ sha256: sha256(bytes) }],
    });

    const [registration] = server.registrations;
    expect(registration?.hosts.map(({ name, pool }) => `${name} ${pool}`)).toEqual([
      'test-lab-01.local-pool local-pool',
    ]);
    const credential = path.join(lab.folder, 'credential.json');
    expect(statSync(credential).mode & 0o777).toBe(0o600);
    await server.until('the attempt is forgotten', () => readdirSync(path.join(lab.folder, 'attempts')).length === 0);
    const { credential: secret } = JSON.parse(readFileSync(credential, 'utf8')) as { credential: string };
    expect(agent.output).not.toContain(secret);
    expect(agent.output).not.toContain('Warning');
    expect(await agent.kill('SIGTERM')).toBe(0);
  });

  it('skips what follows a failed case and cleans up all the same', async () => {
    const { server } = await newLab();
    lab.start();
    server.add({
      plan: planOf([
        unpackCase,
        testCase('start', [{ do: 'start', process: 'p', argv: ['./package/bin/spin'], timeoutSeconds: 5 }]),
        testCase('broken', [runStep(['./package/bin/broken'])]),
        testCase('later', [runStep(['./package/bin/spin'])]),
        testCase('clean', [{ do: 'no-processes' }, { do: 'remove', path: 'package' }], { kind: 'uninstall' }),
      ]),
      artifacts: [
        {
          fileName: 'tool.tgz',
          bytes: makePackage({
            'bin/broken': shellProgram('echo oops >&2; exit 3'),
            'bin/spin': shellProgram('exec sleep 1000'),
          }),
        },
      ],
    });
    const { completion } = await server.completed();
    expect(completion.results.map(({ verdict }) => verdict)).toEqual([
      'passed',
      'passed',
      'failed',
      'skipped',
      'passed',
    ]);
    expect(completion.results[2]?.message).toMatch(/退出码为 3.*exit code 3.*oops/);
    expect(completion.results[3]?.message).toContain('broken');
  });

  it('reports an infrastructure error when an artifact is not what was promised', async () => {
    const { server } = await newLab();
    lab.start();
    const bytes = makePackage({ 'bin/tool': shellProgram('true') });
    server.add({
      plan: planOf([unpackCase, testCase('run', [runStep(['./package/bin/tool'])])]),
      artifacts: [{ fileName: 'tool.tgz', bytes, sha256: sha256('something else') }],
    });
    const { completion } = await server.completed();
    expect(completion.ended).toBe('infra-error');
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['infra-error', 'skipped']);
    expect(completion.message).toContain(sha256('something else'));
  });

  it('works on several hosts at once, and asks for the free one while the other is busy', async () => {
    const second = { ...localPool, slug: 'second-pool' };
    const { server } = await newLab([localPool, second]);
    lab.start();
    const plan = (id: string): Assignment['plan'] => planOf([testCase(id, [runStep(['sleep', '1'])])]);
    server.add({ plan: plan('one'), artifacts: [] });
    await lab.running('one');
    server.add({ plan: plan('two'), artifacts: [], pool: 'second-pool' });
    const [one, two] = [await lab.running('one'), await lab.running('two')];
    expect(one.hostId).not.toBe(two.hostId);
    await Promise.all([server.completed(1), server.completed(2)]);
  });

  it('refuses a folder that another agent uses', async () => {
    const { server } = await newLab();
    const first = lab.start();
    await server.until('the agent asks for work', () => server.claimIds.length > 0);
    const second = AgentProcess.start(build, { url: server.url, folder: lab.folder });
    expect(await second.exited()).toBe(1);
    expect(second.output).toContain('Another agent');
    expect(first.child.exitCode).toBe(null);
  });

  it('acknowledges a cancel', async () => {
    const { server } = await newLab();
    lab.start();
    server.add({ plan: planOf([testCase('run', [runStep(['sleep', '1000'])])]), artifacts: [] });
    const attempt = await lab.running('run');
    attempt.directive = 'cancel';
    const { completion } = await server.completed();
    expect(completion).toMatchObject({ ended: 'cancelled', results: [], evidence: [] });
  });

  it('acknowledges a cancel that comes while its result is not yet accepted', async () => {
    const { server } = await newLab();
    const fault = { operation: completeAttempt, kind: 'refuse' as const, status: 503, times: 1_000_000 };
    server.faults.push(fault);
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    lab.start();
    const attempt = await server.until('evidence has arrived', () =>
      [...server.attempts.values()].find(({ evidence }) => evidence.size === 3),
    );
    const { heartbeats } = attempt;
    attempt.directive = 'cancel';
    await server.until('the agent has heard of it', () => attempt.heartbeats > heartbeats + 1);
    fault.times = 0;
    const { completion, completions } = await server.completed();
    expect(completion).toMatchObject({ ended: 'cancelled', evidence: [] });
    expect(completions.length).toBe(1);
  });

  it('takes nothing more when drained', async () => {
    const { server } = await newLab();
    lab.start();
    server.add({ plan: planOf([testCase('run', [runStep(['sleep', '1'])])]), artifacts: [] });
    const attempt = await lab.running('run');
    server.hostState = 'draining';
    attempt.directive = 'drain';
    await server.completed();
    const claims = server.claimIds.length;
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    await server.until('the attempt is forgotten', () => readdirSync(path.join(lab.folder, 'attempts')).length === 0);
    // That nothing comes can only be seen by waiting; an agent that is not drained asks at once.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(server.claimIds.length).toBe(claims);
  });

  it('ends with a sentence that helps when it is not enrolled or its token is refused', async () => {
    await newLab();
    lab.start({ SHIPEI_AGENT_ENROLMENT_TOKEN: 'wrong' });
    expect(await lab.agent.exited()).toBe(1);
    expect(lab.agent.output).toContain('The enrolment token was refused');
    lab.start();
    expect(await lab.agent.exited()).toBe(1);
    expect(lab.agent.output).toContain('SHIPEI_AGENT_ENROLMENT_TOKEN');
    expect(existsSync(path.join(lab.folder, 'credential.json'))).toBe(false);
  });

  it('hears of a cancel at once by the connection that it holds while anything runs', async () => {
    const { server } = await newLab();
    server.timing = { ...server.timing, heartbeatSeconds: 60 };
    lab.start();
    await server.until('the agent asks for work', () => server.claimIds.length > 0);
    expect(server.followers).toBe(0);
    server.add({ plan: planOf([testCase('run', [runStep(['sleep', '1000'])])]), artifacts: [] });
    await server.until('the connection is there', () => server.followers === 1);
    const [attempt] = [...server.attempts.values()];
    await server.until('it has started', () => attempt !== undefined && server.logText(attempt).includes('sleep'));
    if (attempt !== undefined) server.direct(attempt, 'cancel');
    expect((await server.completed()).completion.ended).toBe('cancelled');
    await server.until('the connection is closed', () => server.followers === 0);
  });
});
