import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which comparison of a policy with the one in force somebody has seen to its end, and which one an activation rests on. */
const POLICY_DIFFS = `
CREATE TABLE policy_diffs (
  id uuid PRIMARY KEY,
  version text NOT NULL REFERENCES inference_policies,
  against text NOT NULL REFERENCES inference_policies,
  revision bigint NOT NULL,
  end_revision bigint NOT NULL,
  compared bigint NOT NULL,
  changed bigint NOT NULL,
  counts jsonb NOT NULL,
  person_id uuid NOT NULL REFERENCES persons,
  organization_id uuid NOT NULL REFERENCES organizations,
  seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX policy_diffs_seen ON policy_diffs (version, person_id, seen_at);
ALTER TABLE policy_activations ADD COLUMN diff_id uuid REFERENCES policy_diffs;
CREATE TRIGGER policy_diffs_append_only BEFORE UPDATE OR DELETE ON policy_diffs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_diffs_no_truncate BEFORE TRUNCATE ON policy_diffs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** Proposals to carry a certified result over to a cell that a rule derives from it. */
const INHERITANCES = `
CREATE TABLE inheritances (
  id uuid PRIMARY KEY,
  release_id uuid NOT NULL REFERENCES releases,
  platform_id integer NOT NULL REFERENCES platforms,
  source_finding integer NOT NULL REFERENCES findings,
  -- The steps from the source, as they were derived under the policy version when it was proposed.
  path jsonb NOT NULL,
  policy_version text NOT NULL REFERENCES inference_policies,
  scheme text NOT NULL REFERENCES schemes,
  state text NOT NULL CHECK (state IN ('technical-review', 'certification-review', 'partner-confirmation', 'issued', 'rejected')),
  statement text,
  reason text,
  proposed_by uuid NOT NULL REFERENCES persons,
  proposing_organization_id uuid NOT NULL REFERENCES organizations,
  proposed_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX inheritances_one_open ON inheritances (release_id, platform_id) WHERE state NOT IN ('issued', 'rejected');
CREATE INDEX inheritances_release ON inheritances (release_id, id);
CREATE INDEX inheritances_proposer ON inheritances (proposing_organization_id, id);
ALTER TABLE certificates ALTER COLUMN job_id DROP NOT NULL, ADD COLUMN inheritance_id uuid UNIQUE REFERENCES inheritances,
  ADD CONSTRAINT certificates_of_one CHECK ((job_id IS NULL) <> (inheritance_id IS NULL));
`;

/**
 * A review is about a job's results, about a proposed inheritance, or about the suspension of a certificate that the job's
 * fail contests. Dispatch is told of the first kind only.
 */
const REVIEWS = `
ALTER TABLE reviews ALTER COLUMN job_id DROP NOT NULL, ALTER COLUMN attempt_id DROP NOT NULL,
  ADD COLUMN inheritance_id uuid REFERENCES inheritances, ADD COLUMN certificate_id uuid REFERENCES certificates,
  DROP CONSTRAINT reviews_kind_check, DROP CONSTRAINT reviews_job_id_kind_key,
  ADD CONSTRAINT reviews_kind_check CHECK (kind IN ('technical', 'certification', 'partner', 'suspension')),
  ADD CONSTRAINT reviews_of_one CHECK ((job_id IS NULL) <> (inheritance_id IS NULL) AND (job_id IS NULL) = (attempt_id IS NULL)),
  ADD CONSTRAINT reviews_suspension CHECK ((kind = 'suspension') = (certificate_id IS NOT NULL));
CREATE UNIQUE INDEX reviews_one_per_job ON reviews (job_id, kind) WHERE kind <> 'suspension';
CREATE UNIQUE INDEX reviews_one_per_inheritance ON reviews (inheritance_id, kind) WHERE inheritance_id IS NOT NULL;
CREATE UNIQUE INDEX reviews_one_suspension ON reviews (certificate_id) WHERE state = 'open' AND certificate_id IS NOT NULL;
CREATE OR REPLACE VIEW job_reviews AS SELECT job_id, kind, state, decided_organization_id FROM reviews
  WHERE job_id IS NOT NULL AND kind <> 'suspension';
`;

export class SecondReviews1764000007000 implements MigrationInterface {
  name = 'SecondReviews1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [POLICY_DIFFS, INHERITANCES, REVIEWS]) await runner.query(part);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('history that was recorded is not thrown away'));
  }
}
