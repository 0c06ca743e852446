import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several builds under one version, each with its own files; a file may lie in a folder and has a role. */
const BUILDS = `
CREATE TABLE release_builds (
  release_id uuid NOT NULL REFERENCES releases,
  number integer NOT NULL CHECK (number >= 1),
  label text NOT NULL,
  built_on date,
  -- From this one on the build is known to those who know the release; null: as long as the release itself.
  revision bigint,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (release_id, number),
  UNIQUE (release_id, label)
);
CREATE INDEX release_builds_revision ON release_builds (revision) WHERE revision IS NOT NULL;
-- A version of the service that is still running registers a release's files without these: they are its first build.
ALTER TABLE release_artifacts
  ADD COLUMN build integer NOT NULL DEFAULT 1,
  ADD COLUMN role text NOT NULL DEFAULT 'package' CHECK (role IN ('package', 'data', 'signature', 'documentation'));
ALTER TABLE release_artifacts DROP CONSTRAINT release_artifacts_pkey, ADD PRIMARY KEY (release_id, build, file_name);
INSERT INTO release_builds (release_id, number, label, built_on, created_at)
  SELECT r.id, 1, '1', r.released_on, r.created_at FROM releases r
   WHERE EXISTS (SELECT 1 FROM release_artifacts ra WHERE ra.release_id = r.id);
ALTER TABLE adaptation_requests ADD COLUMN build integer NOT NULL DEFAULT 1;
`;

export class Builds1764000010000 implements MigrationInterface {
  name = 'Builds1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BUILDS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('builds that were registered are not thrown away'));
  }
}
