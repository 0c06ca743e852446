import { isAbsolute, join } from 'node:path';
import { logLevelSetting, portSetting, readSettings } from '#libs/runtime';
import { z } from 'zod';

const environmentSchema = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must look like redis://host:6379' }).optional(),
  SHIPEI_PORT: portSetting.min(1).default(3000),
  SHIPEI_HOST: z.string().default('127.0.0.1'),
  SHIPEI_STATE_DIR: z.string().default('.shipei'),
  LOG_LEVEL: logLevelSetting,
});

/** Settings of everything on one machine. Directories are absolute. */
export interface StandaloneSettings {
  /** Undefined starts the embedded server. */
  readonly databaseUrl: string | undefined;
  /** Undefined keeps the queue on PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly stateDir: string;
  readonly logLevel: string;
}

/**
 * @param root checkout that a relative state directory is taken from
 * @throws SettingsError naming each wrong variable
 */
export function readStandaloneSettings(root: string, env: NodeJS.ProcessEnv = process.env): StandaloneSettings {
  const given = readSettings(environmentSchema, env);
  return {
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    host: given.SHIPEI_HOST,
    port: given.SHIPEI_PORT,
    stateDir: isAbsolute(given.SHIPEI_STATE_DIR) ? given.SHIPEI_STATE_DIR : join(root, given.SHIPEI_STATE_DIR),
    logLevel: given.LOG_LEVEL,
  };
}

/** Address for this machine's own clients: a server on every interface is reached on loopback. */
export function ownUrl({ host, port }: Pick<StandaloneSettings, 'host' | 'port'>): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
