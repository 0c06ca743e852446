import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What reading a certificate looks up: its finding, and the acts upon that. Most findings have neither column, so partial
 * indexes stay small; with the number in them, a query in its order has no reason to walk the primary key instead. And the
 * reviews that an organization decided, which it lists.
 */
const INDEXES = [
  'CREATE INDEX findings_certificate ON findings (certificate_id, number) WHERE certificate_id IS NOT NULL',
  'CREATE INDEX findings_ends_finding ON findings (ends_finding, number) WHERE ends_finding IS NOT NULL',
  'CREATE INDEX reviews_decided ON reviews (decided_organization_id, id) WHERE decided_organization_id IS NOT NULL',
];

export class CertificateLookups1764000002000 implements MigrationInterface {
  name = 'CertificateLookups1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDEXES) await runner.query(index);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX reviews_decided, findings_ends_finding, findings_certificate');
  }
}
