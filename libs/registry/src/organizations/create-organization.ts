import { audit, constraintOf, isUniqueViolation, Organization, transaction, type Context } from '#libs/database';
import { checkUscc, DomainError, type OrganizationKind } from '#libs/domain';
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
  const organization = {
    id: uuidv7(),
    slug: input.slug,
    name: input.name,
    nameEn: input.nameEn ?? null,
    uscc: input.uscc === undefined ? null : verifiedUscc(input.uscc),
    kinds: [...new Set(input.kinds)],
    createdAt: new Date(),
  };
  try {
    await transaction(db, async (tx) => {
      await tx.insert(Organization, organization);
      await audit(tx, actor, {
        action: 'organization.create',
        subject: ['organization', organization.id],
        details: { slug: organization.slug, kinds: organization.kinds },
      });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const path = constraintOf(error)?.includes('uscc') ? 'uscc' : 'slug';
    throw new DomainError('already-exists', '机构已登记 · An organization with this value is registered already', {
      fields: [{ path, code: 'already-exists', message: 'is taken' }],
    });
  }
  return organization;
}

function verifiedUscc(text: string): string {
  const checked = checkUscc(text);
  if (checked.ok) return checked.uscc;
  throw new DomainError('invalid-uscc', '统一社会信用代码校验未通过 · The unified social credit code does not verify', {
    fields: [
      { path: 'uscc', code: checked.reason, message: 'GB 32100-2015: 18 characters, the last one a check character' },
    ],
  });
}
