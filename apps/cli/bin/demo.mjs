#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DEMO = new URL('../../../dist/apps/cli/src/demo/run-demo.js', import.meta.url);
const TERMINAL = new URL('../../../dist/apps/cli/src/terminal.js', import.meta.url);

/** A fresh clone has nothing to run yet. Standard output is left to the demo. */
function prepare(zh, en, ...npmArguments) {
  console.error(`${zh} · ${en}`);
  const { status } = spawnSync('npm', npmArguments, { cwd: ROOT, stdio: ['inherit', 2, 2] });
  if (status !== 0) process.exit(2);
}

if (!existsSync(DEMO)) {
  if (!existsSync(new URL('../../../node_modules/.package-lock.json', import.meta.url))) {
    prepare('安装依赖', 'Installing dependencies', 'ci', '--include=dev', '--no-audit', '--no-fund');
  }
  prepare('编译', 'Building', 'run', 'build');
}
const [{ runDemo }, { processTerminal }] = await Promise.all([import(DEMO.href), import(TERMINAL.href)]);
// After an interruption some request may still be waiting for its next try.
process.exit(await runDemo(process.argv.slice(2), processTerminal()));
