import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { findEmulator } from '../../apps/agent/src/executors/emulators.js';
import { projectRoot } from '#libs/runtime';
import { buildAgent, type AgentBuild } from './support/agent-build.js';
import { AgentLab, emulatedPool, localPool } from './support/agent-lab.js';
import { planOf, runStep, testCase, unpackCase } from './support/packages.js';

jest.setTimeout(120_000);

const VERSION = '0.28.2';
/** A real product for another ISA than this machine's, by npm's name of it. */
const [ISA, NPM_NAME] = localPool.isa === 'aarch64' ? ['riscv64', 'linux-riscv64'] : ['aarch64', 'linux-arm64'];

async function unavailable(): Promise<string | undefined> {
  if ((await findEmulator(ISA)) === undefined) return `qemu-${ISA}-static is not installed (Debian: qemu-user-static)`;
  try {
    await foreignPackage();
    return undefined;
  } catch (error) {
    return `npm can't get @esbuild/${NPM_NAME}@${VERSION}: ${String(error)}`;
  }
}

/** The vendor's own package from npm, kept for the next run. */
async function foreignPackage(): Promise<string> {
  const cache = path.join(projectRoot(), '.shipei', 'cache');
  const name = `esbuild-${NPM_NAME}-${VERSION}.tgz`;
  const file = path.join(cache, name);
  if (existsSync(file)) return file;
  const fresh = path.join(cache, `${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    const args = ['pack', `@esbuild/${NPM_NAME}@${VERSION}`, '--pack-destination', fresh, '--silent'];
    await promisify(execFile)('npm', args, { cwd: fresh, timeout: 60_000 });
    renameSync(path.join(fresh, name), file);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return file;
}

const reason = await unavailable();
if (reason !== undefined) process.stderr.write(`\n#  NOT RUN: the emulated executor: ${reason}\n`);

(reason === undefined ? describe : describe.skip)(`the emulated executor with a ${ISA} program`, () => {
  let build: AgentBuild;
  let lab: AgentLab;

  beforeAll(async () => {
    build = buildAgent();
    // No machine has hosts of this ISA; the agent must leave the pool alone.
    lab = new AgentLab(build, [
      emulatedPool(ISA),
      emulatedPool('sw_64'),
      { ...localPool, slug: 'foreign', isa: 'sw_64' },
    ]);
    await lab.open();
    lab.start();
  });
  afterAll(async () => {
    await lab.close();
    build.remove();
  });

  it('offers a host only where it has the emulator', async () => {
    await lab.server.until('the agent asks for work', () => lab.server.claimIds.length > 0);
    const hosts = lab.server.registrations.at(-1)?.hosts ?? [];
    expect(hosts.map(({ pool }) => pool)).toEqual([`emulated-${ISA}`]);
    expect(hosts[0]?.facts).toMatchObject({ executor: 'emulated', emulator: expect.stringContaining('qemu-') });
    expect(hosts[0]?.facts['emulatorVersion']).toMatch(/version \d/);
  });

  it('runs a real program for another ISA, starts, kills and restarts it', async () => {
    const program = './package/bin/esbuild';
    const serve = [program, '--serve=127.0.0.1:8000', '--servedir=.'];
    lab.server.add({
      plan: planOf([
        unpackCase,
        testCase('native', [{ do: 'run', argv: ['--version'], timeoutSeconds: 20, expect: { exitCode: 1 } }], {
          required: false,
        }),
        testCase('version', [runStep([program, '--version'], `^${VERSION.replaceAll('.', '\\.')}$`, 60)]),
        testCase('function', [
          {
            do: 'run',
            argv: [program, '--loader=ts', '--minify'],
            stdin: 'const answer: number = 40 + 2; console.log(answer)',
            timeoutSeconds: 60,
            expect: { exitCode: 0, stdout: '^const answer=42;console\\.log\\(42\\);$' },
          },
        ]),
        testCase(
          'kill-restart',
          [
            { do: 'start', process: 'server', argv: serve, readyOn: 'Local:', timeoutSeconds: 60 },
            { do: 'kill', process: 'server', signal: 'SIGKILL', timeoutSeconds: 10 },
            { do: 'start', process: 'server', argv: serve, readyOn: 'Local:', timeoutSeconds: 60 },
            { do: 'kill', process: 'server', signal: 'SIGTERM', timeoutSeconds: 10 },
            { do: 'no-processes' },
          ],
          { kind: 'kill-restart' },
        ),
      ]),
      artifacts: [{ fileName: 'esbuild.tgz', bytes: readFileSync(await foreignPackage()) }],
      pool: `emulated-${ISA}`,
    });
    const { completion } = await lab.server.completed();
    const results = completion.results.map(({ caseId, verdict, message }) =>
      [caseId, verdict, ...(caseId === 'native' ? [] : [message])].filter((part) => part !== undefined).join(' '),
    );
    expect(results).toEqual([
      'unpack passed',
      'native failed',
      'version passed',
      'function passed',
      'kill-restart passed',
    ]);
    expect(completion.hostFacts).toMatchObject({ executor: 'emulated', emulator: expect.stringContaining('qemu-') });
  });
});
