import {
  audit,
  constraintOf,
  isUniqueViolation,
  Release,
  ReleaseArtifact,
  rows,
  takeRevision,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, isVersion, notFound, type FieldProblem, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { findRelease, productByCoordinate, type ReleaseRow } from './products.queries.js';

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
  readonly artifacts: readonly { sha256: string; fileName: string; isa?: string | undefined }[];
}

/**
 * Registers an immutable release of a product of the actor's organization.
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
      const uploaded = await rows<{ sha256: string }>(
        tx,
        'SELECT sha256 FROM artifact_uploads WHERE organization_id = $1 AND sha256 = ANY($2)',
        [actor.organizationId, input.artifacts.map(({ sha256 }) => sha256)],
      );
      const isas = await rows<{ slug: string }>(tx, 'SELECT slug FROM isas');
      refuseWrongArtifacts(
        input.artifacts,
        new Set(uploaded.map(({ sha256 }) => sha256)),
        new Set(isas.map(({ slug }) => slug)),
      );
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
        await tx.insert(
          ReleaseArtifact,
          input.artifacts.map(({ sha256, fileName, isa }) => ({ releaseId: id, sha256, fileName, isa: isa ?? null })),
        );
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
    const path = constraintOf(error)?.includes('ordinal')
      ? 'ordinal'
      : constraintOf(error)?.includes('artifacts')
        ? 'artifacts'
        : 'version';
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

function refuseWrongArtifacts(
  artifacts: NewRelease['artifacts'],
  uploaded: ReadonlySet<string>,
  isas: ReadonlySet<string>,
): void {
  const missing = artifacts.flatMap(({ sha256 }, index): FieldProblem[] =>
    uploaded.has(sha256)
      ? []
      : [
          {
            path: `artifacts.${index}.sha256`,
            code: 'unknown-artifact',
            message: 'upload the bytes first: PUT /artifacts/{sha256}',
          },
        ],
  );
  const foreign = artifacts.flatMap(({ isa }, index): FieldProblem[] =>
    isa === undefined || isas.has(isa)
      ? []
      : [{ path: `artifacts.${index}.isa`, code: 'unknown', message: `is not one of ${[...isas].join(', ')}` }],
  );
  const fields = [...missing, ...foreign];
  if (missing.length > 0)
    throw new DomainError('unknown-artifact', '制品未上传 · An artifact is not uploaded', { fields });
  if (foreign.length > 0)
    throw new DomainError('invalid-request', '指令集未知 · An artifact names an unknown ISA', { fields });
}
