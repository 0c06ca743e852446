import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

/** A table that is written from staged rows: JSON objects by column name. */
export interface StagedTable {
  readonly table: string;
  readonly key: string;
  /** Column names with their types, the key and the revision left out. */
  readonly columns: Readonly<Record<string, string>>;
}

export type StagedRow = Readonly<Record<string, unknown>>;

const recordset = ({ key, columns }: StagedTable): string =>
  `jsonb_to_recordset($1::jsonb) AS x(${[`${key} uuid`, ...Object.entries(columns).map((column) => column.join(' '))].join(', ')})`;

const listed = (alias: string, { columns }: StagedTable): string =>
  Object.keys(columns)
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** Keys of the staged rows that the table does not have, or has with other content. */
export async function changedRows(
  tx: EntityManager,
  into: StagedTable,
  staged: readonly StagedRow[],
): Promise<Set<string>> {
  const { table, key } = into;
  return keysOf(
    tx,
    `SELECT x.${key} AS key FROM ${recordset(into)} LEFT JOIN ${table} t USING (${key})
      WHERE t.${key} IS NULL OR (${listed('t', into)}) IS DISTINCT FROM (${listed('x', into)})`,
    staged,
  );
}

/** Keys of the staged facts that are new, or differ from the newest that is recorded. */
export async function changedFacts(
  tx: EntityManager,
  into: StagedTable,
  staged: readonly StagedRow[],
): Promise<Set<string>> {
  const { table, key } = into;
  return keysOf(
    tx,
    `SELECT x.${key} AS key FROM ${recordset(into)}
       LEFT JOIN LATERAL (SELECT * FROM ${table} f WHERE f.${key} = x.${key} ORDER BY revision DESC LIMIT 1) t ON true
      WHERE t.${key} IS NULL OR (${listed('t', into)}) IS DISTINCT FROM (${listed('x', into)})`,
    staged,
  );
}

/** Adds facts that hold from `revision` on. */
export async function insertFacts(
  tx: EntityManager,
  into: StagedTable,
  staged: readonly StagedRow[],
  revision: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO ${into.table} (${into.key}, ${Object.keys(into.columns).join(', ')}, revision)
     SELECT x.${into.key}, ${listed('x', into)}, $2 FROM ${recordset(into)}`,
    [JSON.stringify(staged), revision],
  );
}

/** Brings rows up to date; a new one says by `revision` since when it is known. */
export async function upsertRows(
  tx: EntityManager,
  into: StagedTable,
  staged: readonly StagedRow[],
  revision: number,
): Promise<void> {
  const columns = Object.keys(into.columns);
  await tx.query(
    `INSERT INTO ${into.table} (${into.key}, ${columns.join(', ')}, revision)
     SELECT x.${into.key}, ${listed('x', into)}, $2 FROM ${recordset(into)}
     ON CONFLICT (${into.key}) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(staged), revision],
  );
}

async function keysOf(tx: EntityManager, sql: string, staged: readonly StagedRow[]): Promise<Set<string>> {
  const found = await rows<{ key: string }>(tx, sql, [JSON.stringify(staged)]);
  return new Set(found.map(({ key }) => key));
}
