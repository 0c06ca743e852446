import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Assignment } from '#libs/contracts';
import { buildAgent, type AgentBuild } from './support/agent-build.js';
import { AgentLab, ordinaryUser, type Operator } from './support/agent-lab.js';
import { hostilePackage, reachScript } from './support/hostile-scripts.js';
import { markedProcesses, waitUntil } from './support/marked-processes.js';
import { makePackage, planOf, runStep, testCase, unpackCase, type PackageFile } from './support/packages.js';
import { asRoot, MIB } from './support/sandbox-harness.js';
import type { Completion, StandInAttempt } from './support/stand-in-types.js';

jest.setTimeout(90_000);

let build: AgentBuild;
let lab: AgentLab;

beforeAll(() => {
  build = buildAgent();
});
afterAll(() => build.remove());

const operators: [string, Operator][] = asRoot
  ? [
      ['root', {}],
      ['an ordinary user', ordinaryUser],
    ]
  : [['this ordinary user', {}]];

type Attempt = StandInAttempt & { completion: Completion };

describe.each(operators)('a hostile package, with an agent of %s', (_name, operator) => {
  let marker: string;
  beforeAll(async () => {
    lab = new AgentLab(build, undefined, operator);
    marker = `shipei-hostile-${path.basename(lab.folder)}`;
    await lab.open();
    lab.start();
    await lab.server.until('the agent asks for work', () => lab.server.claimIds.length > 0);
  });
  afterAll(() => lab.close());

  /** Runs one program of the package and whatever cases follow. */
  async function attack(
    program: string,
    limits: Partial<Assignment['plan']['limits']> = {},
    following: Assignment['plan']['cases'] = [],
    timeoutSeconds = 40,
  ): Promise<Attempt> {
    const surroundings = { folder: lab.folder, serverPort: Number(new URL(lab.server.url).port), marker };
    const attacking = runStep([`./package/bin/${program}`], undefined, timeoutSeconds);
    const cases = [unpackCase, testCase('attack', [attacking], { required: false }), ...following];
    return work(planOf(cases, limits), [makePackage(hostilePackage(surroundings))]);
  }

  async function work(plan: Assignment['plan'], packages: readonly Buffer[]): Promise<Attempt> {
    const number = lab.server.attempts.size + 1;
    lab.server.add({ plan, artifacts: packages.map((bytes, index) => ({ fileName: `hostile${index}.tgz`, bytes })) });
    const attempt = await lab.server.completed(number);
    if (attempt.completion.isolation === 'allow-listed') {
      throw new Error(`NOT PROVEN: this machine allows no isolation; the agent said ${lab.agent.output}`);
    }
    return attempt;
  }

  const stillWorks = testCase('still-works', [runStep(['./package/bin/ok'], '^still here$')]);

  it('cannot read the agent’s credential, secrets, environment or files', async () => {
    const running = attack('read-credential');
    const { id } = await lab.running('attack');
    const read = (...names: string[]): Record<string, string> =>
      JSON.parse(readFileSync(path.join(lab.folder, ...names), 'utf8')) as Record<string, string>;
    const secrets = [
      read('credential.json')['credential'],
      read('attempts', id, 'attempt.json')['secret'],
      lab.server.url,
    ];
    const attempt = await running;
    const log = lab.server.logText(attempt);
    // It ran to its end and saw its own environment.
    expect(log).toContain('HOME=/scratch');
    for (const secret of secrets) {
      expect(secret?.length).toBeGreaterThan(15);
      expect(log + JSON.stringify(attempt.completion)).not.toContain(secret);
    }
    expect(log).not.toContain('SHIPEI_');
    expect(log).not.toMatch(/^total \d/m);
  });

  it('cannot reach the server, which anybody outside of the sandbox can', async () => {
    const port = Number(new URL(lab.server.url).port);
    const { stdout } = await promisify(execFile)('bash', ['-c', reachScript(port)]);
    expect(stdout).toContain('HTTP/1.1 404');
    const attempt = await attack('reach-server');
    expect(attempt.completion.results.map(({ verdict }) => verdict)).toEqual(['passed', 'failed']);
    expect(lab.server.logText(attempt)).toContain('Connection refused');
    expect(lab.server.logText(attempt)).not.toContain('HTTP/1.1');
  });

  it('cannot write outside of its scratch directory', async () => {
    const attempt = await attack('write-outside', {}, [stillWorks]);
    const log = lab.server.logText(attempt);
    // It may make a folder of the agent's name in its own /tmp.
    expect(log).not.toMatch(/^(?:wrote|moved)/m);
    for (const file of [`${lab.folder}/evil`, '/evil', '/etc/evil', '/usr/evil', '/usr/bin/evil', '/scratch/evil']) {
      expect(existsSync(file)).toBe(false);
    }
    expect(readFileSync('/proc/sys/kernel/hostname', 'utf8')).not.toContain(marker);
    expect(attempt.completion.results.at(-1)).toMatchObject({ caseId: 'still-works', verdict: 'passed' });
  });

  it('cannot outlive its job', async () => {
    const holding = testCase('hold', [runStep(['sleep', '1'])]);
    const running = attack('outlive', {}, [holding]);
    await lab.running('hold');
    expect(markedProcesses(marker).length).toBeGreaterThanOrEqual(6);
    const attempt = await running;
    expect(lab.server.logText(attempt)).toContain('escaped');
    expect(markedProcesses(marker)).toEqual([]);
  });

  it('is caught by the plan when it leaves processes behind', async () => {
    const attempt = await attack('outlive', {}, [testCase('gone', [{ do: 'no-processes' }])]);
    expect(attempt.completion.results.at(-1)).toMatchObject({ verdict: 'failed' });
    expect(attempt.completion.results.at(-1)?.message).toMatch(/个进程.*processes still run/);
  });

  it('cannot fill the disk', async () => {
    const before = folderBytes(lab.folder);
    const attempt = await attack('fill-disk', { scratchBytes: 16 * MIB }, [stillWorks]);
    const log = lab.server.logText(attempt);
    expect(log).toContain('No space left on device');
    expect(log).not.toContain('filled another');
    expect(Number(/(\d+)\ttotal/.exec(log)?.[1])).toBeLessThanOrEqual(16);
    expect(attempt.completion.results.at(-1)).toMatchObject({ caseId: 'still-works', verdict: 'passed' });
    expect(folderBytes(lab.folder) - before).toBeLessThan(4 * MIB);
  });

  it('cannot exhaust processes or take the agent down with a fork bomb, nor by killing all it sees', async () => {
    const attempt = await attack('bomb', { processes: 40 }, [
      testCase('kill', [runStep(['./package/bin/kill-all'])], { required: false }),
      stillWorks,
    ]);
    expect(attempt.completion.results.at(-1)).toMatchObject({ caseId: 'still-works', verdict: 'passed' });
    expect(attempt.completions.length).toBe(1);
    expect(lab.agent.child.exitCode).toBe(null);
  });

  it('cannot flood the log, and its escapes reach nobody’s terminal', async () => {
    const limits = { outputBytes: 256 * 1024 };
    const escapes = testCase('escapes', [runStep(['./package/bin/escapes'])]);
    const attempt = await attack('flood', limits, [escapes], 2);
    const log = lab.server.logText(attempt);
    expect(attempt.completion.results[1]).toMatchObject({ caseId: 'attack', verdict: 'failed' });
    expect(attempt.completion.results[1]?.message).toContain('did not end within 2 s');
    expect(log.length).toBeLessThan(300 * 1024);
    expect(log).toMatch(/\d+ bytes of output over the limit were dropped/);
    expect(attempt.heartbeats).toBeGreaterThan(3);
    expect(log).toContain(String.raw`\x1b]0;owned\x07\x1b[2J\x1b[31mred`);
    expect(log).toContain('next\\x00\\u202e\ufffd\n');
    expect(log).toMatch(/^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]*$/u);
  });

  it('cannot become root', async () => {
    const attempt = await attack('become-root');
    const log = lab.server.logText(attempt);
    const uids = log.match(/^\d+$/gm) ?? [];
    expect(uids.length).toBeGreaterThanOrEqual(2);
    expect(uids).not.toContain('0');
    expect(log).toContain('CapEff:\t0000000000000000');
  });

  it('cannot escape by its archive', async () => {
    const files: Record<string, PackageFile> = {
      'a-link': { linkTo: '/etc' },
      'b-up': { linkTo: '../../../../../../../tmp' },
      'bin/ok': { text: '#!/bin/sh\ntrue\n' },
    };
    const evil = path.join(tmpdir(), `${marker}-evil`);
    const traversal = makePackage({ [`${marker}-evil`]: { text: marker } }, [
      '-P',
      `--transform=s,^package/${marker},../../../../../../../..${tmpdir()}/${marker},`,
    ]);
    const absolute = makePackage({ [`${marker}-evil`]: { text: marker } }, [
      '-P',
      `--transform=s,^package/${marker},${tmpdir()}/${marker},`,
    ]);
    for (const bytes of [traversal, absolute])
      expect(execFileSync('tar', ['-tzPf', '-'], { input: bytes, encoding: 'utf8' })).toContain(
        `${tmpdir()}/${marker}-evil`,
      );
    const throughLink = makePackage(files);
    const plan = planOf([
      { ...unpackCase, required: false },
      testCase('look', [runStep(['find', '/scratch', '/tmp', '-name', '*-evil'])]),
      testCase('link', [runStep(['/bin/sh', '-c', 'echo x >package/a-link/passwd'])], { required: false }),
      testCase(
        'clean',
        [{ do: 'remove', path: 'package/a-link' }, { do: 'remove', path: 'package' }, runStep(['ls', '/etc/passwd'])],
        { kind: 'uninstall' },
      ),
    ]);
    const { completion } = await work(plan, [throughLink, traversal, absolute]);
    expect(completion.results.map(({ caseId, verdict }) => `${caseId} ${verdict}`)).toEqual([
      'unpack failed',
      'look passed',
      'link failed',
      'clean passed',
    ]);
    expect(existsSync(evil)).toBe(false);
  });

  it('fails by the plan where it kills whatever looks at it', async () => {
    const attempt = await attack('kill-for-ever', {}, [testCase('gone', [{ do: 'no-processes' }])]);
    expect(attempt.completion.ended).toBe('finished');
    expect(attempt.completion.results.at(-1)).toMatchObject({ caseId: 'gone', verdict: 'failed' });
  });

  it('cannot hold a host by stopping itself', async () => {
    const argv = ['./package/bin/stop-itself', marker];
    const begin = testCase('begin', [{ do: 'start', process: 'p', argv, readyOn: 'never', timeoutSeconds: 60 }]);
    void attack('ok', {}, [begin]).catch(() => undefined);
    const attempt = await lab.running('begin');
    await waitUntil('it has stopped', () => lab.server.logText(attempt).includes('stopping'));
    attempt.directive = 'cancel';
    await lab.server.until('the cancel is acknowledged', () => attempt.completions[0]?.ended === 'cancelled');
    const next = await attack('ok');
    expect(next.completion.results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
    expect(markedProcesses(marker)).toEqual([]);
  });

  it('cannot survive a killed agent by stopping itself', async () => {
    const argv = ['./package/bin/stop-itself', marker];
    const begin = testCase('begin', [{ do: 'start', process: 'p', argv, readyOn: 'never', timeoutSeconds: 60 }]);
    void attack('ok', {}, [begin]).catch(() => undefined);
    const attempt = await lab.running('begin');
    await waitUntil('it has stopped', () => lab.server.logText(attempt).includes('stopping'));
    await lab.agent.kill('SIGKILL');
    await waitUntil('no vendor process is left', () => markedProcesses(marker).length === 0);
    lab.server.queue.length = 0;
    lab.start();
    await lab.server.until('the attempt is lost', () => attempt.state === 'lost');
    lab.server.queue.length = 0;
    expect((await attack('ok')).completion.results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
  });

  it.each(['is killed', 'loses its launcher'])('dies with an agent that %s in mid-job', async (how) => {
    // Whoever waits for this attempt waits in vain.
    void attack('outlive', {}, [testCase('hold', [runStep(['sleep', '60'], undefined, 80)])]).catch(() => undefined);
    await lab.running('hold');
    expect(markedProcesses(marker).length).toBeGreaterThanOrEqual(6);
    if (how === 'is killed') await lab.agent.kill('SIGKILL');
    else lab.agent.child.disconnect();
    await lab.agent.exited();
    await waitUntil('no vendor process is left', () => markedProcesses(marker).length === 0);
    // The server gives the job of the dead agent away at the registration of the next.
    lab.server.queue.length = 0;
    lab.start();
    await lab.server.until('the attempt is lost', () => [...lab.server.attempts.values()].at(-1)?.state === 'lost');
    lab.server.queue.length = 0;
  });
});

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const stats = statSync(path.join(folder, name), { throwIfNoEntry: false });
    return sum + (stats?.isFile() === true ? stats.size : 0);
  }, 0);
}
