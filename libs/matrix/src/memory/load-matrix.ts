import { setImmediate as nextTurn } from 'node:timers/promises';
import { row, rows } from '#libs/database';
import { policiesUpTo, policyAt, publishedReleaseIds, releaseFactsAt } from '#libs/registry';
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { catalogueFactsAt, type Named } from '../cells/catalogue-facts.js';
import { policyOf } from '../cells/cell-facts.queries.js';
import { CEILING } from '../cells/revision-at.queries.js';
import { copyFindings } from './copy-findings.js';
import { Matrix, MatrixWorld, type MatrixFacts } from './matrix.js';

type Db = Pick<EntityManager, 'query'>;

export interface NamedOrganization {
  readonly slug: string;
  readonly name: string;
}

/** Organizations by id. */
export async function organizationsNamed(
  db: Db,
  ids: readonly string[] | 'all',
): Promise<Map<string, NamedOrganization>> {
  const found = await rows<NamedOrganization & { readonly id: string }>(
    db,
    'SELECT id, slug, name FROM organizations WHERE $1::uuid[] IS NULL OR id = ANY($1::uuid[])',
    [ids === 'all' ? null : ids],
  );
  return new Map(found.map((organization) => [organization.id, organization]));
}

/** What answers are derived from but for the findings, as of a revision, and what people call it. */
export interface WorldFacts extends MatrixFacts {
  readonly names: ReadonlyMap<string, Named>;
  /** By id. Grows as newer ones are met. */
  readonly organizations: Map<string, NamedOrganization>;
}

/**
 * @param ids of the releases, or all there are
 * @returns undefined while no catalogue is loaded
 */
export async function worldFactsAt(
  db: Db,
  revision: number,
  ids: readonly string[] | 'all' = 'all',
): Promise<WorldFacts | undefined> {
  const stored = await policyAt(db, revision);
  if (stored === undefined) return undefined;
  const catalogue = await catalogueFactsAt(db, revision);
  const platforms = await rows<{ id: number; osReleaseId: string; cpuModelId: string }>(
    db,
    `SELECT id, os_release_id AS "osReleaseId", cpu_model_id AS "cpuModelId" FROM platforms WHERE revision <= $1 ORDER BY id`,
    [revision],
  );
  const published = new Set(await publishedReleaseIds(db, revision, ids));
  const releases = [...(await releaseFactsAt(db, ids, revision))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const policies = (await policiesUpTo(db, revision)).map(policyOf);
  return {
    ...catalogue,
    platforms,
    releases,
    drafts: new Set(releases.map(({ id }) => id).filter((id) => !published.has(id))),
    policy: policyOf(stored),
    policies,
    organizations: await organizationsNamed(db, 'all'),
  };
}

/** A matrix just loaded: everything up to its revision, no answer derived yet. */
export interface Loaded {
  readonly matrix: Matrix;
  readonly facts: WorldFacts;
  readonly revision: number;
  readonly knownAt: Date;
}

/**
 * Loads the matrix as of the newest revision, all from one snapshot of the database: the facts through the pool, the
 * findings as a binary copy on a connection of its own.
 *
 * @returns undefined while no catalogue is loaded
 */
export async function loadMatrix(db: DataSource, url: string): Promise<Loaded | undefined> {
  const client = new pg.Client({ connectionString: url, application_name: 'shipei-matrix-load' });
  // A connection that breaks fails its query, which is reported; without a handler it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const snapshot = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
    const read = await db.transaction('REPEATABLE READ', async (tx) => {
      await tx.query(`SET TRANSACTION SNAPSHOT '${snapshot.rows[0]?.id ?? ''}'`);
      const head = await row<{ revision: number; knownAt: Date }>(
        tx,
        `SELECT revision, ${CEILING('known_at')} AS "knownAt" FROM revision_head`,
      );
      if (head === undefined) throw new Error('revision_head has no row: the database was not migrated');
      return { head, facts: await worldFactsAt(tx, head.revision) };
    });
    if (read.facts === undefined) return undefined;
    const world = new MatrixWorld(read.facts);
    const store = await copyFindings(client, world, read.head.revision);
    await client.query('COMMIT');
    return { matrix: new Matrix(world, store), facts: read.facts, ...read.head };
  } finally {
    await client.end();
  }
}

/** Releases derived before others get their turn: a few milliseconds. */
const SLICE_MS = 5;

/** Derives every answer at a moment (epoch seconds), in slices that let other work of the process in between. */
export async function deriveAll(matrix: Matrix, now: () => number): Promise<void> {
  let release = 0;
  while (release < matrix.world.releases.size) {
    const until = performance.now() + SLICE_MS;
    while (release < matrix.world.releases.size && performance.now() < until) {
      matrix.deriveRelease(release, now());
      release += 1;
    }
    await nextTurn();
  }
}
