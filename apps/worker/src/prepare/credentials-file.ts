import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { ROLES } from '#libs/domain';
import { z } from 'zod';

const credentials = z.object({
  url: z.string(),
  accounts: z.array(z.object({ role: z.enum(ROLES), username: z.string(), password: z.string() })),
});
export type Credentials = z.infer<typeof credentials>;

/** Development accounts of an earlier start, if the file is there and whole. */
export async function readCredentials(file: string): Promise<Credentials | undefined> {
  try {
    return credentials.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Missing or damaged comes to the same: new passwords are set and the file is written again.
    return undefined;
  }
}

/** Writes the file at once and readable by its owner only. */
export async function writeCredentials(file: string, content: Credentials): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = await open(temporary, 'wx', 0o600);
  await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
  await handle.sync();
  await handle.close();
  await rename(temporary, file);
}

/** 120 random bits, easy to select with a double click. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url').replaceAll(/[-_]/g, 'x');
}
