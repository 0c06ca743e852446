import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { npmCommand, npmEnvironment, runStep, stopSteps } from '../apps/standalone/bin/run-step.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const npmRun = (name) => ({ title: name, command: [...npmCommand(), '--silent', 'run', name] });

/** What looks at the sources and changes nothing. Longest first: each waits for a core, none for another. */
export const CHECKS = ['lint', 'types', 'format:check', 'boundaries', 'unused'].map(npmRun);

/** What `npm start` builds, and so doesn't build again; that the types are right is for `types` to say. */
export const BUILD = {
  title: 'build',
  command: [process.execPath, join(ROOT, 'apps', 'standalone', 'bin', 'make.mjs'), '--unchecked'],
};

/**
 * Runs programs side by side, one a core, and all of them whatever fails. What each printed comes in one piece.
 * @param {readonly { title: string, command: string[] }[]} steps
 * @param {(line: string) => void} say
 * @param {() => boolean} interrupted no further one is begun then
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(steps, say, interrupted) {
  const outputs = await mkdtemp(join(tmpdir(), 'shipei-checks-'));
  const waiting = [...steps];
  const counts = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined && !interrupted(); step = waiting.shift()) {
      const passed = await passes(step, join(outputs, `${waiting.length}`), say);
      counts[passed ? 'passed' : 'failed'] += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(steps.length, availableParallelism()) }, lane));
  } finally {
    await rm(outputs, { recursive: true, force: true });
  }
  return counts;
}

async function passes({ title, command }, output, say) {
  const begun = Date.now();
  // A file rather than a pipe: both streams in the order in which they were written.
  const file = await open(output, 'w');
  const env = npmEnvironment();
  if (process.stderr.isTTY && env.NO_COLOR === undefined) env.FORCE_COLOR ??= '1';
  const code = await runStep(command, { cwd: ROOT, env, say, title, stdio: ['ignore', file.fd, file.fd] });
  await file.close();
  const printed = (await readFile(output, 'utf8')).trim();
  if (printed !== '') say(printed);
  say(`${code === 0 ? '✓' : '✗'} ${title} (${Math.round((Date.now() - begun) / 1000)} s)`);
  return code === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interrupted = true;
      stopSteps();
    });
  }
  const say = (line) => process.stderr.write(`${line}\n`);
  const { passed } = await runChecks(CHECKS, say, () => interrupted);
  process.exitCode = passed === CHECKS.length ? 0 : 1;
}
