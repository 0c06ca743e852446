import { audit, Center, isUniqueViolation, row, transaction, type Context } from '#libs/database';
import { DomainError, type FieldProblem } from '#libs/domain';
import { organizationBySlug } from '#libs/registry';
import { v7 as uuidv7 } from 'uuid';
import { centerOfOrganization, type CenterRow } from './centers.queries.js';

export interface NewCenter {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly organization: string;
  readonly region: string;
  readonly schemes: readonly string[];
}

/** @throws DomainError `not-found` organization, `invalid-request` region, scheme or kind of organization, `already-exists` */
export async function createCenter({ db, actor }: Context, input: NewCenter): Promise<CenterRow> {
  const id = uuidv7();
  try {
    return await transaction(db, async (tx) => {
      const organization = await organizationBySlug(tx, input.organization);
      const problems: FieldProblem[] = [];
      if (!organization.kinds.includes('center')) {
        problems.push({ path: 'organization', code: 'invalid', message: 'is not registered as a center operator' });
      }
      if ((await row(tx, 'SELECT 1 AS one FROM regions WHERE code = $1', [input.region])) === undefined) {
        problems.push({ path: 'region', code: 'unknown', message: 'is no GB/T 2260 code of the catalogue' });
      }
      for (const [index, scheme] of input.schemes.entries()) {
        if ((await row(tx, 'SELECT 1 AS one FROM schemes WHERE slug = $1', [scheme])) === undefined) {
          problems.push({ path: `schemes.${index}`, code: 'unknown', message: 'is no certification scheme' });
        }
      }
      if (problems.length > 0) {
        throw new DomainError('invalid-request', '分中心信息有误 · The center can not be registered like this', {
          fields: problems,
        });
      }
      await tx.insert(Center, {
        id,
        code: input.code,
        organizationId: organization.id,
        name: input.name,
        nameEn: input.nameEn ?? null,
        region: input.region,
        schemes: [...input.schemes],
      });
      await audit(tx, actor, { action: 'center.create', subject: ['center', id], details: { code: input.code } });
      return centerOfOrganization(tx, input.code, organization.id);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('already-exists', '分中心代码已被占用 · This center code is taken', {
      fields: [{ path: 'code', code: 'already-exists', message: 'is taken' }],
    });
  }
}
