#!/usr/bin/env node
import { existsSync } from 'node:fs';

const MAIN = new URL('../../../dist/apps/cli/src/main.js', import.meta.url);
const TERMINAL = new URL('../../../dist/apps/cli/src/terminal.js', import.meta.url);

// A reader that has seen enough (`shipei … | head`) is no failure.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

if (!existsSync(MAIN)) {
  console.error(
    'shipei 尚未编译：先运行 npm start 或 npm run build · shipei is not built: run npm start or npm run build first',
  );
  process.exitCode = 2;
} else {
  const [{ runShipei }, { processTerminal }] = await Promise.all([import(MAIN.href), import(TERMINAL.href)]);
  process.exitCode = await runShipei(process.argv.slice(2), processTerminal());
}
