import 'reflect-metadata';
import { createLogger, frameworkLogger, handleShutdown, readSettings, SettingsError } from '#libs/runtime';
import { NestFactory } from '@nestjs/core';

import { settingsSchema } from './settings.js';
import { WorkerModule } from './worker.module.js';

async function main(): Promise<void> {
  const settings = readSettings(settingsSchema);
  const log = createLogger({ name: 'worker', level: settings.LOG_LEVEL });
  const shutdown = handleShutdown(log);
  const app = await NestFactory.createApplicationContext(WorkerModule.of(settings, log), {
    logger: frameworkLogger(log),
    abortOnError: false,
  });
  shutdown.add('worker', () => app.close());
  log.info('worker is running');
}

main().catch((error: unknown) => {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
});
