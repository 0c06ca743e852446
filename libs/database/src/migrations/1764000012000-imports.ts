import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files whose rows become products, releases, declarations and organizations; and what came of each row. */
const IMPORTS = `
CREATE TABLE imports (
  id uuid PRIMARY KEY,
  -- Null where each row says so itself.
  kind text CHECK (kind IN ('organizations', 'products', 'releases', 'declarations')),
  state text NOT NULL CHECK (state IN ('received', 'checked', 'failed', 'confirmed', 'applied', 'undoing', 'undone', 'discarded')),
  -- Who imports.
  organization_id uuid NOT NULL REFERENCES organizations,
  person_id uuid NOT NULL REFERENCES persons,
  membership_id uuid NOT NULL REFERENCES memberships,
  role text NOT NULL,
  -- Whose the rows are that don't say so.
  behalf_id uuid REFERENCES organizations,
  source text,
  file_name text NOT NULL,
  file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_bytes bigint NOT NULL,
  file_format text NOT NULL,
  file_encoding text,
  -- What of the file was not read: hidden sheets, headers that mean nothing.
  ignored jsonb NOT NULL DEFAULT '[]',
  is_staged boolean NOT NULL DEFAULT false,
  -- Fences a run that was taken for dead.
  run uuid,
  rows_read integer NOT NULL DEFAULT 0,
  rows_done integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL DEFAULT '{}',
  digest text,
  accepted_only boolean NOT NULL DEFAULT false,
  problem jsonb,
  undo_reason text,
  undo_problems jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now(),
  checked_at timestamptz,
  applied_at timestamptz,
  undone_at timestamptz
);
CREATE INDEX imports_organization ON imports (organization_id, id);
-- The bytes of a file until its rows are stored.
CREATE TABLE import_chunks (
  import_id uuid NOT NULL REFERENCES imports,
  number integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (import_id, number)
);
CREATE TABLE import_rows (
  import_id uuid NOT NULL REFERENCES imports,
  number integer NOT NULL,
  kind text,
  sheet text NOT NULL,
  row integer NOT NULL,
  -- Null for a row that its reader refused or skipped.
  values jsonb,
  columns jsonb NOT NULL DEFAULT '{}',
  action text NOT NULL CHECK (action IN ('pending', 'create', 'change', 'unchanged', 'refused', 'skipped')),
  key text,
  changes jsonb NOT NULL DEFAULT '[]',
  problems jsonb NOT NULL DEFAULT '[]',
  subject_type text,
  subject_id text,
  trace jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (import_id, number)
);
CREATE INDEX import_rows_subject ON import_rows (subject_id) WHERE subject_id IS NOT NULL;
`;

export class Imports1764000012000 implements MigrationInterface {
  name = 'Imports1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IMPORTS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('where rows came from is not thrown away'));
  }
}
