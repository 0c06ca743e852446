import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureInstalled } from '../apps/standalone/bin/installation.mjs';
import { stopSteps } from '../apps/standalone/bin/run-step.mjs';
import { programOnPath, redisProgram } from './support/redis-server.mjs';
import { BUILD, CHECKS, runChecks } from './verify.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const RESULTS = join(ROOT, '.shipei', 'test-results.json');

/** Emulators that the emulated executor's suites use. */
const EMULATORS = ['qemu-aarch64-static', 'qemu-loongarch64-static', 'qemu-mips64el-static', 'qemu-riscv64-static'];

/** Milliseconds that an interrupted step has to end by itself. */
const INTERRUPT_GRACE_MS = 15_000;

const given = process.argv.slice(2);
const asJson = given.includes('--json') || process.env.npm_config_json === 'true';
const jestArguments = given.filter((argument) => argument !== '--json');

/** Checks and tests so far. */
const totals = { passed: 0, failed: 0, skipped: 0 };
const say = (line) => process.stderr.write(`${line}\n`);
const started = Date.now();

let jest;
let interrupted;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    stopSteps();
    jest?.kill(signal);
    setTimeout(() => jest?.kill('SIGKILL'), INTERRUPT_GRACE_MS).unref();
  });
}

process.exitCode = await main();

async function main() {
  let environment;
  let notRun = [];
  try {
    await ensureInstalled(ROOT, say);
    notRun = await missingBackends();
    announce(notRun);
    await verifyAndBuild();
    if (interrupted === undefined) {
      // Only now: what it imports may have been missing before the installation.
      const { startTestEnvironment } = await import('./support/test-environment.mjs');
      environment = await startTestEnvironment(ROOT, say);
    }
    if (interrupted === undefined) await runJest(environment.variables);
  } catch (error) {
    totals.failed += 1;
    say(`测试无法进行 · The tests cannot run: ${error?.message ?? error}`);
  }
  await environment?.stop().catch((error) => say(String(error)));
  announce(notRun);
  if (interrupted !== undefined) say(`测试被中断 · Interrupted by ${interrupted}`);
  report(notRun);
  return interrupted === undefined && totals.failed === 0 ? 0 : 1;
}

/** What fails counts; the tests run all the same and show what else is wrong. */
async function verifyAndBuild() {
  const counts = await runChecks([...CHECKS, BUILD], say, () => interrupted !== undefined);
  totals.passed += counts.passed;
  totals.failed += counts.failed;
}

async function runJest(variables) {
  await mkdir(dirname(RESULTS), { recursive: true });
  await rm(RESULTS, { force: true });
  const options = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`;
  const program = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const code = await new Promise((done) => {
    jest = spawn(process.execPath, [program, '--json', `--outputFile=${RESULTS}`, ...jestArguments], {
      cwd: ROOT,
      env: { ...process.env, ...variables, NODE_OPTIONS: options.trim() },
      // Standard output belongs to our last line; Jest's reporter writes to standard error.
      stdio: ['inherit', 'ignore', 'inherit'],
    });
    jest.once('error', () => done(127));
    jest.once('exit', (status) => done(status ?? 128));
  });
  const counted = await readCounts();
  totals.passed += counted.passed;
  totals.skipped += counted.skipped;
  // Jest may fail for reasons that no test carries: nothing found, a crash before its report.
  totals.failed += counted.failed === 0 && code !== 0 ? 1 : counted.failed;
}

/** A suite that does not even load counts as one failure. */
async function readCounts() {
  try {
    const report = JSON.parse(await readFile(RESULTS, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** What this machine lacks, with the suites that therefore do not run. */
async function missingBackends() {
  const missing = [];
  if (!process.env.SHIPEI_TEST_REDIS_URL && !process.env.REDIS_URL && redisProgram() === undefined) {
    missing.push({
      reason: 'no redis-server or valkey-server on PATH and REDIS_URL is not set',
      suites: 'the Redis half of the queue suites',
      files: await suitesWith(/\bqueueBackends\(/),
    });
  }
  const emulators = EMULATORS.filter((name) => programOnPath(name) === undefined);
  if (emulators.length > 0) {
    missing.push({
      reason: `not on PATH: ${emulators.join(', ')}`,
      suites: 'the emulated executor',
      files: await suitesWith(/\bqemu-/),
    });
  }
  return missing;
}

async function suitesWith(pattern) {
  const found = [];
  for (const folder of ['apps', 'libs', 'test']) {
    for (const name of await readdir(join(ROOT, folder), { recursive: true })) {
      if (!name.endsWith('.test.ts')) continue;
      const path = join(folder, name);
      if (pattern.test(await readFile(join(ROOT, path), 'utf8'))) found.push(path);
    }
  }
  return found;
}

function announce(missing) {
  if (missing.length === 0) return;
  const rule = '#'.repeat(100);
  say(`\n${rule}\n#  有测试未运行 · SUITES NOT RUN`);
  for (const { reason, suites, files } of missing) {
    say(`#\n#  ${suites}: ${reason}`);
    for (const file of files) say(`#    - ${file}`);
  }
  say(`#\n#  Debian: apt-get install redis-server qemu-user-static; .ci/run does that\n${rule}\n`);
}

/** The last line on standard output, which CI reads. */
function report(notRun) {
  if (asJson) {
    const seconds = Math.round((Date.now() - started) / 1000);
    process.stdout.write(`${JSON.stringify({ ...totals, notRun: notRun.map(({ suites }) => suites), seconds })}\n`);
    return;
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
}
