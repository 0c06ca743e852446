import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { npmCommand, npmEnvironment, runStep, stopSteps } from '../apps/standalone/bin/run-step.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** npm scripts that look at the sources and change nothing. Longest first: each waits for a core, none for another. */
export const CHECKS = ['lint', 'types', 'format:check', 'boundaries', 'unused'];

/** Emits what `npm run build` emits in half its time: that the types are right is for `types` to say. */
export const UNCHECKED_BUILD = 'build -- --noCheck';

/**
 * Runs npm scripts side by side, one a core, and all of them whatever fails. What each printed comes in one piece.
 * @param {readonly string[]} scripts names, with arguments where they have any
 * @param {(line: string) => void} say
 * @param {() => boolean} interrupted no further one is begun then
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(scripts, say, interrupted) {
  const outputs = await mkdtemp(join(tmpdir(), 'shipei-checks-'));
  const waiting = [...scripts];
  const counts = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let script = waiting.shift(); script !== undefined && !interrupted(); script = waiting.shift()) {
      const passed = await passes(script, join(outputs, `${waiting.length}`), say);
      counts[passed ? 'passed' : 'failed'] += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(scripts.length, availableParallelism()) }, lane));
  } finally {
    await rm(outputs, { recursive: true, force: true });
  }
  return counts;
}

async function passes(script, output, say) {
  const begun = Date.now();
  const [title, ...args] = script.split(' ');
  // A file rather than a pipe: both streams in the order in which they were written.
  const file = await open(output, 'w');
  const env = npmEnvironment();
  if (process.stderr.isTTY && env.NO_COLOR === undefined) env.FORCE_COLOR ??= '1';
  const command = [...npmCommand(), '--silent', 'run', title, ...args];
  const code = await runStep(command, { cwd: ROOT, env, say, title, stdio: ['ignore', file.fd, file.fd] });
  await file.close();
  const printed = (await readFile(output, 'utf8')).trim();
  if (printed !== '') say(printed);
  say(`${code === 0 ? '✓' : '✗'} npm run ${title} (${Math.round((Date.now() - begun) / 1000)} s)`);
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
