import { createLogger, handleShutdown, readSettings, SettingsError } from '#libs/runtime';
import { createApi } from './create-api.js';
import { closeParts, openParts } from './open-parts.js';
import { settingsSchema } from './settings.js';

async function main(): Promise<void> {
  const settings = readSettings(settingsSchema);
  const log = createLogger({ name: 'api', level: settings.LOG_LEVEL });
  const shutdown = handleShutdown(log);
  const parts = await openParts(settings, log);
  shutdown.add('database, queues', () => closeParts(parts));
  const app = await createApi(parts);
  shutdown.add('http server', async () => {
    // Whoever waits is answered first, or closing would wait for their polls to run out.
    parts.beginStop();
    await app.close();
  });
  await app.listen(settings.SHIPEI_PORT, settings.SHIPEI_HOST);
  log.info({ url: await app.getUrl(), queues: parts.queues.backend }, 'api is listening');
}

main().catch((error: unknown) => {
  const said = error instanceof SettingsError ? error.message : error;
  console.error(said);
  process.exit(1);
});
