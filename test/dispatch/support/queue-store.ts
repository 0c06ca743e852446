import { Redis } from 'ioredis';
import { rows } from '#libs/database';
import type { QueueBackend } from '../../support/redis.js';
import type { TestService } from '../../support/service.js';

/** Loses everything that the service's queues hold, as FLUSHDB or a lost disk would. */
export async function emptyQueueStore({ parts }: TestService, backend: QueueBackend): Promise<void> {
  if (backend.name === 'postgresql') {
    const tables = await rows<{ name: string }>(
      parts.db,
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
    );
    await parts.db.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
    return;
  }
  // Only what this service wrote: the server may be somebody else's.
  const redis = new Redis(backend.url, { lazyConnect: true });
  await redis.connect();
  try {
    const keys = await redis.keys(`${parts.settings.SHIPEI_QUEUE_NAMESPACE ?? 'shipei'}:*`);
    if (keys.length > 0) await redis.del(keys);
  } finally {
    redis.disconnect();
  }
}
