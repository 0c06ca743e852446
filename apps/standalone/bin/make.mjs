import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './installation.mjs';

/**
 * Installs and builds what is missing or out of date, as `npm start` does, and ends. Says so on standard error.
 * With `--unchecked` it is for others to say whether the types are right.
 */
const root = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '../../..'));
const say = (line) => process.stderr.write(`${line}\n`);
try {
  await ensureInstalled(root, say, { stdio: ['inherit', 2, 2] });
  await ensureBuilt(root, say, { stdio: ['inherit', 2, 2], checked: !process.argv.includes('--unchecked') });
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
