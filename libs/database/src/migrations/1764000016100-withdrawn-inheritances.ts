import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who proposed an inheritance may withdraw it. It is stored as rejected, with the instant of its withdrawal: the version that is
 * running knows no other end, reads it as rejected, and finds the cell free for another proposal.
 */
const WITHDRAWN = `
ALTER TABLE inheritances ADD COLUMN withdrawn_at timestamptz,
  ADD CONSTRAINT inheritances_withdrawn CHECK (withdrawn_at IS NULL OR state = 'rejected');
ALTER TABLE reviews DROP CONSTRAINT reviews_state_check,
  ADD CONSTRAINT reviews_state_check CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn'));
`;

export class WithdrawnInheritances1764000016100 implements MigrationInterface {
  name = 'WithdrawnInheritances1764000016100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WITHDRAWN);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('history that was recorded is not thrown away'));
  }
}
