import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key's secret is replaced while the earlier one works on for a while; who lost a password is helped back in. */
const ROTATION_AND_RECOVERY = `
ALTER TABLE api_keys
  ADD COLUMN last_used_at timestamptz,
  ADD COLUMN rotated_at timestamptz,
  ADD COLUMN previous_key_hash bytea,
  ADD COLUMN previous_until timestamptz;
CREATE UNIQUE INDEX api_keys_previous ON api_keys (previous_key_hash) WHERE previous_key_hash IS NOT NULL;
CREATE TABLE recovery_tokens (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  -- The organization whose manager issued it; null for an operator's.
  organization_id uuid REFERENCES organizations,
  token_hash bytea NOT NULL UNIQUE,
  issued_by uuid NOT NULL REFERENCES memberships,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX recovery_tokens_person ON recovery_tokens (person_id);
CREATE INDEX recovery_tokens_issuer ON recovery_tokens (issued_by);
`;

export class RotationAndRecovery1764000009100 implements MigrationInterface {
  name = 'RotationAndRecovery1764000009100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROTATION_AND_RECOVERY);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('keys that were rotated are not thrown away'));
  }
}
