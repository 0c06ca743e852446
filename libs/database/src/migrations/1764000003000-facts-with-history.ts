import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What inference reads of the catalogue, by the revision from which it holds. */
const CATALOGUE_FACTS = `
CREATE TABLE os_release_facts (
  release_id uuid NOT NULL REFERENCES os_releases,
  revision bigint NOT NULL,
  line text NOT NULL,
  ordinal integer NOT NULL,
  isas text[] NOT NULL,
  page_sizes jsonb NOT NULL,
  kernel_abi jsonb NOT NULL,
  -- Source, date and confidence of the kernel ABI alone: it seldom comes from where the rest comes from.
  kernel_abi_provenance jsonb,
  end_of_life date,
  base_release_id uuid REFERENCES os_releases,
  PRIMARY KEY (release_id, revision)
);
CREATE TABLE cpu_model_facts (
  product_id uuid NOT NULL REFERENCES cpu_models,
  revision bigint NOT NULL,
  isa text NOT NULL,
  generation text,
  ambiguous boolean NOT NULL,
  PRIMARY KEY (product_id, revision)
);
-- What was corrected in place before now is not known any more: the present facts count from the first revision.
INSERT INTO os_release_facts
  SELECT os.release_id, os.revision, r.line, r.ordinal, os.isas, os.page_sizes, '{}', NULL, r.end_of_life, os.base_release_id
    FROM os_releases os JOIN releases r ON r.id = os.release_id;
INSERT INTO cpu_model_facts SELECT product_id, revision, isa, generation, ambiguous FROM cpu_models;
`;

const STATEMENTS = `
CREATE TABLE release_statements (
  id uuid PRIMARY KEY,
  release_id uuid NOT NULL REFERENCES releases,
  kind text NOT NULL CHECK (kind IN ('fixes-only', 'rebrand-offered', 'rebrand-consented', 'rebrand-forbidden',
    'rebrand-allowed', 'hardware', 'kernel-module', 'abi-level', 'end-of-life', 'withdrawn')),
  related_release_id uuid REFERENCES releases,
  withdraws_id uuid REFERENCES release_statements,
  value jsonb NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  person_id uuid NOT NULL REFERENCES persons,
  revision bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind = 'withdrawn') = (withdraws_id IS NOT NULL)),
  CHECK (kind NOT IN ('rebrand-offered', 'rebrand-consented') OR related_release_id IS NOT NULL)
);
CREATE INDEX release_statements_release ON release_statements (release_id, id);
CREATE UNIQUE INDEX release_statements_withdrawn_once ON release_statements (withdraws_id) WHERE withdraws_id IS NOT NULL;
CREATE INDEX release_statements_hardware ON release_statements ((value -> 'board')) WHERE kind = 'hardware';
-- An edge is found from either side.
CREATE INDEX findings_second_release ON findings (second_release_id) WHERE second_release_id IS NOT NULL;
CREATE INDEX release_statements_machine
  ON release_statements ((value #>> '{machine,mainboard}'), (value #>> '{machine,cpuGeneration}')) WHERE kind = 'hardware';
`;

/** A policy is in force from its activation on, which two people make; being stored does not put it in force. */
const POLICIES = `
CREATE TABLE policy_activation_requests (
  id uuid PRIMARY KEY,
  version text NOT NULL REFERENCES inference_policies,
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  requested_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX policy_activation_requests_version ON policy_activation_requests (version, id);
CREATE TABLE policy_activations (
  revision bigint PRIMARY KEY,
  version text NOT NULL REFERENCES inference_policies,
  request_id uuid UNIQUE REFERENCES policy_activation_requests,
  -- Null for the one that the catalogue brought into an empty database.
  requested_by uuid REFERENCES persons,
  activated_by uuid REFERENCES persons,
  activated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (requested_by <> activated_by)
);
INSERT INTO policy_activations (revision, version, activated_at)
  SELECT DISTINCT ON (revision) revision, version, created_at FROM inference_policies ORDER BY revision, version DESC;
-- A version of the service that is still running puts the newest revision here in force: one that is only stored has none.
ALTER TABLE inference_policies ALTER COLUMN revision DROP NOT NULL;
`;

/** Since when a product and a release are shown to everybody, in the order of revisions. */
const PUBLICATION = `
ALTER TABLE products ADD COLUMN published_revision bigint;
ALTER TABLE releases ADD COLUMN published_revision bigint;
UPDATE products SET published_revision =
  coalesce((SELECT max(revision) FROM revisions WHERE known_at <= published_at), 0) WHERE published_at IS NOT NULL;
UPDATE releases SET published_revision =
  coalesce((SELECT max(revision) FROM revisions WHERE known_at <= published_at), 0) WHERE published_at IS NOT NULL;
CREATE OR REPLACE VIEW release_coordinates AS
  SELECT r.id, o.slug || '/' || p.slug || '@' || r.version AS coordinate, o.slug AS vendor, o.id AS vendor_id, p.id AS product_id,
         p.name AS product_name,
         -- Null for a draft. One that an older version of the service published carries no revision: it always was.
         CASE WHEN r.published_at IS NOT NULL AND p.published_at IS NOT NULL
              THEN greatest(coalesce(r.published_revision, 0), coalesce(p.published_revision, 0)) END AS published_revision
    FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id;
`;

const APPEND_ONLY = [
  'os_release_facts',
  'cpu_model_facts',
  'release_statements',
  'policy_activation_requests',
  'policy_activations',
]
  .map(
    (table) =>
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
       CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
  )
  .join('\n');

export class FactsWithHistory1764000003000 implements MigrationInterface {
  name = 'FactsWithHistory1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [CATALOGUE_FACTS, STATEMENTS, POLICIES, PUBLICATION, APPEND_ONLY]) await runner.query(part);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('history that was recorded is not thrown away'));
  }
}
