import { spawn } from 'node:child_process';
import { basename } from 'node:path';

/** Milliseconds between two lines that say a quiet step is still at work. */
const HEARTBEAT_MS = 10_000;

/**
 * How to call npm from inside an npm script or outside one: the very npm that runs us, else the one on PATH.
 * @returns {[string, ...string[]]} program and its first arguments
 */
export function npmCommand() {
  const running = process.env.npm_execpath;
  if (running !== undefined && /^np[mx]/.test(basename(running))) return [process.execPath, running];
  return ['npm'];
}

/**
 * Our environment for an npm inside an npm script. `npm start --json` reaches children as a setting of npm's own, and
 * would turn the inner one's words into JSON too.
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
  const environment = { ...process.env };
  delete environment.npm_config_json;
  return environment;
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the steps that run, for a process that is told to stop. */
export function stopSteps() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program to its end. `say` receives a line every ten seconds, as npm prints nothing while it downloads.
 * @param {string[]} command program and arguments
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, say?: (line: string) => void, title?: string,
 *           stdio?: import('node:child_process').StdioOptions }} options
 * @returns {Promise<number>} exit code; 128 where a signal ended it, 127 where it could not be started
 */
export function runStep([program, ...args], { cwd, env, say, title, stdio }) {
  return new Promise((resolve) => {
    const child = spawn(program ?? '', args, { cwd, env: env ?? process.env, stdio: stdio ?? 'inherit' });
    running.add(child);
    const started = Date.now();
    const heartbeat = setInterval(() => {
      say?.(`… ${title ?? program}: ${Math.round((Date.now() - started) / 1000)} s`);
    }, HEARTBEAT_MS);
    const finish = (code) => {
      clearInterval(heartbeat);
      running.delete(child);
      resolve(code);
    };
    child.once('error', (error) => {
      say?.(`${program}: ${error.message}`);
      finish(127);
    });
    child.once('exit', (code) => finish(code ?? 128));
  });
}
