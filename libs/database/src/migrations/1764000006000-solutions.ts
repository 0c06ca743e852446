import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a solution is made of is written once; only its publication comes later. */
const SOLUTIONS = `
CREATE TABLE solutions (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  slug text NOT NULL,
  name text NOT NULL,
  name_en text,
  description text,
  published_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT solutions_slug UNIQUE (organization_id, slug)
);
CREATE TABLE solution_releases (
  solution_id uuid NOT NULL REFERENCES solutions,
  release_id uuid NOT NULL REFERENCES releases,
  -- As the integrator lists them.
  place integer NOT NULL,
  required boolean NOT NULL,
  PRIMARY KEY (solution_id, release_id)
);
CREATE INDEX solution_releases_release ON solution_releases (release_id, solution_id);
CREATE TABLE solution_edges (
  solution_id uuid NOT NULL,
  release_id uuid NOT NULL,
  second_release_id uuid NOT NULL,
  place integer NOT NULL,
  required boolean NOT NULL,
  PRIMARY KEY (solution_id, release_id, second_release_id),
  FOREIGN KEY (solution_id, release_id) REFERENCES solution_releases,
  FOREIGN KEY (solution_id, second_release_id) REFERENCES solution_releases,
  CHECK (release_id <> second_release_id)
);
${['solution_releases', 'solution_edges']
  .map(
    (table) =>
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
       CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
  )
  .join('\n')}
-- Results about several releases at once: few among many, and asked for by each of them.
CREATE INDEX findings_joint ON findings (release_id) WHERE second_release_id IS NOT NULL OR companion_release_ids <> '{}';
`;

export class Solutions1764000006000 implements MigrationInterface {
  name = 'Solutions1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SOLUTIONS);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('solutions that were registered are not thrown away'));
  }
}
