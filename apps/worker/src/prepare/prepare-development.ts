import { centerOfOrganization, createCenter, createEnrolmentToken, createPool, poolsOfCenter } from '#libs/dispatch';
import { DISPATCH_TIMING, DomainError, type PersonActor, type SystemActor } from '#libs/domain';
import {
  actorOf,
  addMember,
  createOrganization,
  membershipsOfPerson,
  personByUsername,
  registerDiscoveredPlatform,
  setPassword,
  verifyPassword,
} from '#libs/registry';
import type { DataSource } from 'typeorm';
import { newPassword, readCredentials, writeCredentials, type Credentials } from './credentials-file.js';
import { ACCOUNTS, CENTER, developmentPools, ORGANIZATIONS } from './development-world.js';
import { machineFacts } from './machine-facts.js';

export interface Prepared {
  readonly accounts: Credentials['accounts'];
  readonly platform: { readonly os: string; readonly cpu: string };
  /** For the local agent, should it not be enrolled yet. */
  readonly enrolmentToken: string;
}

const ENROLMENT_SECONDS = 3_600;
/** The most pools that one enrolment token may name. */
const TOKEN_POOLS = 100;

/** Sets up the development world. Every step finds what an earlier start left, so it may run any number of times. */
export async function prepareDevelopment(
  db: DataSource,
  actor: SystemActor,
  options: { credentialsFile: string; url: string },
): Promise<Prepared> {
  for (const organization of ORGANIZATIONS) {
    await unlessThere(createOrganization({ db, actor }, organization));
  }
  const accounts = await prepareAccounts(db, actor, options);
  const platform = await registerDiscoveredPlatform({ db, actor }, await machineFacts());
  await unlessThere(createCenter({ db, actor }, CENTER));
  const operator = await centerOperator(db);
  for (const pool of developmentPools(platform)) {
    await unlessThere(
      createPool({ db, actor: operator }, { center: CENTER.code, features: [], ...pool }, DISPATCH_TIMING),
    );
  }
  const center = await centerOfOrganization(db, CENTER.code, operator.organizationId);
  const pools = await poolsOfCenter(db, center.id, DISPATCH_TIMING.leaseSeconds, { after: '', limit: TOKEN_POOLS });
  const { token } = await createEnrolmentToken(
    { db, actor: operator },
    { center: CENTER.code, pools: pools.map(({ slug }) => slug), validForSeconds: ENROLMENT_SECONDS },
  );
  return { accounts, platform: { os: platform.os, cpu: platform.cpu }, enrolmentToken: token };
}

async function unlessThere(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'already-exists')) throw error;
  }
}

/** Keeps the passwords of the file where they still work; sets new ones where the file or the account is new. */
async function prepareAccounts(
  db: DataSource,
  actor: SystemActor,
  options: { credentialsFile: string; url: string },
): Promise<Credentials['accounts']> {
  const earlier = await readCredentials(options.credentialsFile);
  const accounts: Credentials['accounts'] = [];
  for (const { role, username, organization, displayName } of ACCOUNTS) {
    const password = earlier?.accounts.find((account) => account.username === username)?.password ?? newPassword();
    const person = await personByUsername(db, username);
    if (person === undefined) await addMember({ db, actor }, { organization, username, displayName, role, password });
    else if (!(await verifyPassword(password, person.passwordHash)))
      await setPassword({ db, actor }, username, password);
    accounts.push({ role, username, password });
  }
  await writeCredentials(options.credentialsFile, { url: options.url, accounts });
  return accounts;
}

async function centerOperator(db: DataSource): Promise<PersonActor> {
  const account = ACCOUNTS.find(({ role }) => role === 'center-operator');
  const person = account && (await personByUsername(db, account.username));
  const membership =
    person && (await membershipsOfPerson(db, person.id)).find(({ role }) => role === 'center-operator');
  if (membership === undefined) throw new Error('the development center operator was made and is not there');
  return actorOf(membership, null);
}
