import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabase } from '#libs/database';
import { loadTestPlans, readTestPlans } from '#libs/dispatch';
import type { SystemActor } from '#libs/domain';
import { loadCatalogue, readCatalogue } from '#libs/registry';
import { createLogger } from '#libs/runtime';
import { writeCredentials } from '../../apps/worker/src/prepare/credentials-file.js';
import { ACCOUNTS } from '../../apps/worker/src/prepare/development-world.js';
import { prepareDevelopment, type Prepared } from '../../apps/worker/src/prepare/prepare-development.js';
import { SHARED_PASSWORD } from './argon2.js';
import { createFilledDatabase, type TestDatabase } from './database.js';

/**
 * A database of the suite's own with catalogue, test plans and the development world in it, as `npm start` leaves it.
 * They are loaded once a run and copied from then on: loading takes a second, a copy a twentieth of that.
 */
export async function createDevelopmentDatabase(): Promise<{ database: TestDatabase; prepared: Prepared }> {
  const scratch = process.env['SHIPEI_TEST_SCRATCH'];
  if (scratch === undefined) throw new Error('SHIPEI_TEST_SCRATCH is not set: run through jest');
  // Passwords and tokens are nowhere in the database, so they are kept beside it.
  const file = path.join(scratch, 'development-world.json');
  const database = await createFilledDatabase('development', async (url) => {
    await writeFile(file, JSON.stringify(await prepare(url, path.join(scratch, 'development-credentials.json'))));
  });
  // Written by the function above, in this process or another.
  const prepared = JSON.parse(await readFile(file, 'utf8')) as Prepared;
  return { database, prepared };
}

async function prepare(databaseUrl: string, credentialsFile: string): Promise<Prepared> {
  const actor: SystemActor = { kind: 'system', process: 'test', requestId: null };
  const log = createLogger({ name: 'test', level: 'silent', stream: 'stderr' });
  const db = await openDatabase({ url: databaseUrl, poolMax: 2, applicationName: 'shipei-test', log });
  try {
    await loadCatalogue({ db, actor }, await readCatalogue());
    await loadTestPlans({ db, actor }, await readTestPlans());
    const url = 'http://127.0.0.1';
    const accounts = ACCOUNTS.map(({ role, username }) => ({ role, username, password: SHARED_PASSWORD }));
    await writeCredentials(credentialsFile, { url, accounts });
    return await prepareDevelopment(db, actor, { credentialsFile, url });
  } finally {
    await db.destroy();
  }
}
