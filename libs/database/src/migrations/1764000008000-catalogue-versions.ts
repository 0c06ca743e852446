import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who brought what into the catalogue, and what files and operators say of each entry. */
const CATALOGUE_VERSIONS = `
CREATE TABLE catalogue_changes (
  version integer PRIMARY KEY,
  origin text NOT NULL CHECK (origin IN ('shipped', 'operator')),
  -- Of the shipped files, or of the difference that the operator had seen.
  digest text NOT NULL,
  reason text NOT NULL,
  changes jsonb NOT NULL,
  -- Revision of the matrix from which on it holds; null where it changes nothing that answers are derived from.
  revision bigint,
  person_id uuid REFERENCES persons,
  organization_id uuid REFERENCES organizations,
  applied_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((origin = 'operator') = (person_id IS NOT NULL AND organization_id IS NOT NULL))
);
CREATE TRIGGER catalogue_changes_append_only BEFORE UPDATE OR DELETE ON catalogue_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER catalogue_changes_no_truncate BEFORE TRUNCATE ON catalogue_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TABLE catalogue_entries (
  kind text NOT NULL,
  key text NOT NULL,
  -- Null where a shipped entry is withheld, because it can not stand beside an operator's.
  in_force jsonb,
  -- What the newest files say; null where they never named it.
  shipped jsonb,
  -- The change by which an operator put it in force, and what the files said then.
  operator_version integer REFERENCES catalogue_changes,
  seen jsonb,
  PRIMARY KEY (kind, key),
  CHECK (in_force IS NOT NULL OR shipped IS NOT NULL)
);
`;

export class CatalogueVersions1764000008000 implements MigrationInterface {
  name = 'CatalogueVersions1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CATALOGUE_VERSIONS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('changes of the catalogue that were recorded are not thrown away'));
  }
}
