import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a pool took lately is read from its attempts: a job may have moved to another pool since. */
const ATTEMPTS = `
ALTER TABLE attempts
  ADD COLUMN pool_id uuid REFERENCES pools,
  -- Characters of the log so far: summing the chunks at each append would read the whole log each time.
  ADD COLUMN log_characters bigint NOT NULL DEFAULT 0,
  -- Digest of the report that completed the attempt: a repetition of it is answered, anything else is a stale write.
  ADD COLUMN report_sha256 bytea;
UPDATE attempts a SET pool_id = j.pool_id FROM jobs j WHERE j.id = a.job_id;
UPDATE attempts a SET log_characters = (SELECT coalesce(sum(length(c.text)), 0) FROM attempt_log_chunks c WHERE c.attempt_id = a.id)
 WHERE a.state IN ('leased', 'running', 'suspect');
CREATE INDEX attempts_measured ON attempts (pool_id, ended_at DESC) WHERE outcome IN ('passed', 'failed');
`;

const JOBS = `
ALTER TABLE pools
  -- Why the jobs of this pool wait, the same for all of them: one row to change when a host comes or goes.
  ADD COLUMN waiting_code text,
  ADD COLUMN waiting_since timestamptz;
ALTER TABLE jobs
  -- When routing last looked for a pool in vain: whoever waited longest is looked at first.
  ADD COLUMN routing_tried_at timestamptz;
CREATE INDEX jobs_released ON jobs (pool_id, ticket_released_at) WHERE state = 'queued' AND ticket_released_at IS NOT NULL;
CREATE INDEX jobs_retried ON jobs (pool_id, band, virtual_start, id) WHERE state = 'queued' AND attempts_without_result > 0;
CREATE INDEX jobs_load ON jobs (pool_id, state) WHERE state IN ('queued', 'running');
CREATE INDEX jobs_to_route ON jobs ((coalesce(routing_tried_at, created_at))) WHERE state = 'queued' AND pool_id IS NULL;
CREATE INDEX jobs_between_steps ON jobs (state, updated_at) WHERE state IN ('results-in', 'issuing');
DROP INDEX jobs_unrouted;
`;

const REST = `
CREATE INDEX dead_letters_unresolved ON dead_letters (queue, created_at) WHERE resolved_at IS NULL;
-- What dispatch may know of reviews: who has, or had, a say in a job and may therefore see it.
CREATE VIEW job_reviews AS SELECT job_id, kind, state, decided_organization_id FROM reviews;
`;

export class DispatchAtScale1764000001000 implements MigrationInterface {
  name = 'DispatchAtScale1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ATTEMPTS, JOBS, REST]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW job_reviews;
      DROP INDEX dead_letters_unresolved, jobs_between_steps, jobs_to_route, jobs_load, jobs_retried, jobs_released;
      CREATE INDEX jobs_unrouted ON jobs (id) WHERE state = 'queued' AND pool_id IS NULL;
      ALTER TABLE jobs DROP COLUMN routing_tried_at;
      ALTER TABLE pools DROP COLUMN waiting_since, DROP COLUMN waiting_code;
      ALTER TABLE attempts DROP COLUMN report_sha256, DROP COLUMN log_characters, DROP COLUMN pool_id;`);
  }
}
