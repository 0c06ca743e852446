import { blobStoreSetting, logLevelSetting } from '#libs/runtime';
import { z } from 'zod';

/** Environment of the worker process. */
export const settingsSchema = z.object({
  DATABASE_URL: z.string().min(1, 'the PostgreSQL to use, e.g. postgresql://user:password@host:5432/shipei'),
  REDIS_URL: z.string().optional(),
  /** Folder of artifacts and evidence, which the worker keeps free of uploads that nobody finished. */
  SHIPEI_STORE_DIR: z.string().optional(),
  /** The bucket that holds them instead. */
  SHIPEI_BLOB_STORE: blobStoreSetting,
  SHIPEI_S3_ENDPOINT: z.url().optional(),
  SHIPEI_S3_REGION: z.string().default('us-east-1'),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(10),
  /** Namespace of the queues: schema in PostgreSQL, key prefix in Redis. */
  SHIPEI_QUEUE_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .optional(),
  /** Jobs of one queue that this process works on at once. */
  SHIPEI_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  LOG_LEVEL: logLevelSetting,
});
export type Settings = z.infer<typeof settingsSchema>;
