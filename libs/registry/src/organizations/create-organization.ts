import { audit, constraintOf, isUniqueViolation, Organization, transaction, type Context } from '#libs/database';
import { checkUscc, DomainError, type Actor, type OrganizationKind } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { OrganizationRow } from './organizations.queries.js';

export interface NewOrganization {
  readonly slug: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly uscc?: string | undefined;
  readonly kinds: readonly OrganizationKind[];
}

/** @throws DomainError `invalid-uscc`, `already-exists` naming the slug or the USCC */
export async function createOrganization({ db, actor }: Context, input: NewOrganization): Promise<OrganizationRow> {
  const checked = { ...input, ...(input.uscc === undefined ? {} : { uscc: verifiedUscc(input.uscc) }) };
  try {
    return await transaction(db, (tx) => insertOrganization(tx, actor, checked));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw takenBy(error);
  }
}

/** Writes an organization whose USCC was verified. A slug or USCC that is taken is a unique violation. */
export async function insertOrganization(
  tx: EntityManager,
  actor: Actor,
  input: NewOrganization,
): Promise<OrganizationRow> {
  const organization = {
    id: uuidv7(),
    slug: input.slug,
    name: input.name,
    nameEn: input.nameEn ?? null,
    uscc: input.uscc ?? null,
    kinds: [...new Set(input.kinds)],
    createdAt: new Date(),
  };
  await tx.insert(Organization, organization);
  await audit(tx, actor, {
    action: 'organization.create',
    subject: ['organization', organization.id],
    details: { slug: organization.slug, kinds: organization.kinds },
  });
  return organization;
}

/** The refusal for a unique violation of {@link insertOrganization}. */
export function takenBy(error: unknown): DomainError {
  return organizationTaken(constraintOf(error)?.includes('uscc') === true ? 'uscc' : 'slug');
}

export function organizationTaken(path: 'slug' | 'uscc'): DomainError {
  return new DomainError('already-exists', '机构已登记 · An organization with this value is registered already', {
    fields: [{ path, code: 'already-exists', message: 'is taken' }],
  });
}

/** @throws DomainError `invalid-uscc` */
export function verifiedUscc(text: string): string {
  const checked = checkUscc(text);
  if (checked.ok) return checked.uscc;
  throw new DomainError('invalid-uscc', '统一社会信用代码校验未通过 · The unified social credit code does not verify', {
    fields: [
      { path: 'uscc', code: checked.reason, message: 'GB 32100-2015: 18 characters, the last one a check character' },
    ],
  });
}
