import { audit, row, takeRevision, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { buildOfRelease, type BuildRow } from './builds.queries.js';
import { ownRelease } from './own-release.js';
import { refuseWrongBuild, storeBuild, type NewArtifact } from './store-build.js';

/** Of one release; a vendor that builds more often has versions. */
const MOST_BUILDS = 100;

export interface AddedBuild {
  readonly build: string;
  readonly builtOn?: string | undefined;
  readonly artifacts: readonly NewArtifact[];
}

/**
 * Registers another build of a release of the actor's organization: other bytes under the same version. Of a published
 * release it takes a revision, since questions about its files have another answer from then on.
 *
 * @throws DomainError `not-found` release · `already-exists` for the label · `unknown-artifact` · `invalid-request` for
 * files that can't be a build, and for one build too many
 */
export async function createBuild(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string; version: string },
  input: AddedBuild,
): Promise<BuildRow> {
  return transaction(db, async (tx) => {
    // Two at once come one after the other: the second one sees the first one's number and label.
    const release = await ownRelease(tx, actor, coordinate, 'FOR NO KEY UPDATE');
    await refuseWrongBuild(tx, actor.organizationId, { label: input.build, artifacts: input.artifacts });
    if (release.builds.some(({ build }) => build === input.build)) {
      throw new DomainError('already-exists', '该构建已登记 · The release has a build of this label', {
        fields: [{ path: 'build', code: 'already-exists', message: 'is taken; builds are immutable' }],
      });
    }
    if (release.builds.length >= MOST_BUILDS) {
      throw new DomainError('invalid-request', `构建已达 ${MOST_BUILDS} 个 · The release has ${MOST_BUILDS} builds`, {
        fields: [{ path: 'build', code: 'too-many', message: 'register another version' }],
      });
    }
    const last = await row<{ number: number }>(
      tx,
      'SELECT coalesce(max(build), 0) AS number FROM release_artifacts WHERE release_id = $1',
      [release.id],
    );
    const number = (last?.number ?? 0) + 1;
    await audit(tx, actor, {
      action: 'build.create',
      subject: ['release', release.id],
      details: { build: input.build, files: input.artifacts.length },
    });
    const { artifacts, build: label, builtOn = null } = input;
    const revision = release.published ? await takeRevision(tx, `build ${label} of ${release.coordinate}`) : null;
    await storeBuild(tx, { releaseId: release.id, number, label, builtOn, revision, artifacts });
    return buildOfRelease(tx, release, label);
  });
}
