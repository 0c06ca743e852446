import { CERTIFICATE_NAMES } from '#libs/certification';
import { openDatabase, WakeUps } from '#libs/database';
import { ClaimDesk } from '#libs/dispatch';
import { DISPATCH_TIMING, type DispatchTiming } from '#libs/domain';
import { openQueues } from '#libs/jobs';
import { BundleShelf, LiveDirectory, LiveMatrix } from '#libs/matrix';
import { BlobStore, LiveSearch } from '#libs/registry';
import type { Logger } from '#libs/runtime';
import { Parts } from './parts.js';
import type { Settings } from './settings.js';

/** Opens everything that the API needs. What opened before something failed is closed again. */
export async function openParts(
  settings: Settings,
  log: Logger,
  timing: DispatchTiming = DISPATCH_TIMING,
): Promise<Parts> {
  const opened: (() => Promise<void>)[] = [];
  try {
    const db = await openDatabase({
      url: settings.DATABASE_URL,
      poolMax: settings.DATABASE_POOL_MAX,
      applicationName: 'shipei-api',
      log,
    });
    opened.push(() => db.destroy());
    const queues = await openQueues({
      databaseUrl: settings.DATABASE_URL,
      redisUrl: settings.REDIS_URL,
      namespace: settings.SHIPEI_QUEUE_NAMESPACE,
      log,
    });
    opened.push(() => queues.close());
    const wakeUps = await WakeUps.open(settings.DATABASE_URL);
    opened.push(() => wakeUps.close());
    const matrix = new LiveMatrix(db, settings.DATABASE_URL, wakeUps, (error) =>
      log.warn({ err: error }, 'the matrix in memory could not follow; it is tried again'),
    );
    opened.push(() => matrix.close());
    const directory = new LiveDirectory(db, matrix, (error) =>
      log.warn({ err: error }, 'the directory of releases could not follow; it is tried again'),
    );
    opened.push(() => directory.close());
    const search = new LiveSearch(db, CERTIFICATE_NAMES);
    opened.push(() => search.close());
    // Read while the process starts, so that the first who searches does not wait for it.
    void search
      .current()
      .catch((error: unknown) => log.warn({ err: error }, 'names could not be read; it is tried again'));
    const bundles = new BundleShelf(db, (error) => log.warn({ err: error }, 'a bundle could not be written'));
    opened.push(() => bundles.close());
    const folder = settings.SHIPEI_STORE_DIR;
    const store = new BlobStore({ folder, maxBytes: settings.SHIPEI_MAX_ARTIFACT_BYTES });
    const evidenceStore = new BlobStore({ folder, maxBytes: settings.SHIPEI_MAX_EVIDENCE_BYTES });
    const claimDesk = new ClaimDesk({ db, queues, wakeUps, timing, log });
    return new Parts({
      settings,
      db,
      queues,
      wakeUps,
      store,
      evidenceStore,
      matrix,
      directory,
      search,
      bundles,
      claimDesk,
      timing,
      log,
    });
  } catch (error) {
    for (const close of opened.reverse()) await close().catch(() => undefined);
    throw error;
  }
}

/** Closes what {@link openParts} opened. */
export async function closeParts(parts: Parts): Promise<void> {
  parts.beginStop();
  await parts.bundles.close();
  await parts.search.close();
  await parts.directory.close();
  await parts.matrix.close();
  await parts.wakeUps.close();
  await parts.queues.close();
  await parts.db.destroy();
}
