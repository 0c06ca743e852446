import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { appendAttemptLog, claimWork, completeAttempt, enrolAgent, heartbeat, putEvidence } from '#libs/contracts';
import { buildAgent, type AgentBuild } from './support/agent-build.js';
import { AgentLab } from './support/agent-lab.js';
import { planOf, runStep, testCase } from './support/packages.js';

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

describe('the agent, when things fail', () => {
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

  it('takes an answer that breaks off, or a proxy’s, for no answer', async () => {
    const { server } = await newLab();
    server.faults.push(
      { operation: claimWork, kind: 'break', times: 1 },
      { operation: appendAttemptLog, kind: 'break', times: 1 },
      { operation: heartbeat, kind: 'refuse', status: 404, times: 1 },
      { operation: putEvidence, kind: 'refuse', status: 403, times: 1 },
      { operation: completeAttempt, kind: 'refuse', status: 404, times: 2 },
    );
    server.add({ plan: planOf([testCase('run', [runStep(['echo', 'hello'])])]), artifacts: [] });
    lab.start();
    const attempt = await server.completed();
    expect(server.attempts.size).toBe(1);
    expect(server.logText(attempt)).toContain('hello\n');
    expect(server.claimIds[1]).toBe(server.claimIds[0]);
    expect(server.faults.map(({ times }) => times)).toEqual([0, 0, 0, 0, 0]);
  });

  it('outlives a full disk: the attempt counts as an infrastructure error and the host works on', async () => {
    const { server } = await newLab();
    lab.start();
    const script = 'while [ ! -e full ]; do sleep 0.1; echo waiting; done; sleep 1000';
    server.add({ plan: planOf([testCase('run', [runStep(['/bin/sh', '-c', script])])]), artifacts: [] });
    const attempt = await lab.running('run');
    const log = path.join(lab.folder, 'attempts', attempt.id, 'log.ndjson');
    await server.until('its log has begun', () => existsSync(log));
    rmSync(log);
    symlinkSync('/dev/full', log);
    const { completion } = await server.completed();
    expect(completion.ended).toBe('infra-error');
    expect(completion.message).toContain('ENOSPC');
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    expect((await server.completed(2)).completion.ended).toBe('finished');
    await server.until('both are forgotten', () => readdirSync(path.join(lab.folder, 'attempts')).length === 0);
  });

  it('asks again with the same claim after it was killed while it waited for work', async () => {
    const { server } = await newLab();
    lab.start();
    await server.until('the agent asks for work', () => server.claimIds.length > 0);
    await lab.agent.kill('SIGKILL');
    lab.start();
    await server.until('it asks again', () => new Set(server.claimIds).size < server.claimIds.length);
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    expect((await server.completed()).completion.ended).toBe('finished');
  });

  it('works on while the network is cut and delivers everything afterwards', async () => {
    const { server } = await newLab();
    lab.start();
    const script = 'for i in 1 2 3 4 5 6; do echo line $i; sleep 0.2; done; touch done';
    server.add({ plan: planOf([testCase('run', [runStep(['/bin/sh', '-c', script])])]), artifacts: [] });
    const attempt = await lab.running('run');
    server.unreachable = true;
    await server.until(
      'heartbeats and logs fail',
      () => (lab.agent.output.match(/a heartbeat failed/g)?.length ?? 0) >= 2,
    );
    server.unreachable = false;
    const { completion } = await server.completed();
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['passed']);
    for (const number of [1, 2, 3, 4, 5, 6]) expect(server.logText(attempt)).toContain(`line ${number}\n`);
    expect(attempt.evidence.get('log.txt')?.toString()).toBe(server.logText(attempt));
    expect(server.attempts.size).toBe(1);
  });

  it('enrols anew where its credential is refused and it was given a fresh token', async () => {
    const { server } = await newLab();
    lab.start();
    await server.until('the agent asks for work', () => server.claimIds.length > 0);
    await lab.agent.kill('SIGTERM');
    server.credentials.clear();
    lab.start({ SHIPEI_AGENT_ENROLMENT_TOKEN: server.newToken() });
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    expect((await server.completed()).completion.ended).toBe('finished');
  });

  it('enrols with the same token again where the answer was lost and it was killed', async () => {
    const { server } = await newLab();
    const fault = { operation: enrolAgent, kind: 'lose' as const, times: 1_000_000 };
    server.faults.push(fault);
    const token = server.newToken();
    lab.start({ SHIPEI_AGENT_ENROLMENT_TOKEN: token });
    await server.until('it has enrolled and does not know', () => server.credentials.size === 1);
    await lab.agent.kill('SIGKILL');
    fault.times = 0;
    lab.start({ SHIPEI_AGENT_ENROLMENT_TOKEN: token });
    await server.until('it asks for work', () => server.claimIds.length > 0);
    expect(server.credentials.size).toBe(1);
    expect(readdirSync(lab.folder)).not.toContain('enrolment.json');
  });

  it('lives on where neither its credential nor its token is accepted', async () => {
    const { server } = await newLab();
    lab.start();
    await server.until('the agent asks for work', () => server.claimIds.length > 0);
    await lab.agent.kill('SIGTERM');
    const known = [...server.credentials];
    server.credentials.clear();
    lab.start({ SHIPEI_AGENT_ENROLMENT_TOKEN: 'she_used' });
    await server.until('it was refused', () => lab.agent.output.includes('neither the credential nor the token'));
    for (const hash of known) server.credentials.add(hash);
    server.add({ plan: planOf([testCase('run', [runStep(['true'])])]), artifacts: [] });
    expect((await server.completed()).completion.ended).toBe('finished');
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
});
