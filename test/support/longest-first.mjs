import { statSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Suites that take the longest, with the seconds that they take alone on two cores. Only their order matters: a long
 * suite begun last keeps one worker busy while the others have nothing left to do. Jest's own order goes by the size of
 * files until it has seen a run, and a fresh clone has seen none.
 */
const SECONDS = {
  'test/e2e/standalone.test.ts': 85,
  'test/dispatch/dispatch-postgresql.test.ts': 80,
  'test/dispatch/dispatch-redis.test.ts': 80,
  'test/agent/hostile-package.test.ts': 55,
  'test/e2e/killed-upload.test.ts': 42,
  'test/agent/agent-recovery.test.ts': 40,
  'test/api/bundle.test.ts': 40,
  'test/standalone/postgres.test.ts': 35,
  'test/api/subscription-deliveries.test.ts': 60,
  'test/api/certification.test.ts': 30,
  'test/api/access.test.ts': 25,
  'test/api/subscriptions.test.ts': 25,
  'test/dispatch/short-leases.test.ts': 25,
  'test/standalone/start.test.ts': 25,
  'test/api/registry.test.ts': 25,
  'test/api/bad-input.test.ts': 25,
  'test/api/object-store.test.ts': 16,
  'test/api/matrix-facts.test.ts': 20,
  'test/jobs/pipelines.test.ts': 20,
  'test/agent/agent.test.ts': 18,
  'test/dispatch/processes.test.ts': 18,
  'test/api/lists.test.ts': 18,
  'test/agent/sandbox.test.ts': 15,
  'test/api/fuzz.test.ts': 15,
  'test/api/imports.test.ts': 15,
  'libs/matrix/src/memory/matrix.test.ts': 12,
  'test/api/identity-providers.test.ts': 12,
  'libs/domain/src/matrix/random-worlds.properties.test.ts': 6,
};

/** What is not in the table: a suite that starts servers or processes, or pure code. */
const SECONDS_OF_INTEGRATION = 10;
const SECONDS_OF_UNIT = 1;

/** Jest's order of suites; it asks for these three. */
export default class LongestFirst {
  sort(tests) {
    return tests
      .map((test) => ({ test, seconds: secondsOf(test), size: statSync(test.path).size }))
      .sort((a, b) => b.seconds - a.seconds || b.size - a.size)
      .map(({ test }) => test);
  }

  allFailedTests() {
    throw new Error('--onlyFailures needs a record of the last run, which is not kept here');
  }

  cacheResults() {}
}

function secondsOf({ path, context }) {
  const name = relative(context.config.rootDir, path).replaceAll('\\', '/');
  return SECONDS[name] ?? (name.startsWith('test/') ? SECONDS_OF_INTEGRATION : SECONDS_OF_UNIT);
}
