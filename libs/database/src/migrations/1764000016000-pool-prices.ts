import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What centers say that a host hour costs, and how long a plan takes where: what estimates are made from. */
const POOL_PRICES = `
CREATE TABLE pool_prices (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  pool_id uuid NOT NULL REFERENCES pools,
  -- Integer fen; 0 is free of charge, null takes back what was said.
  fen_per_host_hour bigint CHECK (fen_per_host_hour >= 0),
  valid_from timestamptz NOT NULL,
  set_by uuid NOT NULL REFERENCES memberships,
  set_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pool_prices_pool ON pool_prices (pool_id, valid_from, number);
CREATE TRIGGER pool_prices_append_only BEFORE UPDATE OR DELETE ON pool_prices
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pool_prices_no_truncate BEFORE TRUNCATE ON pool_prices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE INDEX attempts_measured_by_plan ON attempts (pool_id, test_plan_id, ended_at DESC) WHERE outcome IN ('passed', 'failed');
`;

export class PoolPrices1764000016000 implements MigrationInterface {
  name = 'PoolPrices1764000016000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(POOL_PRICES);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('prices that were said are not thrown away'));
  }
}
