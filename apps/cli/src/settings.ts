import { readSettings } from '#libs/runtime';
import { z } from 'zod';

const cliSettings = z.object({
  /** Server to talk to; `--url` goes before it. */
  SHIPEI_URL: z
    .url({ protocol: /^https?$/, error: 'http://… 或 https://… · must be an http or https address' })
    .optional(),
  /** Session token or API key; goes before the stored session. */
  SHIPEI_TOKEN: z.string().min(1).optional(),
  /** Password for `shipei login` where nobody can type it. */
  SHIPEI_PASSWORD: z.string().min(1).optional(),
  /** Invitation, recovery token or secret of an application, where nobody can type it. */
  SHIPEI_ONE_TIME_TOKEN: z.string().min(1).optional(),
  XDG_CONFIG_HOME: z.string().startsWith('/').optional(),
});
export type CliSettings = z.infer<typeof cliSettings>;

/** @throws SettingsError naming each wrong variable */
export function readCliSettings(env: NodeJS.ProcessEnv): CliSettings {
  return readSettings(cliSettings, env);
}
