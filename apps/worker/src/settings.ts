import { addressRangesSetting, blobStoreSetting, logLevelSetting, publicUrlSetting } from '#libs/runtime';
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
  /** Where people reach the service; mails and webhooks link to it. */
  SHIPEI_PUBLIC_URL: publicUrlSetting,
  /** `smtp://user:password@host:587` or `smtps://…`; without it no mail is sent. */
  SHIPEI_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SHIPEI_MAIL_FROM: z.string().min(3).max(300).optional(),
  /** Addresses and CIDR ranges, separated by commas, that webhooks may call though they are not public. */
  SHIPEI_WEBHOOK_PRIVATE_ADDRESSES: addressRangesSetting({ everyAddress: true }).optional(),
  /** Within how long a webhook has to have answered; 10 s. */
  SHIPEI_WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).optional(),
  LOG_LEVEL: logLevelSetting,
});
export type Settings = z.infer<typeof settingsSchema>;
