import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Unfinished uploads into an object store that several processes share: who may go on with one, and from where. */
const BLOB_UPLOADS = `
CREATE TABLE blob_uploads (
  scope text NOT NULL,
  sha256 text NOT NULL,
  -- Of the process that takes bytes in: whoever goes on writes its own here, and the one before finds itself fenced off.
  holder uuid NOT NULL,
  -- The store's own name for the upload in parts; null until there is a first part.
  upload_id text,
  received bigint NOT NULL,
  announced bigint NOT NULL,
  next_part integer NOT NULL,
  parts jsonb NOT NULL,
  -- Of the bytes received: an upload that goes on does not read them again.
  sha256_state bytea NOT NULL,
  sm3_state bytea NOT NULL,
  touched_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, sha256)
);
CREATE INDEX blob_uploads_touched ON blob_uploads (touched_at);
`;

export class BlobUploads1764000010200 implements MigrationInterface {
  name = 'BlobUploads1764000010200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BLOB_UPLOADS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE blob_uploads');
  }
}
