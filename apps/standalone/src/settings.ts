import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { logLevelSetting, portSetting, readSettings, SettingsError } from '#libs/runtime';
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

/** Folders that the agent's sandbox shows to vendor code; the agent refuses to keep anything in them. */
const SHOWN = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/etc'];

/**
 * @param root checkout that a relative state directory is taken from
 * @throws SettingsError naming each wrong variable
 */
export function readStandaloneSettings(root: string, env: NodeJS.ProcessEnv = process.env): StandaloneSettings {
  const given = readSettings(environmentSchema, env);
  const stateDir = isAbsolute(given.SHIPEI_STATE_DIR) ? given.SHIPEI_STATE_DIR : join(root, given.SHIPEI_STATE_DIR);
  refuseShown(stateDir);
  return {
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    host: given.SHIPEI_HOST,
    port: given.SHIPEI_PORT,
    stateDir,
    logLevel: given.LOG_LEVEL,
  };
}

/** Said before anything is started: the agent alone would find out, die five times and take everything with it. */
function refuseShown(stateDir: string): void {
  const path = withoutLinks(stateDir);
  if (!SHOWN.some((shown) => path === shown || path.startsWith(`${shown}/`))) return;
  throw new SettingsError(
    `被测软件可见 ${path}，请将 SHIPEI_STATE_DIR 设到别处 · Software under test can see ${path}: set SHIPEI_STATE_DIR to ` +
      'a directory elsewhere, e.g. SHIPEI_STATE_DIR=/var/lib/shipei-state npm start',
  );
}

/** What a path that may not be there yet comes to. */
function withoutLinks(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? realpathSync(path) : join(withoutLinks(parent), basename(path));
}

/** Address for this machine's own clients: a server on every interface is reached on loopback. */
export function ownUrl({ host, port }: Pick<StandaloneSettings, 'host' | 'port'>): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
