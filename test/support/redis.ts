import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** A store that queue suites run on; `postgresql` uses the suite's own test database. */
export type QueueBackend = { readonly name: 'postgresql' } | { readonly name: 'redis'; readonly url: string };

/**
 * The backends to run a suite on, e.g. `describe.each(queueBackends())('queue on $name', (backend) => …)`.
 * A Redis that the run started gives each call an empty database of its own; one named by REDIS_URL is used as it is,
 * so suites there need names that don't collide. Without Redis the list is shorter, and the console says so loudly.
 */
export function queueBackends(): readonly QueueBackend[] {
  const url = process.env['SHIPEI_TEST_REDIS_URL'] ?? '';
  if (url === '') {
    process.stderr.write(
      '\n!!! NOT RUN: this suite on Redis. No redis-server or valkey-server on PATH and no REDIS_URL; ' +
        'it runs on PostgreSQL only.\n\n',
    );
    return [{ name: 'postgresql' }];
  }
  const databases = Number(process.env['SHIPEI_TEST_REDIS_DATABASES'] ?? '');
  return [{ name: 'postgresql' }, { name: 'redis', url: databases > 0 ? `${url}/${takeNumber(databases)}` : url }];
}

/** Suites run in several processes, and Jest loads this module anew for each: a file per number settles who has it. */
function takeNumber(count: number): number {
  const scratch = process.env['SHIPEI_TEST_SCRATCH'];
  if (scratch === undefined) throw new Error('SHIPEI_TEST_SCRATCH is not set: run through jest');
  for (let number = 0; number < count; number += 1) {
    try {
      closeSync(openSync(join(scratch, `redis-database-${number}`), 'wx'));
      return number;
    } catch (error) {
      // No instanceof: Node's errors come from outside Jest's realm.
      if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  throw new Error(`all ${count} databases of the test Redis are taken`);
}
