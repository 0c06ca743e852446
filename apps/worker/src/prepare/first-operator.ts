import type { SystemActor } from '#libs/domain';
import { addMember, anyOperator, createOrganization } from '#libs/registry';
import type { DataSource } from 'typeorm';

const OPERATOR_ORGANIZATION = {
  slug: 'platform-operator',
  name: '平台运营方',
  nameEn: 'Platform operator',
  kinds: ['platform-operator'],
} as const;

/**
 * Makes the first operator account of a new installation; everybody else is admitted by operators. Does nothing once
 * any operator exists.
 */
export async function makeFirstOperator(
  db: DataSource,
  actor: SystemActor,
  account: { username: string; password: string },
): Promise<boolean> {
  if (await anyOperator(db)) return false;
  await createOrganization({ db, actor }, OPERATOR_ORGANIZATION);
  await addMember(
    { db, actor },
    { organization: OPERATOR_ORGANIZATION.slug, displayName: account.username, role: 'operator', ...account },
  );
  return true;
}
