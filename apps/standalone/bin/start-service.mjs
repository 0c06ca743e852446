import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { ensureBuilt } from './build.mjs';
import { architectureProblem, diskProblem, portProblem } from './checks.mjs';
import { ensureInstalled, isInstalled } from './installation.mjs';
import { watchNpm } from './npm-watch.mjs';
import { stopSteps } from './run-step.mjs';
import { hold } from './single-holder.mjs';

const ROOT = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '../../..'));

/** A running instance is given this long to be on its way out, e.g. when its npm was killed a moment ago. */
const RUNNING_PATIENCE_MS = 3_000;
/** A stopping one gets as long as its parts may take to stop. */
const STOPPING_PATIENCE_MS = 60_000;

const asJson = process.argv.includes('--json') || process.env.npm_config_json === 'true';
const say = (line) => (asJson ? process.stderr : process.stdout).write(`${line}\n`);
// What we start must not write to a standard output that is kept for one JSON line.
const stdio = asJson ? ['inherit', 2, 2] : 'inherit';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let state = 'running';
// A terminal or pipe that closes must not end us before everything is stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** @param {string | undefined} problem */
function refuse(problem) {
  if (problem === undefined) return;
  console.error(problem);
  process.exit(1);
}

/** Checks, installs and builds what is missing, then runs everything in this process. */
export async function startService() {
  refuse(architectureProblem(process.platform, process.arch, process.env.DATABASE_URL));
  const held = await hold('start', ROOT, {
    state: () => `${process.pid} ${state}`,
    patience: (holder, waitedMs) =>
      waitedMs < (holder.endsWith('stopping') ? STOPPING_PATIENCE_MS : RUNNING_PATIENCE_MS),
  });
  if ('holder' in held) {
    const pid = held.holder.split(' ')[0] ?? '';
    refuse(
      `Shipei 已在此目录运行（进程 ${pid}）· Shipei already runs from this checkout (process ${pid}): use that one, or ` +
        `stop it with Ctrl-C or kill ${pid}`,
    );
  }
  for (const signal of SIGNALS) process.prependListener(signal, () => (state = 'stopping'));
  // Until everything is started there is nothing to stop but the step that runs.
  const leave = () => {
    stopSteps();
    process.exit(130);
  };
  for (const signal of SIGNALS) process.on(signal, leave);
  watchNpm(() => process.kill(process.pid, 'SIGTERM'));

  refuse(await diskProblem(ROOT, await isInstalled(ROOT)));
  const host = process.env.SHIPEI_HOST || '127.0.0.1';
  refuse(await portProblem(host, process.env.SHIPEI_PORT || '3000', say));
  await ensureInstalled(ROOT, say, { stdio });
  await ensureBuilt(ROOT, say, { stdio });
  await import(pathToFileURL(join(ROOT, 'dist/apps/standalone/src/main.js')).href);
  // It listens itself by now; not before, or a signal in between would be lost.
  for (const signal of SIGNALS) process.off(signal, leave);
}
