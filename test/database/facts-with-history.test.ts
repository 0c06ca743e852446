import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';

import { migrate } from '#libs/database';
import { InitialSchema1700000000000 } from '../../libs/database/src/migrations/1700000000000-initial-schema.js';
import { emptyDatabase } from './empty-database.js';

const database = emptyDatabase();

const VENDOR = '01990000-0000-7000-8000-000000000001';
const OS = '01990000-0000-7000-8000-000000000002';
const BASE = '01990000-0000-7000-8000-000000000003';
const PRODUCT = '01990000-0000-7000-8000-000000000004';
const DRAFT = '01990000-0000-7000-8000-000000000005';
const CPU = '01990000-0000-7000-8000-000000000006';

/** A database as the first version of the service left it. */
async function firstVersion(): Promise<void> {
  const old = new DataSource({ type: 'postgres', url: database.url, migrations: [InitialSchema1700000000000] });
  await old.initialize();
  await old.runMigrations();
  await old.destroy();
  await database.client.query(`
    INSERT INTO revisions VALUES (1, '2026-01-01', 'catalogue'), (2, '2026-02-01', 'policy'), (3, '2026-03-01', 'finding');
    UPDATE revision_head SET revision = 3, known_at = '2026-03-01';
    INSERT INTO organizations (id, slug, name, kinds) VALUES ('${VENDOR}', 'v', 'v', '{vendor}');
    INSERT INTO products (id, vendor_id, slug, name, category, published_at) VALUES
      ('${PRODUCT}', '${VENDOR}', 'os', 'os', 'x', '2026-02-15'), ('${CPU}', '${VENDOR}', 'cpu', 'cpu', 'cpu', '2025-01-01');
    INSERT INTO releases (id, product_id, version, line, ordinal, end_of_life, published_at) VALUES
      ('${BASE}', '${PRODUCT}', '1', 'main', 1, NULL, '2025-12-31'),
      ('${OS}', '${PRODUCT}', '2', 'main', 2, '2030-01-01', '2026-03-02'),
      ('${DRAFT}', '${PRODUCT}', '3', 'main', 3, NULL, NULL);
    INSERT INTO os_releases (release_id, name, name_en, edition, page_sizes, isas, base_release_id, origin, revision,
                             provenance_source, provenance_date, provenance_confidence) VALUES
      ('${BASE}', 'b', 'b', 'server', '{}', '{x86_64}', NULL, 'catalogue', 1, 's', 'd', 'verified'),
      ('${OS}', 'o', 'o', 'server', '{"x86_64": 4096}', '{x86_64,aarch64}', '${BASE}', 'catalogue', 2, 's', 'd', 'verified');
    INSERT INTO cpu_models (product_id, generation, isa, ambiguous, origin, revision,
                            provenance_source, provenance_date, provenance_confidence) VALUES
      ('${CPU}', 'g1', 'x86_64', true, 'catalogue', 1, 's', 'd', 'verified');
    INSERT INTO inference_policies (version, definition, revision, created_at) VALUES
      ('2026.1', '{}', 1, '2026-01-01'), ('2026.2', '{}', 2, '2026-02-01'), ('2026.3', '{}', 2, '2026-02-01');`);
}

describe('a database of the first version', () => {
  it('keeps the facts, the policies that were in force, and since when things were shown', async () => {
    await firstVersion();
    await migrate(database.url);
    const read = async (sql: string) => (await database.client.query<Record<string, unknown>>(sql)).rows;
    expect(await read('SELECT * FROM os_release_facts ORDER BY revision')).toMatchObject([
      {
        release_id: BASE,
        revision: '1',
        line: 'main',
        ordinal: 1,
        isas: ['x86_64'],
        end_of_life: null,
        kernel_abi: {},
      },
      { release_id: OS, revision: '2', ordinal: 2, page_sizes: { x86_64: 4096 }, base_release_id: BASE },
    ]);
    expect(await read('SELECT * FROM cpu_model_facts')).toEqual([
      { product_id: CPU, revision: '1', isa: 'x86_64', generation: 'g1', ambiguous: true },
    ]);
    // Of two that came with one revision, the later version was read.
    expect(await read('SELECT revision, version FROM policy_activations ORDER BY revision')).toEqual([
      { revision: '1', version: '2026.1' },
      { revision: '2', version: '2026.3' },
    ]);
    expect(await read('SELECT id, published_revision FROM releases ORDER BY ordinal')).toEqual([
      { id: BASE, published_revision: '0' },
      { id: OS, published_revision: '3' },
      { id: DRAFT, published_revision: null },
    ]);
    expect(await read(`SELECT published_revision FROM release_coordinates ORDER BY coordinate`)).toEqual([
      { published_revision: '2' },
      { published_revision: '3' },
      { published_revision: null },
    ]);
  }, 60_000);
});
