import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';

import { openDatabase, row, rows, sqlStateOf } from '#libs/database';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'schema-test' });
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

interface ColumnFacts {
  /** As PostgreSQL's format_type says it, e.g. `timestamp with time zone`, `text[]`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly primary: boolean;
  /** Filled by the database when an INSERT leaves it out. */
  readonly filled: boolean;
}

/** Touched by one SQL statement each, and by nothing else: an entity would only invite more. */
const WITHOUT_ENTITY = ['certificate_counters', 'followed_releases', 'revision_head', 'search_changes', 'telling_head'];

/** `<table>.<column>` of all that the migrations made for entities; TypeORM keeps its own books in `migrations`. */
async function columnsInDatabase(): Promise<Record<string, ColumnFacts>> {
  const found = await rows<ColumnFacts & { name: string }>(
    db,
    `SELECT c.table_name || '.' || c.column_name AS name, format_type(a.atttypid, a.atttypmod) AS type,
            c.is_nullable = 'YES' AS nullable, coalesce(i.indisprimary, false) AS primary,
            c.column_default IS NOT NULL OR c.is_identity = 'YES' AS filled
       FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       JOIN pg_attribute a ON a.attrelid = format('%I', c.table_name)::regclass AND a.attname = c.column_name
       LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY(i.indkey)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> ALL($1)`,
    [['migrations', ...WITHOUT_ENTITY]],
  );
  return Object.fromEntries(found.map(({ name, ...facts }) => [name, facts]));
}

function columnsInEntities(): Record<string, ColumnFacts> {
  return Object.fromEntries(
    db.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column): [string, ColumnFacts] => [
        `${entity.tableName}.${column.databaseName}`,
        {
          type: `${db.driver.normalizeType(column)}${column.isArray ? '[]' : ''}`,
          nullable: column.isNullable,
          primary: column.isPrimary,
          filled: column.isGenerated || column.default !== undefined,
        },
      ]),
    ),
  );
}

describe('entities and migrations', () => {
  it('have the same tables and columns, of the same type, nullability, key and default', async () => {
    const migrated = await columnsInDatabase();
    expect(Object.keys(migrated).length).toBeGreaterThan(200);
    expect(columnsInEntities()).toEqual(migrated);
  });
});

/** What the domain calls append-only: everything that a reader sees is derived from these. */
const APPEND_ONLY = [
  'attempt_log_chunks',
  'audit_events',
  'case_results',
  'catalogue_changes',
  'certificate_platforms',
  'certificates',
  'cpu_model_facts',
  'evidence',
  'findings',
  'os_release_facts',
  'policy_activation_requests',
  'policy_activations',
  'policy_diffs',
  'pool_prices',
  'product_statements',
  'release_statements',
  'revisions',
  'solution_edges',
  'solution_releases',
];

/** Values that a row needs to pass its table's checks; all others follow from the column's type. */
const SPECIAL: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  catalogue_changes: { origin: "'shipped'" },
  certificates: { job_id: 'gen_random_uuid()' },
  findings: { kind: "'direct'", verdict: "'pass'", visibility: "'public'" },
  product_statements: { kind: "'end-of-life'" },
  release_statements: { kind: "'abi-level'" },
  solution_edges: { second_release_id: 'gen_random_uuid()' },
};

const columnOf = (name: string) => name.slice(name.indexOf('.') + 1);

const SAMPLE_VALUES: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  integer: '1',
  bigint: '1',
  jsonb: "'{}'",
  boolean: 'true',
  'text[]': "'{x}'",
  'timestamp with time zone': 'now()',
};

describe('append-only tables', () => {
  // One row in each, without the twenty rows that they refer to.
  beforeAll(async () => {
    const references = await rows<{ drop: string }>(
      db,
      `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop
         FROM pg_constraint WHERE contype = 'f'`,
    );
    for (const { drop } of references) await db.query(drop);
    const columns = Object.entries(await columnsInDatabase());
    for (const table of APPEND_ONLY) {
      const needed = columns.filter(
        ([name, { nullable, filled }]) => name.startsWith(`${table}.`) && !nullable && !filled,
      );
      const values: Record<string, string> = {
        ...Object.fromEntries(
          needed.map(([name, { type }]): [string, string] => [columnOf(name), SAMPLE_VALUES[type] ?? 'no sample']),
        ),
        ...SPECIAL[table],
      };
      await db.query(`INSERT INTO ${table} (${Object.keys(values).join()}) VALUES (${Object.values(values).join()})`);
    }
  });

  const countIn = async (table: string) =>
    (await row<{ count: number }>(db, `SELECT count(*) AS count FROM ${table}`))?.count;

  it.each(APPEND_ONLY)('%s keeps what it has', async (table) => {
    const before = await row(db, `SELECT * FROM ${table}`);
    const names = Object.entries(await columnsInDatabase()).filter(([name]) => name.startsWith(`${table}.`));
    // An identity column can't be set at all; any other one shows the trigger.
    const column = names.map(([name]) => columnOf(name)).find((name) => !['id', 'number'].includes(name));
    const refusal = { driverError: { code: '23000', message: `rows of ${table} are never changed or deleted` } };
    await expect(db.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toMatchObject(refusal);
    await expect(db.query(`DELETE FROM ${table}`)).rejects.toMatchObject(refusal);
    await expect(db.query(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ driverError: { code: '23000' } });
    expect(await row(db, `SELECT * FROM ${table}`)).toEqual(before);
    expect(await countIn(table)).toBe(1);
  });

  it('are exactly those that the database guards', async () => {
    const guarded = await rows<{ table: string }>(
      db,
      `SELECT DISTINCT tgrelid::regclass::text AS table FROM pg_trigger WHERE tgfoid = 'refuse_change'::regproc ORDER BY 1`,
    );
    expect(guarded.map(({ table }) => table)).toEqual(APPEND_ONLY);
  });

  it('refuse with the code of a violated rule, which is no outage', async () => {
    const error: unknown = await db.query('DELETE FROM findings').catch((reason: unknown) => reason);
    expect(sqlStateOf(error)).toBe('23000');
  });
});
