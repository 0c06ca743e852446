import { migrate, openDatabase, rows } from '#libs/database';
import { loadCatalogue, readCatalogue } from '#libs/registry';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { knownAt } from '../world/moments.js';
import { worldCatalogue } from '../world/platforms.js';
import { CENTERS, worldId } from '../world/releases.js';
import type { WorldSize } from '../world/size.js';
import { copyFrom } from './copy-from.js';
import {
  FINDING_COPY,
  findingLines,
  ORGANIZATION_COPY,
  organizationLines,
  platformNumbers,
  PRODUCT_COPY,
  productLines,
  RELEASE_COPY,
  releaseLines,
  REVISION_COPY,
  revisionLines,
  SIGNER_COPY,
  signerLines,
  STATEMENT_COPY,
  statementLines,
  type StoredIds,
} from './copy-rows.js';
import { withoutIndexes } from './without-indexes.js';

/** Scheme of the world's results. */
const SCHEME = 'xinchuang';

/** Fills an empty database with the world: the schema and the catalogue as the product makes them, the rest by COPY. */
export async function loadWorld(url: string, size: WorldSize): Promise<void> {
  await migrate(url);
  const db = await openDatabase({ url, poolMax: 2, applicationName: 'shipei-bench-load' });
  try {
    const catalogue = worldCatalogue(await readCatalogue());
    await loadCatalogue({ db, actor: { kind: 'system', process: 'bench', requestId: null } }, catalogue);
    const parents = new Set(catalogue.categories.map(({ parent }) => parent));
    const leaves = catalogue.categories.map(({ slug }) => slug).filter((slug) => !parents.has(slug));
    await copyWorld(url, db, size, leaves);
  } finally {
    await db.destroy();
  }
}

async function copyWorld(url: string, db: DataSource, size: WorldSize, categories: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await copyFrom(client, ORGANIZATION_COPY, organizationLines(size));
    await copyFrom(client, ORGANIZATION_COPY, centerLines());
    const ids = await storedIds(db);
    await copyFrom(client, PRODUCT_COPY, productLines(size, ids, categories));
    await copyFrom(client, RELEASE_COPY, releaseLines(size));
    await copyFrom(client, SIGNER_COPY, signerLines());
    await copyFrom(client, STATEMENT_COPY, statementLines(size, ids));
    await writeRevisions(client, size, ids);
    await withoutIndexes(client, 'findings', () => copyFrom(client, FINDING_COPY, findingLines(size, ids)));
    await client.query(`SELECT setval(pg_get_serial_sequence('findings', 'number'), $1)`, [size.findings]);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

function* centerLines(): Iterable<string> {
  for (const [index, slug] of CENTERS.entries())
    yield `${worldId('center', index)}\t${slug}\t分中心 ${index}\t{center}\n`;
}

async function storedIds(db: DataSource): Promise<StoredIds> {
  const organizations = await rows<{ id: string; slug: string }>(db, 'SELECT id, slug FROM organizations');
  const platforms = await rows<{ id: number; os: string; cpu: string }>(
    db,
    'SELECT id, os, cpu FROM platform_coordinates',
  );
  const head = await rows<{ revision: number }>(db, 'SELECT revision FROM revision_head');
  const policies = await rows<{ version: string }>(
    db,
    'SELECT version FROM inference_policies ORDER BY revision, version',
  );
  return {
    organizations: new Map(organizations.map(({ id, slug }) => [slug, id])),
    platforms: platformNumbers(platforms),
    revisionsBefore: head[0]?.revision ?? 0,
    scheme: SCHEME,
    policy: policies.at(-1)?.version ?? '',
  };
}

/**
 * The catalogue was loaded today, the findings became known in the years before: the catalogue's revisions are dated back to
 * the world's beginning, so that revisions and their moments ascend together.
 */
async function writeRevisions(client: Client, size: WorldSize, ids: StoredIds): Promise<void> {
  const beginning = new Date(knownAt(1, size.revisions) * 1000);
  // A database for measuring is ours to correct; in the product these rows never change.
  await client.query('ALTER TABLE revisions DISABLE TRIGGER USER');
  await client.query(
    `UPDATE revisions SET known_at = $1::timestamptz - make_interval(mins => ($2 - revision + 1)::int)`,
    [beginning, ids.revisionsBefore],
  );
  await client.query('ALTER TABLE revisions ENABLE TRIGGER USER');
  await copyFrom(client, REVISION_COPY, revisionLines(size, ids));
  await client.query(
    `UPDATE revision_head SET (revision, known_at) = (SELECT revision, known_at FROM revisions ORDER BY revision DESC LIMIT 1)`,
  );
}
