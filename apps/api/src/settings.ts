import { addressRangesSetting, blobStoreSetting, logLevelSetting, portSetting, publicUrlSetting } from '#libs/runtime';
import { z } from 'zod';
import { identityProvidersSetting } from './identity/identity-provider-settings.js';

/** Environment of the API process. */
export const settingsSchema = z.object({
  DATABASE_URL: z.string().min(1, 'the PostgreSQL to use, e.g. postgresql://user:password@host:5432/shipei'),
  REDIS_URL: z.string().optional(),
  SHIPEI_HOST: z.string().default('127.0.0.1'),
  SHIPEI_PORT: portSetting.default(3000),
  /** Where people reach the service; feeds link to it. */
  SHIPEI_PUBLIC_URL: publicUrlSetting,
  /** Folder of artifacts and evidence. */
  SHIPEI_STORE_DIR: z.string().min(1, 'the folder for artifacts and evidence'),
  /** Keeps them in an S3-compatible store instead, e.g. s3://bucket/prefix; credentials as the AWS tools take them. */
  SHIPEI_BLOB_STORE: blobStoreSetting,
  SHIPEI_S3_ENDPOINT: z.url().optional(),
  SHIPEI_S3_REGION: z.string().default('us-east-1'),
  /** Bytes of one artifact; 2 GiB, as diagnosis takes. */
  SHIPEI_MAX_ARTIFACT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * 1024 ** 3),
  /** Bytes of one piece of evidence: reports and captured output, up to 200 of an attempt. */
  SHIPEI_MAX_EVIDENCE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(64 * 1024 ** 2),
  /** Sign-ins and enrolments per minute and address. */
  SHIPEI_SIGN_INS_PER_MINUTE: z.coerce.number().int().positive().default(60),
  /** Lists that may be checked per minute and address. */
  SHIPEI_LISTS_PER_MINUTE: z.coerce.number().int().positive().default(20),
  /** Plans against gaps per minute and address. */
  SHIPEI_PLANS_PER_MINUTE: z.coerce.number().int().positive().default(60),
  /** Within how long a request's body must have arrived, but for uploads. */
  SHIPEI_MAX_BODY_SECONDS: z.coerce.number().int().positive().default(60),
  /** Addresses and CIDR ranges of the proxies before the API, separated by commas; others' X-Forwarded-For is ignored. */
  // A range of every address would let anybody name any address as its own.
  SHIPEI_TRUSTED_PROXIES: addressRangesSetting({ everyAddress: false }),
  SHIPEI_OIDC_PROVIDERS: identityProvidersSetting,
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(10),
  /** Namespace of the queues: schema in PostgreSQL, key prefix in Redis. */
  SHIPEI_QUEUE_NAMESPACE: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .optional(),
  LOG_LEVEL: logLevelSetting,
});
export type Settings = z.infer<typeof settingsSchema>;
