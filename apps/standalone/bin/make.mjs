import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './installation.mjs';

/** Installs and builds what is missing or out of date, as `npm start` does, and ends. Says so on standard error. */
const root = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '../../..'));
const say = (line) => process.stderr.write(`${line}\n`);
try {
  await ensureInstalled(root, say, { stdio: ['inherit', 2, 2] });
  await ensureBuilt(root, say, { stdio: ['inherit', 2, 2] });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
