import { ReleaseArtifact, ReleaseBuild, rows } from '#libs/database';
import { clashesOf, DomainError, isVersion, type ArtifactRole, type FieldProblem } from '#libs/domain';
import type { EntityManager } from 'typeorm';

export interface NewArtifact {
  readonly sha256: string;
  readonly fileName: string;
  readonly isa?: string | undefined;
  readonly role: ArtifactRole;
}

export interface NewBuild {
  readonly releaseId: string;
  readonly number: number;
  readonly label: string;
  readonly builtOn: string | null;
  /** From which on it is known; null: as long as its release. */
  readonly revision: number | null;
  readonly artifacts: readonly NewArtifact[];
}

/**
 * Refuses a build that can't be: files that the organization has not uploaded, that name unknown ISAs, or that can't stand
 * beside each other.
 *
 * @throws DomainError `unknown-artifact` · `already-exists` for a path named twice · `invalid-request`
 */
export async function refuseWrongBuild(
  tx: EntityManager,
  organizationId: string,
  { label, artifacts }: Pick<NewBuild, 'label' | 'artifacts'>,
): Promise<void> {
  if (!isVersion(label)) {
    throw new DomainError('invalid-request', '构建标识有误 · The label can not be part of an address', {
      fields: [{ path: 'build', code: 'invalid', message: 'must be 1 to 128 visible characters without / \\ @' }],
    });
  }
  const uploaded = await rows<{ sha256: string }>(
    tx,
    'SELECT sha256 FROM artifact_uploads WHERE organization_id = $1 AND sha256 = ANY($2)',
    [organizationId, artifacts.map(({ sha256 }) => sha256)],
  );
  const known = new Set(uploaded.map(({ sha256 }) => sha256));
  const isas = (await rows<{ slug: string }>(tx, 'SELECT slug FROM isas ORDER BY slug')).map(({ slug }) => slug);
  const missing = artifacts.flatMap(({ sha256 }, index): FieldProblem[] =>
    known.has(sha256)
      ? []
      : [
          {
            path: `artifacts.${index}.sha256`,
            code: 'unknown-artifact',
            message: 'upload the bytes first: PUT /artifacts/{sha256}',
          },
        ],
  );
  if (missing.length > 0) {
    throw new DomainError('unknown-artifact', '制品未上传 · An artifact is not uploaded', { fields: missing });
  }
  const foreign = artifacts.flatMap(({ isa }, index): FieldProblem[] =>
    isa === undefined || isas.includes(isa)
      ? []
      : [{ path: `artifacts.${index}.isa`, code: 'unknown', message: `is not one of ${isas.join(', ')}` }],
  );
  if (foreign.length > 0) {
    throw new DomainError('invalid-request', '指令集未知 · An artifact names an unknown ISA', { fields: foreign });
  }
  const clashes = clashesOf(artifacts);
  if (clashes.length > 0) {
    const isTwice = clashes.some(({ code }) => code === 'already-exists');
    throw new DomainError(
      isTwice ? 'already-exists' : 'invalid-request',
      '构建中的文件路径相互冲突 · Paths of the build clash',
      { fields: clashes },
    );
  }
}

/** Writes a build with its files. */
export async function storeBuild(tx: EntityManager, build: NewBuild): Promise<void> {
  const { releaseId, number, label, builtOn, revision, artifacts } = build;
  await tx.insert(ReleaseBuild, { releaseId, number, label, builtOn, revision });
  await tx.insert(
    ReleaseArtifact,
    artifacts.map(({ sha256, fileName, isa, role }) => ({
      releaseId,
      build: number,
      sha256,
      fileName,
      isa: isa ?? null,
      role,
    })),
  );
}
