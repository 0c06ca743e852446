import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a vendor states about a whole product; releases and products can be withdrawn from offer. */
const ENDS_OF_OFFERS = `
CREATE TABLE product_statements (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products,
  kind text NOT NULL CHECK (kind IN ('end-of-life', 'withdrawn-from-offer', 'withdrawn')),
  withdraws_id uuid REFERENCES product_statements,
  value jsonb NOT NULL,
  organization_id uuid NOT NULL REFERENCES organizations,
  person_id uuid NOT NULL REFERENCES persons,
  revision bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((kind = 'withdrawn') = (withdraws_id IS NOT NULL))
);
CREATE INDEX product_statements_product ON product_statements (product_id, id);
CREATE INDEX product_statements_revision ON product_statements (revision);
CREATE UNIQUE INDEX product_statements_withdrawn_once ON product_statements (withdraws_id) WHERE withdraws_id IS NOT NULL;
CREATE TRIGGER product_statements_append_only BEFORE UPDATE OR DELETE ON product_statements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER product_statements_no_truncate BEFORE TRUNCATE ON product_statements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE release_statements DROP CONSTRAINT release_statements_kind_check;
ALTER TABLE release_statements ADD CONSTRAINT release_statements_kind_check CHECK (kind IN ('fixes-only',
  'rebrand-offered', 'rebrand-consented', 'rebrand-forbidden', 'rebrand-allowed', 'hardware', 'kernel-module', 'abi-level',
  'end-of-life', 'withdrawn-from-offer', 'withdrawn'));
`;

export class EndsOfOffers1764000010100 implements MigrationInterface {
  name = 'EndsOfOffers1764000010100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENDS_OF_OFFERS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('what was stated is not thrown away'));
  }
}
