import { row, rows } from '#libs/database';
import type { DataSource } from 'typeorm';
import type { UploadedPart } from './object-bucket.js';

/** An upload that a process takes in; it counts only as long as this process holds it. */
export interface HeldUpload {
  readonly scope: string;
  readonly sha256: string;
  readonly holder: string;
  readonly uploadId: string | null;
  readonly received: number;
  readonly nextPart: number;
  readonly parts: readonly UploadedPart[];
  readonly sha256State: Buffer;
  readonly sm3State: Buffer;
}

type Key = Pick<HeldUpload, 'scope' | 'sha256'>;

const COLUMNS = `scope, sha256, holder, upload_id AS "uploadId", received, next_part AS "nextPart", parts,
  sha256_state AS "sha256State", sm3_state AS "sm3State"`;

export async function bytesReceived(db: DataSource, { scope, sha256 }: Key): Promise<number> {
  const found = await row<{ received: number }>(
    db,
    'SELECT received FROM blob_uploads WHERE scope = $1 AND sha256 = $2',
    [scope, sha256],
  );
  return found?.received ?? 0;
}

/** Bytes that other unfinished uploads of a scope have or may come to. */
export async function bytesOpen(db: DataSource, { scope, sha256 }: Key): Promise<number> {
  const found = await row<{ bytes: number }>(
    db,
    `SELECT coalesce(sum(greatest(received, announced)), 0)::bigint AS bytes FROM blob_uploads
      WHERE scope = $1 AND sha256 <> $2`,
    [scope, sha256],
  );
  return found?.bytes ?? 0;
}

/** Begins an upload, also over one that has begun: that one's holder is fenced off. Answers what it left in the store. */
export async function beginUpload(
  db: DataSource,
  upload: Key & { readonly holder: string; readonly announced: number },
  state: { readonly sha256: Buffer; readonly sm3: Buffer },
): Promise<{ readonly held: HeldUpload; readonly left: string | null }> {
  const { scope, sha256, holder, announced } = upload;
  const found = await row<HeldUpload & { left: string | null }>(
    db,
    `WITH before AS (SELECT upload_id FROM blob_uploads WHERE scope = $1 AND sha256 = $2 FOR UPDATE)
     INSERT INTO blob_uploads (scope, sha256, holder, received, announced, next_part, parts, sha256_state, sm3_state)
       VALUES ($1, $2, $3, 0, $4, 1, '[]', $5, $6)
     ON CONFLICT (scope, sha256) DO UPDATE SET holder = $3, upload_id = NULL, received = 0, announced = $4, next_part = 1,
       parts = '[]', sha256_state = $5, sm3_state = $6, touched_at = now()
     RETURNING ${COLUMNS}, (SELECT upload_id FROM before) AS "left"`,
    [scope, sha256, holder, announced, state.sha256, state.sm3],
  );
  if (found === undefined) throw new Error('an upload that was just begun is not there');
  return { held: found, left: found.left };
}

/**
 * Takes over an upload that has come exactly so far: one conditional UPDATE decides among however many. A part that the
 * holder before may still be sending gets no number of ours.
 */
export async function takeOverUpload(
  db: DataSource,
  { scope, sha256 }: Key,
  holder: string,
  offset: number,
): Promise<HeldUpload | undefined> {
  return row<HeldUpload>(
    db,
    `UPDATE blob_uploads SET holder = $3, next_part = next_part + 1, touched_at = now()
      WHERE scope = $1 AND sha256 = $2 AND received = $4 RETURNING ${COLUMNS}`,
    [scope, sha256, holder, offset],
  );
}

/** Notes what is in the store now; false where somebody else has taken the upload over. */
export async function noteProgress(db: DataSource, upload: HeldUpload): Promise<boolean> {
  const noted = await row(
    db,
    `UPDATE blob_uploads SET upload_id = $4, received = $5, next_part = $6, parts = $7, sha256_state = $8, sm3_state = $9,
            touched_at = now()
      WHERE scope = $1 AND sha256 = $2 AND holder = $3 RETURNING 1 AS one`,
    [
      upload.scope,
      upload.sha256,
      upload.holder,
      upload.uploadId,
      upload.received,
      upload.nextPart,
      JSON.stringify(upload.parts),
      upload.sha256State,
      upload.sm3State,
    ],
  );
  return noted !== undefined;
}

/** Forgets an upload; false where somebody else has taken it over. */
export async function forgetUpload(db: DataSource, { scope, sha256, holder }: HeldUpload): Promise<boolean> {
  const gone = await row(
    db,
    'DELETE FROM blob_uploads WHERE scope = $1 AND sha256 = $2 AND holder = $3 RETURNING 1 AS one',
    [scope, sha256, holder],
  );
  return gone !== undefined;
}

/** Takes out the uploads that nobody went on with for so many days. */
export async function takeOldUploads(
  db: DataSource,
  keptDays: number,
): Promise<{ readonly sha256: string; readonly uploadId: string | null }[]> {
  return rows(
    db,
    `DELETE FROM blob_uploads WHERE touched_at < now() - make_interval(days => $1)
      RETURNING sha256, upload_id AS "uploadId"`,
    [keptDays],
  );
}
