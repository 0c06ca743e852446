import { join } from 'node:path';

import { type StandaloneSettings, ownUrl } from './settings.js';

/** Environment of the API, the worker and the preparation: ours, with every setting spelled out. */
export function serviceEnvironment(
  settings: StandaloneSettings,
  databaseUrl: string,
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    ...inherited,
    DATABASE_URL: databaseUrl,
    ...(settings.redisUrl === undefined ? {} : { REDIS_URL: settings.redisUrl }),
    SHIPEI_HOST: settings.host,
    SHIPEI_PORT: String(settings.port),
    SHIPEI_PUBLIC_URL: inherited['SHIPEI_PUBLIC_URL'] ?? ownUrl(settings),
    SHIPEI_STORE_DIR: join(settings.stateDir, 'store'),
    LOG_LEVEL: settings.logLevel,
  };
}

/** The agent's own settings that are not ours to decide. */
const FOR_THE_AGENT = ['SHIPEI_AGENT_NAME', 'SHIPEI_AGENT_ALLOWED_DIGESTS'];

/**
 * Environment of the agent: nothing inherited but PATH and its own settings, since it runs beside vendors' code. It never learns the
 * database's address.
 * @param enrolmentToken for an agent without a credential, or with one of another database's
 */
export function agentEnvironment(
  settings: StandaloneSettings,
  enrolmentToken: string | null,
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    PATH: inherited['PATH'],
    SHIPEI_URL: ownUrl(settings),
    SHIPEI_AGENT_DIR: join(settings.stateDir, 'agent'),
    ...Object.fromEntries(
      FOR_THE_AGENT.flatMap((name) => (inherited[name] === undefined ? [] : [[name, inherited[name]]])),
    ),
    ...(enrolmentToken === null ? {} : { SHIPEI_AGENT_ENROLMENT_TOKEN: enrolmentToken }),
    LOG_LEVEL: settings.logLevel,
  };
}
