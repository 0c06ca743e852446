import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startTestEnvironment } from './test-environment.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Environment of the run in progress; global-teardown.mjs stops it. */
export let environment;

/**
 * Jest runs this once before all suites, outside its module mapping, hence plain JavaScript. Under test/run.mjs the
 * servers run already and are only named; alone, they are started here.
 */
export default async function globalSetup() {
  environment = await startTestEnvironment(ROOT, (line) => process.stderr.write(`${line}\n`));
  Object.assign(process.env, environment.variables);
  // Jest ends on Ctrl-C without its teardown.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ]) {
    process.once(signal, () => {
      environment.stop().finally(() => process.exit(code));
    });
  }
}
