import { constraintOf, isUniqueViolation, Release } from '#libs/database';
import { DomainError, isVersion, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { refuseWrongBuild, storeBuild, type NewArtifact } from './store-build.js';

export interface NewRelease {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly releasedOn: string;
  readonly abiLevel?: 'level1' | 'level2' | 'level3' | null | undefined;
  readonly endOfLife?: string | null | undefined;
  readonly published: boolean;
  /** Label of the first build. */
  readonly build: string;
  readonly artifacts: readonly NewArtifact[];
}

/**
 * Writes a release with its first build.
 *
 * @throws DomainError `unknown-artifact` · `invalid-request` for a version that no coordinate can hold, and files that can't
 * be a build · a unique violation, for {@link takenAlready}
 */
export async function insertRelease(
  tx: EntityManager,
  actor: PersonActor,
  id: string,
  productId: string,
  input: NewRelease,
): Promise<void> {
  refuseUnnameable(input.version);
  await refuseWrongBuild(tx, actor.organizationId, { label: input.build, artifacts: input.artifacts });
  await tx.insert(Release, {
    id,
    productId,
    version: input.version,
    line: input.line,
    ordinal: input.ordinal,
    releasedOn: input.releasedOn,
    abiLevel: input.abiLevel ?? null,
    endOfLife: input.endOfLife ?? null,
    publishedAt: input.published ? new Date() : null,
  });
  if (input.artifacts.length === 0) return;
  const first = { number: 1, label: input.build, builtOn: input.releasedOn, revision: null };
  await storeBuild(tx, { releaseId: id, ...first, artifacts: input.artifacts });
}

/** What a unique violation says to whoever registers a release; anything else is thrown on. */
export function takenAlready(error: unknown): never {
  if (!isUniqueViolation(error)) throw error;
  const path = constraintOf(error)?.includes('ordinal') === true ? 'ordinal' : 'version';
  throw new DomainError('already-exists', '版本已登记 · This release, or its place in the line, is taken already', {
    fields: [{ path, code: 'already-exists', message: 'is taken; releases are immutable' }],
  });
}

/** A release whose coordinate nobody can write down could never be asked about again. */
function refuseUnnameable(version: string): void {
  if (isVersion(version)) return;
  throw new DomainError('invalid-request', '版本号有误 · The version can not be part of a coordinate', {
    fields: [{ path: 'version', code: 'invalid', message: 'must be 1 to 128 visible characters without / \\ @' }],
  });
}
