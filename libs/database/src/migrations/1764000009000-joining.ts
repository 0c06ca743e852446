import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How organizations and people come in: applications, invitations, and who manages. A person who left may come back: each
 * stay is a membership of its own, so that what was done in the earlier one keeps its dates.
 */
const JOINING = `
ALTER TABLE memberships ADD COLUMN manages boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX memberships_held ON memberships (person_id, organization_id, role) WHERE ended_at IS NULL;
ALTER TABLE memberships DROP CONSTRAINT memberships_person_id_organization_id_role_key;
CREATE INDEX memberships_person ON memberships (person_id, id);
CREATE INDEX memberships_organization ON memberships (organization_id, id);
CREATE TABLE organization_applications (
  id uuid PRIMARY KEY,
  -- Not unique: who has only applied keeps nobody else from it, and nobody is told of them.
  slug text NOT NULL,
  name text NOT NULL,
  name_en text,
  uscc text NOT NULL,
  kinds text[] NOT NULL,
  role text NOT NULL,
  applicant text NOT NULL,
  contact text NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'rejected')),
  reason text,
  organization_id uuid REFERENCES organizations,
  created_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  decided_by uuid REFERENCES memberships
);
CREATE INDEX organization_applications_state ON organization_applications (state, id);
CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  role text NOT NULL,
  manages boolean NOT NULL,
  note text,
  token_hash bytea NOT NULL UNIQUE,
  invited_by uuid NOT NULL REFERENCES memberships,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  -- The membership that came of it.
  accepted_as uuid REFERENCES memberships,
  revoked_at timestamptz
);
CREATE INDEX invitations_organization ON invitations (organization_id, id);
CREATE INDEX invitations_inviter ON invitations (invited_by);
`;

export class Joining1764000009000 implements MigrationInterface {
  name = 'Joining1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(JOINING);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('applications and memberships are not thrown away'));
  }
}
