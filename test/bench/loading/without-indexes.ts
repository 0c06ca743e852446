import type { Client } from 'pg';

/**
 * Runs `work` while the table has neither secondary indexes nor foreign keys, then makes them again as they were: one pass
 * over all rows instead of one look-up a row, and what was copied is checked all the same.
 */
export async function withoutIndexes(client: Client, table: string, work: () => Promise<void>): Promise<void> {
  const keys = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE conrelid = $1::regclass AND contype = 'f' ORDER BY conname`,
    [table],
  );
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)
      ORDER BY c.relname`,
    [table],
  );
  for (const { name } of keys.rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
  for (const { name } of indexes.rows) await client.query(`DROP INDEX ${client.escapeIdentifier(name)}`);
  await work();
  await client.query(`SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'`);
  for (const { definition } of indexes.rows) await client.query(definition);
  // One statement adds all keys.
  const added = keys.rows.map(
    ({ name, definition }) => `ADD CONSTRAINT ${client.escapeIdentifier(name)} ${definition}`,
  );
  if (added.length > 0) await client.query(`ALTER TABLE ${table} ${added.join(', ')}`);
}
