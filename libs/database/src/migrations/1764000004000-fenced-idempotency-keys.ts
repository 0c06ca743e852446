import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who holds a key (`claim`, another for each that takes it over), and what the write stored, noted in its own
 * transaction. The default serves processes of the version before, which do not name a claim.
 */
export class FencedIdempotencyKeys1764000004000 implements MigrationInterface {
  name = 'FencedIdempotencyKeys1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_keys
        ADD COLUMN claim uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN written_at timestamptz,
        ADD COLUMN subject_type text,
        ADD COLUMN subject_id text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_keys
        DROP COLUMN claim, DROP COLUMN written_at, DROP COLUMN subject_type, DROP COLUMN subject_id`);
  }
}
