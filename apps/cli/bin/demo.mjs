#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAKE = fileURLToPath(new URL('../../standalone/bin/make.mjs', import.meta.url));
const DEMO = new URL('../../../dist/apps/cli/src/demo/run-demo.js', import.meta.url);
const TERMINAL = new URL('../../../dist/apps/cli/src/terminal.js', import.meta.url);

// A program of its own, not an import: what it installs and builds is what is loaded here next.
const made = spawnSync(process.execPath, [MAKE], { stdio: ['inherit', 2, 2] });
if (made.status !== 0) process.exit(2);
const [{ runDemo }, { processTerminal }] = await Promise.all([import(DEMO.href), import(TERMINAL.href)]);
// After an interruption some request may still be waiting for its next try.
process.exit(await runDemo(process.argv.slice(2), processTerminal()));
