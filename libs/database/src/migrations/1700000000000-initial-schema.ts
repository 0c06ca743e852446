import type { MigrationInterface, QueryRunner } from 'typeorm';

const PROVENANCE = `
  provenance_source text NOT NULL,
  provenance_date text NOT NULL,
  provenance_confidence text NOT NULL CHECK (provenance_confidence IN ('verified', 'published', 'background'))`;

/** Organizations, people and what they sign in with. Secrets are stored as digests only. */
const IDENTITY = `
CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  name_en text,
  uscc text UNIQUE,
  kinds text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE persons (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE memberships (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  role text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  UNIQUE (person_id, organization_id, role)
);
CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  membership_id uuid NOT NULL REFERENCES memberships,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  membership_id uuid NOT NULL REFERENCES memberships,
  name text NOT NULL,
  prefix text NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_keys_membership ON api_keys (membership_id);
CREATE TABLE audit_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  person_id uuid,
  membership_id uuid,
  agent_id uuid,
  organization_id uuid,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  request_id text
);
CREATE INDEX audit_events_subject ON audit_events (subject_type, subject_id, id);
CREATE TABLE idempotency_keys (
  membership_id uuid NOT NULL REFERENCES memberships,
  key text NOT NULL,
  operation text NOT NULL,
  request_hash bytea NOT NULL,
  response_body jsonb,
  completed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (membership_id, key)
);
`;

/** Products, releases and artifacts; operating systems and CPUs are products too. */
const REGISTRY = `
CREATE TABLE products (
  id uuid PRIMARY KEY,
  vendor_id uuid NOT NULL REFERENCES organizations,
  slug text NOT NULL,
  name text NOT NULL,
  name_en text,
  category text NOT NULL,
  description text,
  published_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (vendor_id, slug)
);
CREATE TABLE releases (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products,
  version text NOT NULL,
  line text NOT NULL,
  ordinal integer NOT NULL,
  released_on date,
  abi_level text CHECK (abi_level IN ('level1', 'level2', 'level3')),
  end_of_life date,
  published_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (product_id, version),
  UNIQUE (product_id, line, ordinal)
);
CREATE TABLE artifacts (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sm3 text NOT NULL,
  size bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX artifacts_sm3 ON artifacts (sm3);
-- An organization may only name bytes that it has shown to possess by uploading them.
CREATE TABLE artifact_uploads (
  organization_id uuid NOT NULL REFERENCES organizations,
  sha256 text NOT NULL REFERENCES artifacts,
  person_id uuid NOT NULL REFERENCES persons,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, sha256)
);
CREATE TABLE release_artifacts (
  release_id uuid NOT NULL REFERENCES releases,
  file_name text NOT NULL,
  sha256 text NOT NULL REFERENCES artifacts,
  isa text,
  PRIMARY KEY (release_id, file_name)
);
CREATE INDEX release_artifacts_sha256 ON release_artifacts (sha256);
`;

const CATALOGUE = `
CREATE TABLE os_releases (
  release_id uuid PRIMARY KEY REFERENCES releases,
  name text NOT NULL,
  name_en text NOT NULL,
  edition text NOT NULL,
  service_pack text,
  kernel text,
  libc text,
  page_sizes jsonb NOT NULL DEFAULT '{}',
  package_format text,
  base_release_id uuid REFERENCES os_releases,
  isas text[] NOT NULL,
  identification jsonb NOT NULL DEFAULT '{}',
  origin text NOT NULL CHECK (origin IN ('catalogue', 'discovered')),
  revision bigint NOT NULL,
  ${PROVENANCE}
);
CREATE TABLE cpu_models (
  product_id uuid PRIMARY KEY REFERENCES products,
  generation text,
  isa text NOT NULL,
  abi_world text,
  identification jsonb NOT NULL DEFAULT '{}',
  ambiguous boolean NOT NULL DEFAULT false,
  origin text NOT NULL CHECK (origin IN ('catalogue', 'discovered')),
  revision bigint NOT NULL,
  ${PROVENANCE}
);
-- The number stays small on purpose: the in-memory matrix packs it into 16 bits.
CREATE TABLE platforms (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY CHECK (id BETWEEN 1 AND 65535),
  os_release_id uuid NOT NULL REFERENCES os_releases,
  cpu_model_id uuid NOT NULL REFERENCES cpu_models,
  isa text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('catalogue', 'discovered')),
  revision bigint NOT NULL,
  UNIQUE (os_release_id, cpu_model_id)
);
CREATE INDEX platforms_cpu ON platforms (cpu_model_id);
-- One row for each content of the catalogue files that was loaded: an unchanged catalogue is not loaded again.
CREATE TABLE catalogue_loads (
  content_sha256 text PRIMARY KEY,
  vocabulary_version text NOT NULL,
  revision bigint NOT NULL,
  loaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE isas (
  slug text PRIMARY KEY,
  name text NOT NULL,
  name_en text NOT NULL,
  hardware text NOT NULL,
  abi_world text,
  vocabulary_version text NOT NULL,
  ${PROVENANCE}
);
CREATE TABLE product_categories (
  slug text PRIMARY KEY,
  parent text REFERENCES product_categories,
  name text NOT NULL,
  name_en text NOT NULL,
  vocabulary_version text NOT NULL,
  ${PROVENANCE}
);
CREATE TABLE regions (
  code text PRIMARY KEY,
  parent text REFERENCES regions,
  name text NOT NULL,
  name_en text NOT NULL,
  vocabulary_version text NOT NULL,
  ${PROVENANCE}
);
CREATE TABLE schemes (
  slug text PRIMARY KEY,
  name text NOT NULL,
  name_en text NOT NULL,
  platform_origins text[] NOT NULL,
  partner_confirmation boolean NOT NULL,
  accredited_centers_only boolean NOT NULL,
  validity jsonb NOT NULL,
  holds_for text[] NOT NULL,
  vocabulary_version text NOT NULL,
  ${PROVENANCE}
);
CREATE TABLE test_plans (
  id uuid PRIMARY KEY,
  slug text NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  content_sha256 text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (slug, version)
);
CREATE TABLE inference_policies (
  version text PRIMARY KEY,
  definition jsonb NOT NULL,
  revision bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
`;

const DISPATCH = `
CREATE TABLE centers (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL,
  name_en text,
  region text NOT NULL REFERENCES regions,
  schemes text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE pools (
  id uuid PRIMARY KEY,
  center_id uuid NOT NULL REFERENCES centers,
  slug text NOT NULL,
  cpu_model_id uuid NOT NULL REFERENCES cpu_models,
  executor text NOT NULL CHECK (executor IN ('local', 'emulated')),
  features text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (center_id, slug)
);
CREATE INDEX pools_cpu ON pools (cpu_model_id);
CREATE TABLE pool_images (
  pool_id uuid NOT NULL REFERENCES pools,
  os_release_id uuid NOT NULL REFERENCES os_releases,
  PRIMARY KEY (pool_id, os_release_id)
);
CREATE TABLE agents (
  id uuid PRIMARY KEY,
  center_id uuid NOT NULL REFERENCES centers,
  name text NOT NULL,
  credential_hash bytea NOT NULL UNIQUE,
  version text,
  enrolled_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz,
  revoked_at timestamptz
);
CREATE TABLE agent_pools (
  agent_id uuid NOT NULL REFERENCES agents,
  pool_id uuid NOT NULL REFERENCES pools,
  PRIMARY KEY (agent_id, pool_id)
);
CREATE TABLE enrolment_tokens (
  id uuid PRIMARY KEY,
  center_id uuid NOT NULL REFERENCES centers,
  token_hash bytea NOT NULL UNIQUE,
  pool_ids uuid[] NOT NULL,
  created_by uuid REFERENCES memberships,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  used_by_agent_id uuid REFERENCES agents
);
CREATE TABLE hosts (
  id uuid PRIMARY KEY,
  agent_id uuid NOT NULL REFERENCES agents,
  pool_id uuid NOT NULL REFERENCES pools,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'draining', 'quarantined')),
  facts jsonb NOT NULL DEFAULT '{}',
  tainted_by uuid,
  registered_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz,
  withdrawn_at timestamptz,
  UNIQUE (agent_id, name)
);
CREATE INDEX hosts_pool ON hosts (pool_id);
CREATE TABLE adaptation_requests (
  id uuid PRIMARY KEY,
  vendor_id uuid NOT NULL REFERENCES organizations,
  release_id uuid NOT NULL REFERENCES releases,
  test_plan_id uuid NOT NULL REFERENCES test_plans,
  scheme text NOT NULL REFERENCES schemes,
  priority text NOT NULL,
  parameters jsonb NOT NULL,
  state text NOT NULL,
  wait_for_pool boolean NOT NULL,
  allow_emulated boolean NOT NULL,
  submitted_by uuid NOT NULL REFERENCES persons,
  submitted_membership_id uuid NOT NULL REFERENCES memberships,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX adaptation_requests_vendor ON adaptation_requests (vendor_id, id DESC);
CREATE TABLE jobs (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES adaptation_requests,
  vendor_id uuid NOT NULL REFERENCES organizations,
  release_id uuid NOT NULL REFERENCES releases,
  platform_id integer NOT NULL REFERENCES platforms,
  state text NOT NULL,
  band smallint NOT NULL CHECK (band BETWEEN 1 AND 3),
  -- Start-time fair queueing places a job inside its band; 0 keeps the order of arrival (ids ascend).
  virtual_start bigint NOT NULL DEFAULT 0,
  pool_id uuid REFERENCES pools,
  generation integer NOT NULL DEFAULT 1,
  ticket_released_at timestamptz,
  waiting_code text,
  waiting_since timestamptz,
  queued_at timestamptz,
  attempts_made integer NOT NULL DEFAULT 0,
  attempts_without_result integer NOT NULL DEFAULT 0,
  current_attempt_id uuid,
  cancel_requested_at timestamptz,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (request_id, platform_id)
);
CREATE INDEX jobs_backlog ON jobs (pool_id, band, virtual_start, id) WHERE state = 'queued';
CREATE INDEX jobs_vendor ON jobs (vendor_id, id DESC);
CREATE INDEX jobs_cancelling ON jobs (cancel_requested_at) WHERE cancel_requested_at IS NOT NULL AND state = 'running';
CREATE INDEX jobs_unrouted ON jobs (id) WHERE state = 'queued' AND pool_id IS NULL;
CREATE TABLE attempts (
  id uuid PRIMARY KEY,
  job_id uuid NOT NULL REFERENCES jobs,
  number integer NOT NULL,
  generation integer NOT NULL,
  agent_id uuid NOT NULL REFERENCES agents,
  claim_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  state text NOT NULL,
  outcome text,
  emulated boolean NOT NULL,
  test_plan_id uuid NOT NULL REFERENCES test_plans,
  artifact_digests jsonb NOT NULL,
  host_facts jsonb NOT NULL DEFAULT '{}',
  isolation text,
  agent_message text,
  current_case text,
  lease_ends_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  suspect_since timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  UNIQUE (job_id, number),
  UNIQUE (agent_id, claim_id)
);
CREATE UNIQUE INDEX attempts_one_live_per_job ON attempts (job_id) WHERE state IN ('leased', 'running', 'suspect');
CREATE INDEX attempts_live ON attempts (lease_ends_at) WHERE state IN ('leased', 'running', 'suspect');
CREATE INDEX attempts_live_by_agent ON attempts (agent_id) WHERE state IN ('leased', 'running', 'suspect');
-- A plan may need several hosts (client and database); the attempt holds all of them.
CREATE TABLE attempt_hosts (
  attempt_id uuid NOT NULL REFERENCES attempts,
  host_id uuid NOT NULL REFERENCES hosts,
  part text NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (attempt_id, host_id)
);
CREATE UNIQUE INDEX attempt_hosts_one_live_per_host ON attempt_hosts (host_id) WHERE released_at IS NULL;
CREATE TABLE attempt_log_chunks (
  attempt_id uuid NOT NULL REFERENCES attempts,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  stream text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (attempt_id, seq)
);
CREATE TABLE case_results (
  attempt_id uuid NOT NULL REFERENCES attempts,
  case_id text NOT NULL,
  verdict text NOT NULL,
  duration_ms integer NOT NULL,
  message text,
  PRIMARY KEY (attempt_id, case_id)
);
CREATE TABLE evidence (
  attempt_id uuid NOT NULL REFERENCES attempts,
  name text NOT NULL,
  sha256 text NOT NULL,
  sm3 text NOT NULL,
  size bigint NOT NULL,
  media_type text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (attempt_id, name)
);
CREATE INDEX evidence_sha256 ON evidence (sha256);
`;

const CERTIFICATION = `
CREATE TABLE reviews (
  id uuid PRIMARY KEY,
  job_id uuid NOT NULL REFERENCES jobs,
  attempt_id uuid NOT NULL REFERENCES attempts,
  kind text NOT NULL CHECK (kind IN ('technical', 'certification', 'partner')),
  state text NOT NULL CHECK (state IN ('open', 'approved', 'rejected')),
  decided_by uuid REFERENCES persons,
  decided_membership_id uuid REFERENCES memberships,
  decided_organization_id uuid REFERENCES organizations,
  reason text,
  opened_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  UNIQUE (job_id, kind)
);
CREATE INDEX reviews_open ON reviews (kind, id) WHERE state = 'open';
CREATE TABLE certificate_counters (
  year integer PRIMARY KEY,
  last integer NOT NULL
);
CREATE TABLE certificates (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  scheme text NOT NULL REFERENCES schemes,
  release_id uuid NOT NULL REFERENCES releases,
  job_id uuid NOT NULL UNIQUE REFERENCES jobs,
  issuing_organization_id uuid NOT NULL REFERENCES organizations,
  testing_organization_id uuid NOT NULL REFERENCES organizations,
  -- All that the certificate says, frozen: renames elsewhere never rewrite it.
  document jsonb NOT NULL,
  issued_at timestamptz NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  supersedes_id uuid REFERENCES certificates
);
CREATE TABLE certificate_platforms (
  certificate_id uuid NOT NULL REFERENCES certificates,
  platform_id integer NOT NULL REFERENCES platforms,
  PRIMARY KEY (certificate_id, platform_id)
);
CREATE TABLE findings (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('direct', 'inherited', 'declaration', 'revocation', 'suspension', 'reinstatement', 'publication')),
  verdict text CHECK (verdict IN ('pass', 'fail')),
  release_id uuid NOT NULL REFERENCES releases,
  platform_id integer NOT NULL REFERENCES platforms,
  second_release_id uuid REFERENCES releases,
  visibility text NOT NULL CHECK (visibility IN ('public', 'parties')),
  party_ids uuid[] NOT NULL DEFAULT '{}',
  scheme text REFERENCES schemes,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  tested_at timestamptz,
  revision bigint NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  declared_as text CHECK (declared_as IN ('vendor', 'os-vendor', 'cpu-vendor')),
  attempt_id uuid REFERENCES attempts,
  certificate_id uuid REFERENCES certificates,
  certificate_number text,
  ends_finding integer REFERENCES findings,
  source_finding integer REFERENCES findings,
  rule text,
  policy_version text,
  artifact_digests jsonb NOT NULL DEFAULT '[]',
  companion_release_ids uuid[] NOT NULL DEFAULT '{}',
  host_facts jsonb NOT NULL DEFAULT '{}',
  test_plan_id uuid REFERENCES test_plans,
  reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind IN ('revocation', 'suspension', 'reinstatement', 'publication')) = (ends_finding IS NOT NULL)),
  CHECK ((kind IN ('direct', 'inherited', 'declaration')) = (verdict IS NOT NULL))
);
CREATE INDEX findings_cell ON findings (release_id, platform_id, number);
CREATE UNIQUE INDEX findings_one_per_attempt ON findings (attempt_id) WHERE kind = 'direct';
CREATE TABLE revision_head (
  id integer PRIMARY KEY CHECK (id = 1),
  revision bigint NOT NULL,
  known_at timestamptz NOT NULL
);
INSERT INTO revision_head VALUES (1, 0, clock_timestamp());
CREATE TABLE revisions (
  revision bigint PRIMARY KEY,
  known_at timestamptz NOT NULL,
  change text NOT NULL
);
CREATE INDEX revisions_known_at ON revisions (known_at);
`;

const MESSAGES = `
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE dead_letters (
  id uuid PRIMARY KEY,
  queue text NOT NULL,
  payload jsonb NOT NULL,
  error text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz
);
`;

/**
 * What other features read of registry and catalogue: coordinates instead of joins through their tables. Expand these
 * views freely; what they have is relied on.
 */
const COORDINATES = `
CREATE VIEW release_coordinates AS
  SELECT r.id, o.slug || '/' || p.slug || '@' || r.version AS coordinate, o.slug AS vendor, o.id AS vendor_id, p.id AS product_id,
         p.name AS product_name
    FROM releases r JOIN products p ON p.id = r.product_id JOIN organizations o ON o.id = p.vendor_id;
CREATE VIEW cpu_coordinates AS
  SELECT c.product_id AS id, o.slug || '/' || p.slug AS coordinate, o.id AS vendor_id, p.name, c.isa
    FROM cpu_models c JOIN products p ON p.id = c.product_id JOIN organizations o ON o.id = p.vendor_id;
CREATE VIEW platform_coordinates AS
  SELECT pl.id, pl.os_release_id, os.coordinate AS os, osr.name AS os_name, os.vendor_id AS os_vendor_id,
         pl.cpu_model_id, cpu.coordinate AS cpu, cpu.name AS cpu_name, cpu.vendor_id AS cpu_vendor_id, pl.isa, pl.origin
    FROM platforms pl JOIN os_releases osr ON osr.release_id = pl.os_release_id
    JOIN release_coordinates os ON os.id = pl.os_release_id JOIN cpu_coordinates cpu ON cpu.id = pl.cpu_model_id;
`;

/** Findings, certificates, evidence, logs and audit are only ever added: the database refuses to change them. */
const APPEND_ONLY = `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
${[
  'findings',
  'certificates',
  'certificate_platforms',
  'evidence',
  'case_results',
  'attempt_log_chunks',
  'audit_events',
  'revisions',
]
  .map(
    (table) =>
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
       CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
  )
  .join('\n')}
`;

export class InitialSchema1700000000000 implements MigrationInterface {
  name = 'InitialSchema1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [IDENTITY, REGISTRY, CATALOGUE, DISPATCH, CERTIFICATION, MESSAGES, COORDINATES, APPEND_ONLY]) {
      await runner.query(part);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('the first migration has nothing to go back to'));
  }
}
