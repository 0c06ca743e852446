import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { claimWork, completeAttempt, heartbeat, putEvidence } from '#libs/contracts';
import { buildAgent, type AgentBuild } from './support/agent-build.js';
import { AgentLab } from './support/agent-lab.js';
import { makePackage, planOf, runStep, shellProgram, testCase, unpackCase } from './support/packages.js';
import { sha256 } from './support/stand-in-server.js';

jest.setTimeout(60_000);

let build: AgentBuild;
let lab: AgentLab;

beforeAll(() => {
  build = buildAgent();
});
afterAll(() => build.remove());
afterEach(() => lab.close());

async function newLab(): Promise<AgentLab> {
  lab = new AgentLab(build);
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

  it('uses the same claim after a lost answer, and heartbeats, uploads and completions survive failures', async () => {
    const { server } = await newLab();
    server.faults.push(
      { operation: claimWork, kind: 'lose', times: 1 },
      { operation: heartbeat, kind: 'refuse', status: 503, times: 1 },
      { operation: putEvidence, kind: 'refuse', status: 502, times: 1 },
      { operation: completeAttempt, kind: 'refuse', status: 500, times: 1 },
    );
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    lab.start();
    const { completion } = await server.completed();
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['passed']);
    expect(server.attempts.size).toBe(1);
    expect(server.claimIds[1]).toBe(server.claimIds[0]);
    expect(server.faults.map(({ times }) => times)).toEqual([0, 0, 0, 0]);
  });

  it('does not start a run that it cannot confirm', async () => {
    const { server } = await newLab();
    server.faults.push({ operation: heartbeat, kind: 'refuse', status: 503, times: 1000 });
    server.add({ plan: planOf([testCase('run', [runStep(['touch', 'ran'])])]), artifacts: [] });
    const agent = lab.start();
    await server.until('the agent asks for other work', () => server.claimIds.length >= 2);
    expect(agent.output).toContain('the run is not started');
    expect([...server.attempts.values()].map(({ log, completions }) => [log.size, completions.length])).toEqual([
      [0, 0],
    ]);
  });

  it('stops an attempt that was given away and takes the job again', async () => {
    const { server } = await newLab();
    lab.start();
    server.add({ plan: planOf([testCase('run', [runStep(['sleep', '3'])])]), artifacts: [] });
    const first = await lab.running('run');
    server.lose(first);
    const second = await server.completed(2);
    expect(second.completion.results.map(({ verdict }) => verdict)).toEqual(['passed']);
    expect(first.completions).toEqual([]);
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

  it('delivers after a restart what it had finished, and loses what it had not', async () => {
    const { server } = await newLab();
    server.faults.push({ operation: completeAttempt, kind: 'refuse', status: 503, times: 1_000_000 });
    server.add({ plan: planOf([testCase('run', [runStep(['echo', 'hello'])])]), artifacts: [] });
    const first = lab.start();
    const attempt = await server.until('evidence has arrived', () =>
      [...server.attempts.values()].find(({ evidence }) => evidence.size === 3),
    );
    await first.kill('SIGKILL');
    server.faults.length = 0;
    lab.start();
    const { completion } = await server.completed();
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['passed']);
    expect(server.logText(attempt)).toContain('hello\n');
    expect(server.registrations.at(-1)?.attempts).toMatchObject([{ id: attempt.id }]);
    expect(server.attempts.size).toBe(1);

    server.add({ plan: planOf([testCase('run', [runStep(['sleep', '2'])])]), artifacts: [] });
    const lost = await lab.running('run');
    await lab.agent.kill('SIGKILL');
    lab.start();
    const again = await server.completed(3);
    expect(lost.state).toBe('lost');
    expect(again.completion.results.map(({ verdict }) => verdict)).toEqual(['passed']);
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
});
