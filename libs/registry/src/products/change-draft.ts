import { audit, row, sqlStateOf, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { insertRelease, takenAlready, type NewRelease } from './insert-release.js';
import { ownRelease } from './own-release.js';
import { findRelease, type ReleaseRow } from './products.queries.js';

type Coordinate = Pick<NewRelease, 'vendor' | 'product' | 'version'>;

/** What a draft may say anew; what is left out stays as it is. */
export type ReleaseChange = {
  readonly [K in keyof Omit<NewRelease, 'vendor' | 'product' | 'published'>]?: NewRelease[K] | undefined;
};

/**
 * Changes a draft release of the actor's organization that nobody has built upon: it is dropped and written anew under its
 * id, in one transaction, so that whatever refers to it (requests, findings, statements, solutions) refuses the change by
 * the database's own references. Files, where named, replace the builds it had.
 *
 * @throws DomainError `not-found` · `illegal-transition` for what is published or referred to · what creating one refuses
 */
export async function changeDraftRelease(
  { db, actor }: Context<PersonActor>,
  coordinate: Coordinate,
  change: ReleaseChange,
): Promise<ReleaseRow> {
  return transaction(db, async (tx) => {
    const draft = await ownDraft(tx, actor, coordinate);
    const [newest] = draft.builds;
    if (change.artifacts === undefined && draft.builds.length > 1) {
      throw new DomainError('invalid-request', '草稿有多个构建，请给出文件 · The draft has several builds', {
        fields: [{ path: 'artifacts', code: 'required', message: 'name the files of the build it is to have' }],
      });
    }
    // As it was registered: what is stated of its product comes on top.
    const registered = await row<{ endOfLife: string | null }>(
      tx,
      'SELECT end_of_life AS "endOfLife" FROM releases WHERE id = $1',
      [draft.id],
    );
    await dropRelease(tx, draft.id);
    const input: NewRelease = {
      vendor: coordinate.vendor,
      product: coordinate.product,
      version: change.version ?? draft.version,
      line: change.line ?? draft.line,
      ordinal: change.ordinal ?? draft.ordinal,
      releasedOn: change.releasedOn ?? draft.releasedOn ?? '',
      abiLevel: change.abiLevel === undefined ? draft.abiLevel : change.abiLevel,
      endOfLife: change.endOfLife === undefined ? registered?.endOfLife : change.endOfLife,
      published: false,
      build: change.build ?? newest?.build ?? '1',
      artifacts: change.artifacts ?? draft.artifacts.map(({ isa, ...file }) => ({ ...file, isa: isa ?? undefined })),
    };
    await insertRelease(tx, actor, draft.id, draft.productId, input);
    await audit(tx, actor, {
      action: 'release.change-draft',
      subject: ['release', draft.id],
      details: { fields: Object.keys(change), version: input.version },
    });
    const changed = await findRelease(tx, actor.organizationId, input);
    if (changed === undefined) throw new Error('a release that was just written is not there');
    return changed;
  }).catch(takenAlready);
}

/**
 * Drops a draft release that nobody has built upon. Its files stay uploaded.
 *
 * @throws DomainError `not-found` · `illegal-transition` for what is published or referred to
 */
export async function dropDraftRelease({ db, actor }: Context<PersonActor>, coordinate: Coordinate): Promise<void> {
  await transaction(db, async (tx) => {
    const draft = await ownDraft(tx, actor, coordinate);
    await dropRelease(tx, draft.id);
    await audit(tx, actor, {
      action: 'release.drop-draft',
      subject: ['release', draft.id],
      details: { coordinate: draft.coordinate },
    });
  });
}

async function ownDraft(tx: EntityManager, actor: PersonActor, coordinate: Coordinate): Promise<ReleaseRow> {
  const release = await ownRelease(tx, actor, coordinate, 'FOR UPDATE');
  // Published itself while its product is a draft: that is no promise to anybody yet.
  if (release.published) {
    throw new DomainError('illegal-transition', '版本已发布，不可更改 · The release is published and never changes');
  }
  return release;
}

async function dropRelease(tx: EntityManager, id: string): Promise<void> {
  try {
    await tx.query('DELETE FROM release_artifacts WHERE release_id = $1', [id]);
    await tx.query('DELETE FROM release_builds WHERE release_id = $1', [id]);
    await tx.query('DELETE FROM releases WHERE id = $1', [id]);
  } catch (error) {
    throw isReferred(error) ? referred() : error;
  }
}

/** Something else names what was to go. */
export function isReferred(error: unknown): boolean {
  return sqlStateOf(error) === '23503';
}

export function referred(): DomainError {
  return new DomainError(
    'illegal-transition',
    '已有申请、声明或结论引用此草稿，不可更改或删除 · Something is about this draft already (a request, a statement, a finding, a release): it is neither changed nor dropped',
  );
}
