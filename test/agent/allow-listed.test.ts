import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildAgent, type AgentBuild } from './support/agent-build.js';
import { AgentLab } from './support/agent-lab.js';
import { makePackage, planOf, runStep, shellProgram, testCase, unpackCase } from './support/packages.js';
import { sha256 } from './support/stand-in-types.js';

jest.setTimeout(60_000);

/**
 * Becomes an ordinary user who may make no namespace at all, as in a container without privileges: two user namespaces
 * deep, where the outer one allows no third.
 */
const WITHOUT_NAMESPACES = [
  ...['unshare', '--user', '--map-root-user', '/bin/sh', '-c'],
  'echo 1 >/proc/sys/user/max_user_namespaces && exec unshare --user --map-user=1000 -- "$@"',
  'without-namespaces',
];

const [program = '', ...args] = WITHOUT_NAMESPACES;
const probe = spawnSync(program, [...args, 'sh', '-c', 'id -u; unshare --user true || echo refused'], {
  encoding: 'utf8',
});
const possible = probe.stdout === '1000\nrefused\n';
if (!possible)
  process.stderr.write(
    `\n#  NOT RUN: an agent on a machine without namespaces, which can't be had here: ${probe.stderr}\n`,
  );

(possible ? describe : describe.skip)('an agent on a machine that allows no isolation', () => {
  let build: AgentBuild;
  let lab: AgentLab;
  /** What the agent says would have to be on the list. */
  let line = '';

  beforeAll(async () => {
    build = buildAgent();
    lab = new AgentLab(build, undefined, { prefix: WITHOUT_NAMESPACES });
    await lab.open();
    lab.start();
  });
  afterAll(async () => {
    await lab.close();
    build.remove();
  });

  const bytes = makePackage({ 'bin/tool': shellProgram('echo hello from $PWD; sleep 1000 & echo gone') });
  const job = {
    plan: planOf([unpackCase, testCase('run', [runStep(['./package/bin/tool'], '^gone$')])]),
    artifacts: [{ fileName: 'tool.tgz', bytes }],
  };

  it('says so and runs nothing that its operator has not listed', async () => {
    lab.server.add(job);
    const { completion, log } = await lab.server.completed(1);
    expect(completion.isolation).toBe('allow-listed');
    expect(completion.hostFacts['isolation']).toBe('allow-listed');
    expect(lab.server.registrations.at(-1)?.hosts[0]?.facts['isolation']).toBe('allow-listed');
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['blocked', 'blocked']);
    expect(completion.results[0]?.message).toContain('allow-list');
    expect([...log.values()].map(({ text }) => text).join('')).not.toContain('hello');
    expect(lab.agent.output).toContain('this machine allows no isolation');
  });

  it('runs nothing that is listed without commands, as the code would run as the agent’s own user', async () => {
    writeFileSync(path.join(lab.folder, 'allowed-digests'), `${sha256(bytes)}\n`);
    lab.server.add(job);
    const { completion } = await lab.server.completed(2);
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['blocked', 'blocked']);
    [line = ''] = new RegExp(`${sha256(bytes)} [0-9a-f]{64}`).exec(completion.message ?? '') ?? [];
    expect(line).not.toBe('');
  });

  it('runs a listed program with no other arguments', async () => {
    writeFileSync(path.join(lab.folder, 'allowed-digests'), `${line}\n`);
    const reading = runStep(['./package/bin/tool', path.join(lab.folder, 'credential.json')]);
    lab.server.add({ ...job, plan: planOf([unpackCase, testCase('run', [reading])]) });
    const { completion } = await lab.server.completed(3);
    expect(completion.results.map(({ verdict }) => verdict)).toEqual(['blocked', 'blocked']);
  });

  it('runs what is listed, without a restart, and leaves nothing of it', async () => {
    writeFileSync(path.join(lab.folder, 'allowed-digests'), `# the demo's\n${line}\n`);
    lab.server.add(job);
    const attempt = await lab.server.completed(4);
    expect(attempt.completion.results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
    const scratch = /hello from (\S+)/.exec(lab.server.logText(attempt))?.[1] ?? '';
    expect(scratch).toMatch(/shipei-sandbox-.*\/scratch$/);
    expect(spawnSync('ls', [scratch]).status).not.toBe(0);
  });
});
