import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dropRun, startTestPostgres } from './postgres-server.mjs';
import { REDIS_DATABASES, startTestRedis } from './redis-server.mjs';

/**
 * Starts the servers that the environment does not name yet and returns what tests read from it:
 * - SHIPEI_TEST_RUN: marks this run's databases
 * - SHIPEI_TEST_SCRATCH: directory that ends with the run
 * - SHIPEI_TEST_DATABASE_URL: a role that may create databases, connected to a database that stays empty
 * - SHIPEI_TEST_REDIS_URL: empty where there is no Redis
 * - SHIPEI_TEST_REDIS_DATABASES: how many numbered databases tests may take; empty for somebody else's Redis
 * @param {string} root the checkout
 * @param {(line: string) => void} log
 * @returns {Promise<{ variables: Record<string, string>, stop(): Promise<void> }>}
 */
export async function startTestEnvironment(root, log) {
  const stops = /** @type {(() => Promise<void>)[]} */ ([]);
  let stopping;
  const stop = () => (stopping ??= stopAll(stops));
  try {
    const run = randomBytes(5).toString('hex');
    const scratch = await mkdtemp(join(tmpdir(), 'shipei-test-'));
    stops.push(() => rm(scratch, { recursive: true, force: true }));
    const variables = {
      SHIPEI_TEST_RUN: run,
      SHIPEI_TEST_SCRATCH: scratch,
      ...(await databaseVariables(root, run, log, stops)),
      ...(await redisVariables(stops)),
    };
    return { variables, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function databaseVariables(root, run, log, stops) {
  const given = process.env.SHIPEI_TEST_DATABASE_URL;
  if (given) {
    stops.push(() => dropRun(given, run));
    return { SHIPEI_TEST_DATABASE_URL: given };
  }
  const server = await startTestPostgres(root, log);
  stops.push(() => server.stop());
  return { SHIPEI_TEST_DATABASE_URL: server.url };
}

async function redisVariables(stops) {
  const given = process.env.SHIPEI_TEST_REDIS_URL ?? (process.env.REDIS_URL || undefined);
  if (given !== undefined) {
    return { SHIPEI_TEST_REDIS_URL: given, SHIPEI_TEST_REDIS_DATABASES: process.env.SHIPEI_TEST_REDIS_DATABASES ?? '' };
  }
  const server = await startTestRedis();
  if (server === undefined) return { SHIPEI_TEST_REDIS_URL: '', SHIPEI_TEST_REDIS_DATABASES: '' };
  stops.push(() => server.stop());
  return { SHIPEI_TEST_REDIS_URL: server.url, SHIPEI_TEST_REDIS_DATABASES: String(REDIS_DATABASES) };
}

/** Last started, first stopped; one that fails does not keep the others running. */
async function stopAll(stops) {
  const failures = [];
  for (const stop of stops.reverse()) await stop().catch((error) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'test servers did not stop cleanly');
}
