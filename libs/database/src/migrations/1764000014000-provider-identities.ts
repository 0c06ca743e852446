import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identities of OpenID Connect providers, beside passwords. */
const PROVIDER_IDENTITIES = `
CREATE TABLE provider_identities (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES persons,
  provider text NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  linked_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  unlinked_at timestamptz
);
-- One identity leads to one person. Who unlinked it may link it anew, also somebody else.
CREATE UNIQUE INDEX provider_identities_linked ON provider_identities (issuer, subject) WHERE unlinked_at IS NULL;
CREATE INDEX provider_identities_person ON provider_identities (person_id, id);
CREATE TABLE provider_sign_ins (
  id uuid PRIMARY KEY,
  handle_hash bytea NOT NULL UNIQUE,
  provider text NOT NULL,
  redirect_uri text NOT NULL,
  person_id uuid REFERENCES persons,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX provider_sign_ins_expiry ON provider_sign_ins (expires_at);
ALTER TABLE sessions ADD COLUMN identity_id uuid REFERENCES provider_identities;
CREATE INDEX sessions_identity ON sessions (identity_id) WHERE identity_id IS NOT NULL;
`;

export class ProviderIdentities1764000014000 implements MigrationInterface {
  name = 'ProviderIdentities1764000014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROVIDER_IDENTITIES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('identities that people sign in with are not thrown away'));
  }
}
