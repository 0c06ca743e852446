import { isIP } from 'node:net';
import { z } from 'zod';

/** The process can't start as it is set up: the message says which setting and what to do. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

/**
 * Parses the environment once, at start. Empty variables count as unset, as shells and compose files write them.
 *
 * @throws SettingsError naming each wrong variable
 */
export function readSettings<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((key) => [key, env[key] === '' ? undefined : env[key]]),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new SettingsError(`环境变量有误 · These settings are wrong or missing:\n${problems.join('\n')}`);
}

export const portSetting = z.coerce.number().int().min(0).max(65_535);
export const logLevelSetting = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info');
/** Where people reach a service, without a slash at the end. */
export const publicUrlSetting = z
  .url({ protocol: /^https?$/ })
  .transform((text) => text.replace(/\/+$/, ''))
  .optional();
/** `s3://bucket` or `s3://bucket/prefix`. */
export const blobStoreSetting = z
  .string()
  .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w./-]*)?$/, 's3://bucket or s3://bucket/prefix')
  .optional();

/** Addresses and CIDR ranges, separated by commas; a range of every address only where `everyAddress` may be meant. */
export function addressRangesSetting({
  everyAddress,
}: {
  readonly everyAddress: boolean;
}): z.ZodType<string[], string | undefined> {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine(
      (parts) => parts.every((part) => isAddressOrRange(part, everyAddress ? 0 : 1)),
      'addresses or CIDR ranges such as 10.0.0.0/8, separated by commas',
    );
}

function isAddressOrRange(text: string, leastBits: number): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)];
  if (most === undefined || rest.length > 0) return false;
  return bits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) >= leastBits && Number(bits) <= most);
}
