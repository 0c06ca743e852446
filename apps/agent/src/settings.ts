import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { logLevelSetting, readSettings, SettingsError } from '#libs/runtime';

const environment = z.object({
  /** Origin of the server. */
  SHIPEI_URL: z.url({ protocol: /^https?$/ }),
  /** Folder of the credential, the journal and downloaded artifacts. */
  SHIPEI_AGENT_DIR: z.string().min(1),
  /** One-time token; needed as long as the folder holds no credential. */
  SHIPEI_AGENT_ENROLMENT_TOKEN: z.string().min(1).max(200).optional(),
  SHIPEI_AGENT_NAME: z.string().trim().min(1).max(100).optional(),
  /** File of SHA-256 digests, one a line, of artifacts that may run where this machine can't isolate them. */
  SHIPEI_AGENT_ALLOWED_DIGESTS: z.string().min(1).optional(),
  LOG_LEVEL: logLevelSetting,
});

export interface AgentSettings {
  readonly url: string;
  readonly folder: string;
  readonly enrolmentToken: string | undefined;
  readonly name: string;
  readonly allowedDigestsFile: string;
  readonly logLevel: string;
}

/** Folders that the sandbox shows to vendor code; nothing of the agent may lie in them. */
const SHOWN = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/etc'];

/**
 * Reads the settings and makes the agent's folder.
 *
 * @throws SettingsError naming each wrong variable
 */
export function readAgentSettings(env: NodeJS.ProcessEnv = process.env): AgentSettings {
  const given = readSettings(environment, env);
  const folder = path.resolve(given.SHIPEI_AGENT_DIR);
  refuseShown(folder);
  makeFolder(folder);
  refuseShown(realpathSync(folder));
  return {
    url: given.SHIPEI_URL,
    folder,
    enrolmentToken: given.SHIPEI_AGENT_ENROLMENT_TOKEN,
    name: given.SHIPEI_AGENT_NAME ?? hostname(),
    allowedDigestsFile: given.SHIPEI_AGENT_ALLOWED_DIGESTS ?? path.join(folder, 'allowed-digests'),
    logLevel: given.LOG_LEVEL,
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SettingsError(
      `无法使用 SHIPEI_AGENT_DIR=${folder} · Can't use SHIPEI_AGENT_DIR=${folder} (${why}): make the directory and give it to this user, e.g. sudo install -d -m 700 -o "$USER" ${folder}`,
    );
  }
}

function refuseShown(folder: string): void {
  if (!SHOWN.some((shown) => folder === shown || folder.startsWith(`${shown}/`))) return;
  throw new SettingsError(
    `SHIPEI_AGENT_DIR 不能位于 ${folder}，被测软件可见该目录 · SHIPEI_AGENT_DIR must not be ${folder}: software under test can see it; use /var/lib/shipei-agent for example`,
  );
}
