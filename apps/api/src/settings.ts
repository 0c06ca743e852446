import { logLevelSetting, portSetting } from '#libs/runtime';
import { z } from 'zod';

/** Environment of the API process. */
export const settingsSchema = z.object({
  DATABASE_URL: z.string().min(1, 'the PostgreSQL to use, e.g. postgresql://user:password@host:5432/shipei'),
  REDIS_URL: z.string().optional(),
  SHIPEI_HOST: z.string().default('127.0.0.1'),
  SHIPEI_PORT: portSetting.default(3000),
  /** Folder of artifacts and evidence. */
  SHIPEI_STORE_DIR: z.string().min(1, 'the folder for artifacts and evidence'),
  /** Bytes of one artifact; 2 GiB, as diagnosis takes. */
  SHIPEI_MAX_ARTIFACT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * 1024 ** 3),
  /** Sign-ins and enrolments per minute and address. */
  SHIPEI_SIGN_INS_PER_MINUTE: z.coerce.number().int().positive().default(60),
  /** Within how long a request's body must have arrived, but for uploads. */
  SHIPEI_MAX_BODY_SECONDS: z.coerce.number().int().positive().default(60),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(10),
  /** Namespace of the queues: schema in PostgreSQL, key prefix in Redis. */
  SHIPEI_QUEUE_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .optional(),
  LOG_LEVEL: logLevelSetting,
});
export type Settings = z.infer<typeof settingsSchema>;
