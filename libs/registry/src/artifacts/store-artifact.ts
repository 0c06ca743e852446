import { Artifact, ArtifactUpload, audit, row, transaction, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import type { Readable } from 'node:stream';
import type { StoredBlob } from './blob-files.js';
import type { BlobStore } from './blob-store.js';

export interface ArtifactBytes {
  readonly sha256: string;
  readonly offset: number;
  readonly length: number | undefined;
  readonly content: Readable;
}

/** Takes the bytes of an artifact in and notes that the actor's organization has shown to possess them. */
export async function storeArtifact(
  { db, actor }: Context<PersonActor>,
  store: BlobStore,
  upload: ArtifactBytes,
): Promise<StoredBlob> {
  const blob = await store.receive({ ...upload, scope: actor.organizationId });
  await transaction(db, async (tx) => {
    await tx.createQueryBuilder().insert().into(Artifact).values(blob).orIgnore().execute();
    await tx
      .createQueryBuilder()
      .insert()
      .into(ArtifactUpload)
      .values({ organizationId: actor.organizationId, sha256: blob.sha256, personId: actor.personId })
      .orIgnore()
      .execute();
    await audit(tx, actor, {
      action: 'artifact.store',
      subject: ['artifact', blob.sha256],
      details: { size: blob.size },
    });
  });
  return blob;
}

/**
 * How far an upload of the actor's organization is. Bytes that somebody else stored are not told of.
 *
 * @throws DomainError `not-found`
 */
export async function uploadProgress(
  { db, actor }: Context<PersonActor>,
  store: BlobStore,
  sha256: string,
): Promise<{ offset: number; complete: boolean }> {
  const stored = await row<{ size: number }>(
    db,
    `SELECT a.size FROM artifact_uploads u JOIN artifacts a USING (sha256) WHERE u.organization_id = $1 AND u.sha256 = $2`,
    [actor.organizationId, sha256],
  );
  if (stored !== undefined) return { offset: stored.size, complete: true };
  const received = await store.received(actor.organizationId, sha256);
  if (received === 0) {
    throw new DomainError('not-found', '没有此文件的上传 · Nothing of this upload has arrived');
  }
  return { offset: received, complete: false };
}
