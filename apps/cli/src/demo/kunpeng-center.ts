import { ProblemError, unwrap } from '#libs/client';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { signIn, type Actor } from './accounts.js';

/** A second sub-center with a pool of real Kunpeng machines that no agent serves: what is asked of it waits. */
export const KUNPENG = {
  code: 'demo-kunpeng',
  name: '鲲鹏适配分中心（演示）',
  nameEn: 'Kunpeng sub-center (demo)',
  /** 杭州市, GB/T 2260. */
  region: '330100',
  pool: 'kunpeng-920',
  os: 'openeuler/openeuler@22.03-lts-sp4',
  cpu: 'hisilicon/kunpeng-920',
} as const;

const accountFile = z.object({ url: z.string(), username: z.string(), password: z.string() });

/** Makes what is missing of organization, center, operator account and pool. */
export async function ensureKunpengCenter(operator: Actor, stateDir: string): Promise<void> {
  await unlessThere(
    operator.client.POST('/api/v1/organizations', {
      body: { slug: KUNPENG.code, name: KUNPENG.name, nameEn: KUNPENG.nameEn, kinds: ['center'] },
    }),
  );
  await unlessThere(
    operator.client.POST('/api/v1/centers', {
      body: {
        code: KUNPENG.code,
        name: KUNPENG.name,
        nameEn: KUNPENG.nameEn,
        organization: KUNPENG.code,
        region: KUNPENG.region,
        schemes: ['development'],
      },
    }),
  );
  const centerOperator = await signInCenterOperator(operator, path.join(stateDir, 'demo-credentials.json'));
  await unlessThere(
    centerOperator.client.POST('/api/v1/centers/{code}/pools', {
      params: { path: { code: KUNPENG.code } },
      body: { slug: KUNPENG.pool, cpu: KUNPENG.cpu, operatingSystems: [KUNPENG.os], executor: 'local' },
    }),
  );
}

/** What an earlier run made stays and is used again. */
async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'already-exists') throw error;
  }
}

async function signInCenterOperator(operator: Actor, file: string): Promise<Actor> {
  const known = await readAccount(file);
  if (known !== undefined) {
    try {
      return await signIn(operator.url, known);
    } catch (error) {
      // The database is younger than the file.
      if (!(error instanceof ProblemError) || error.code !== 'wrong-credentials') throw error;
    }
  }
  // A name of its own each time: the password of an earlier account is nowhere but in the file.
  const username = `kunpeng-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(18).toString('base64url');
  unwrap(
    await operator.client.POST('/api/v1/organizations/{slug}/members', {
      params: { path: { slug: KUNPENG.code } },
      body: { username, displayName: '鲲鹏分中心操作员', role: 'center-operator', password },
    }),
  );
  await writeFile(file, `${JSON.stringify({ url: operator.url, username, password })}\n`, { mode: 0o600 });
  return await signIn(operator.url, { username, password });
}

async function readAccount(file: string): Promise<z.infer<typeof accountFile> | undefined> {
  try {
    return accountFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // None yet, or not readable: a new account costs nothing.
    return undefined;
  }
}
