import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came with a revision is found by it: every API process follows the head revision by revision. */
const INDEXES = `
CREATE INDEX findings_revision ON findings (revision);
CREATE INDEX release_statements_revision ON release_statements (revision);
CREATE INDEX releases_published ON releases (published_revision) WHERE published_revision IS NOT NULL;
CREATE INDEX products_published ON products (published_revision) WHERE published_revision IS NOT NULL;
`;

export class FollowRevisions1764000005000 implements MigrationInterface {
  name = 'FollowRevisions1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX findings_revision, release_statements_revision, releases_published, products_published',
    );
  }
}
