import { readSettings } from '#libs/runtime';
import path from 'node:path';
import { z } from 'zod';

const demoSettings = z.object({
  SHIPEI_STATE_DIR: z.string().default('.shipei'),
  SHIPEI_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  npm_config_json: z.string().optional(),
  npm_execpath: z.string().optional(),
});

export interface DemoSettings {
  /** Where the service on this machine keeps everything, absolute. */
  readonly stateDir: string;
  /** Port for a server of the demo's own; undefined takes the usual one, or any where that is busy. */
  readonly port: number | undefined;
  /** `npm run demo --json`, without the second pair of dashes, reaches us as npm's own setting. */
  readonly json: boolean;
  /** The npm that runs us, where one does. */
  readonly npm: string | undefined;
}

/** @throws SettingsError naming each wrong variable */
export function readDemoSettings(root: string, env: NodeJS.ProcessEnv): DemoSettings {
  const given = readSettings(demoSettings, env);
  return {
    stateDir: path.resolve(root, given.SHIPEI_STATE_DIR),
    port: given.SHIPEI_PORT,
    json: given.npm_config_json === 'true',
    npm: given.npm_execpath?.endsWith('npm-cli.js') === true ? given.npm_execpath : undefined,
  };
}
