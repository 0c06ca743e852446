import {
  audit,
  constraintOf,
  isUniqueViolation,
  Release,
  takeRevision,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, isVersion, notFound, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { findRelease, productByCoordinate, type ReleaseRow } from './products.queries.js';
import { refuseWrongBuild, storeBuild, type NewArtifact } from './store-build.js';

export interface NewRelease {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly releasedOn: string;
  readonly abiLevel?: 'level1' | 'level2' | 'level3' | undefined;
  readonly endOfLife?: string | undefined;
  readonly published: boolean;
  /** Label of the first build. */
  readonly build: string;
  readonly artifacts: readonly NewArtifact[];
}

/**
 * Registers a release with its first build, of a product of the actor's organization.
 *
 * @throws DomainError `not-found` product · `unknown-artifact` for a digest whose bytes the organization has not uploaded
 * · `already-exists` for the version, or the ordinal in its line · `invalid-request` for a version that no coordinate can hold
 */
export async function createRelease({ db, actor }: Context<PersonActor>, input: NewRelease): Promise<ReleaseRow> {
  const id = uuidv7();
  refuseUnnameable(input.version);
  try {
    return await transaction(db, async (tx) => {
      const product = await productByCoordinate(tx, actor.organizationId, input);
      if (product.vendorId !== actor.organizationId) throw notFound('产品 · product');
      await refuseWrongBuild(tx, actor.organizationId, { label: input.build, artifacts: input.artifacts });
      await tx.insert(Release, {
        id,
        productId: product.id,
        version: input.version,
        line: input.line,
        ordinal: input.ordinal,
        releasedOn: input.releasedOn,
        abiLevel: input.abiLevel ?? null,
        endOfLife: input.endOfLife ?? null,
        publishedAt: input.published ? new Date() : null,
      });
      if (input.artifacts.length > 0) {
        const first = { number: 1, label: input.build, builtOn: input.releasedOn, revision: null };
        await storeBuild(tx, { releaseId: id, ...first, artifacts: input.artifacts });
      }
      await audit(tx, actor, {
        action: 'release.create',
        subject: ['release', id],
        details: { version: input.version },
      });
      const release = await findRelease(tx, actor.organizationId, input);
      if (release === undefined) throw new Error('a release that was just inserted is not there');
      if (release.published) {
        // From here on there are answers about it for everybody.
        const revision = await takeRevision(tx, `publication of ${release.coordinate}`);
        await tx.update(Release, { id }, { publishedRevision: revision });
      }
      return release;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const path = constraintOf(error)?.includes('ordinal') === true ? 'ordinal' : 'version';
    throw new DomainError('already-exists', '版本已登记 · This release, or its place in the line, is taken already', {
      fields: [{ path, code: 'already-exists', message: 'is taken; releases are immutable' }],
    });
  }
}

/** A release whose coordinate nobody can write down could never be asked about again. */
function refuseUnnameable(version: string): void {
  if (isVersion(version)) return;
  throw new DomainError('invalid-request', '版本号有误 · The version can not be part of a coordinate', {
    fields: [{ path: 'version', code: 'invalid', message: 'must be 1 to 128 visible characters without / \\ @' }],
  });
}
