import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which named things changed last in which transaction, so that indexes in memory can follow. Triggers, because every way of
 * writing them counts, and none may be forgotten; transaction numbers, because a reader that knows which transactions had
 * ended misses nothing, whatever the order of commits.
 */
const SEARCH_CHANGES = `
CREATE TABLE search_changes (
  kind text NOT NULL,
  subject text NOT NULL,
  txid bigint NOT NULL,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX search_changes_txid ON search_changes (txid);
CREATE FUNCTION note_search_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text;
BEGIN
  IF TG_OP = 'DELETE' THEN changed := to_jsonb(OLD) ->> TG_ARGV[1]; ELSE changed := to_jsonb(NEW) ->> TG_ARGV[1]; END IF;
  INSERT INTO search_changes (kind, subject, txid) VALUES (TG_ARGV[0], changed, txid_current())
    ON CONFLICT (kind, subject) DO UPDATE SET txid = excluded.txid WHERE search_changes.txid <> excluded.txid;
  RETURN NULL;
END $$;
${[
  ['organizations', 'organization', 'id'],
  ['products', 'product', 'id'],
  ['releases', 'release', 'id'],
  ['os_releases', 'release', 'release_id'],
  ['cpu_models', 'product', 'product_id'],
  ['platforms', 'platform', 'id'],
  ['certificates', 'certificate', 'id'],
  ['catalogue_entries', 'catalogue', 'kind'],
]
  .map(
    ([table, kind, column]) =>
      `CREATE TRIGGER ${table}_search_changes AFTER INSERT OR UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION note_search_change('${kind}', '${column}');`,
  )
  .join('\n')}
`;

export class SearchChanges1764000011000 implements MigrationInterface {
  name = 'SearchChanges1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEARCH_CHANGES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION note_search_change CASCADE; DROP TABLE search_changes;');
  }
}
