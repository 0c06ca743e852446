import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { migrate, openDatabase } from '#libs/database';
import { loadTestPlans, readTestPlans } from '#libs/dispatch';
import type { SystemActor } from '#libs/domain';
import { anyOperator, catalogueConflicts, loadCatalogue, readCatalogue } from '#libs/registry';
import { createLogger, logLevelSetting, readSettings, SettingsError } from '#libs/runtime';
import { z } from 'zod';
import { makeFirstOperator } from './prepare/first-operator.js';
import { prepareDevelopment } from './prepare/prepare-development.js';

const settingsSchema = z
  .object({
    DATABASE_URL: z.string().min(1, 'the PostgreSQL to prepare'),
    /** Account to make where no operator exists yet. */
    SHIPEI_FIRST_OPERATOR: z.string().optional(),
    SHIPEI_FIRST_OPERATOR_PASSWORD: z.string().min(12).optional(),
    LOG_LEVEL: logLevelSetting,
  })
  .refine(
    (given) => (given.SHIPEI_FIRST_OPERATOR === undefined) === (given.SHIPEI_FIRST_OPERATOR_PASSWORD === undefined),
    { path: ['SHIPEI_FIRST_OPERATOR'], error: 'set it together with SHIPEI_FIRST_OPERATOR_PASSWORD, or neither' },
  );

/**
 * Prepares a database: migrations, catalogue, built-in test plans; with `--development` also the development world. Run
 * it before the api and the worker of each new version start; running it again changes nothing. The last line on
 * standard output is one JSON line; everything else goes to standard error.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { development: { type: 'boolean' }, credentials: { type: 'string' }, url: { type: 'string' } },
  });
  const settings = readSettings(settingsSchema);
  const log = createLogger({ name: 'prepare', level: settings.LOG_LEVEL, stream: 'stderr' });
  const actor: SystemActor = { kind: 'system', process: 'prepare', requestId: null };
  await migrate(settings.DATABASE_URL);
  log.info('schema is up to date');
  const db = await openDatabase({ url: settings.DATABASE_URL, poolMax: 2, applicationName: 'shipei-prepare' });
  try {
    const loaded = await loadCatalogue({ db, actor }, await readCatalogue());
    await loadTestPlans({ db, actor }, await readTestPlans());
    log.info({ loaded }, 'catalogue and test plans are up to date');
    const conflicts = await catalogueConflicts(db);
    if (conflicts.length > 0) {
      log.warn(
        { entries: conflicts.map(({ kind, key }) => `${kind} ${key}`) },
        '目录有未处理的冲突，运营者所定内容继续有效 · shipped files say something else than what operators put into the catalogue, which stays in force: see shipei catalogue conflicts',
      );
    }
    if (settings.SHIPEI_FIRST_OPERATOR !== undefined && settings.SHIPEI_FIRST_OPERATOR_PASSWORD !== undefined) {
      const account = { username: settings.SHIPEI_FIRST_OPERATOR, password: settings.SHIPEI_FIRST_OPERATOR_PASSWORD };
      if (await makeFirstOperator(db, actor, account))
        log.info({ username: account.username }, 'made the first operator');
    }
    if (values.development !== true) {
      if (!(await anyOperator(db))) {
        log.warn(
          '没有运营者账户，无人能登录 · no operator exists and nobody can sign in: set SHIPEI_FIRST_OPERATOR and SHIPEI_FIRST_OPERATOR_PASSWORD, then run this again',
        );
      }
      process.stdout.write('{"prepared":true}\n');
      return;
    }
    if (values.credentials === undefined || values.url === undefined) {
      throw new SettingsError('--development needs --credentials FILE and --url URL');
    }
    const prepared = await prepareDevelopment(db, actor, { credentialsFile: values.credentials, url: values.url });
    process.stdout.write(`${JSON.stringify(prepared)}\n`);
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
