import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/**
 * Whose tables are whose. SQL is text, so the import rules don't see it; this does. Features read by coordinate views and
 * each other's queries, or join what lies up the direction of imports (docs/decisions/003); nobody writes another's rows.
 */
const OWNERS = {
  registry: `organizations persons memberships sessions api_keys products releases artifacts
    artifact_uploads blob_uploads release_builds release_artifacts os_releases cpu_models platforms catalogue_loads isas product_categories regions
    schemes inference_policies policy_activation_requests policy_activations policy_diffs os_release_facts cpu_model_facts
      release_statements product_statements organization_applications invitations recovery_tokens provider_identities
      provider_sign_ins catalogue_changes catalogue_entries imports import_chunks import_rows`,
  dispatch: `test_plans centers pools pool_images pool_prices agents agent_pools enrolment_tokens hosts adaptation_requests jobs
    attempts attempt_hosts attempt_log_chunks case_results evidence`,
  matrix: `findings solutions solution_releases solution_edges subscriptions subscription_items followed_releases
    telling_head subscription_deliveries subscription_notices`,
  certification: 'reviews inheritances certificate_counters certificates certificate_platforms',
  // Written through helpers of the database lib, in the transaction of whoever changes something.
  database: 'audit_events idempotency_keys outbox dead_letters revision_head revisions search_changes',
};
type Owner = keyof typeof OWNERS;

// The keys of the table are exactly the owners.
const OWNER_OF = new Map(
  (Object.keys(OWNERS) as Owner[]).flatMap((owner) =>
    OWNERS[owner].split(/\s+/).map((table) => [table, owner] as const),
  ),
);

/** Reading goes the way of the imports. Everybody may read the heads and logs that the database lib keeps. */
const READS: Readonly<Record<string, readonly Owner[]>> = {
  'libs/registry': ['registry', 'database'],
  'libs/matrix': ['matrix', 'registry', 'database'],
  'libs/dispatch': ['dispatch', 'registry', 'database'],
  'libs/certification': ['certification', 'matrix', 'dispatch', 'registry', 'database'],
  'libs/database': ['database'],
  'apps/api': [],
  'apps/worker': [],
};
const WRITES: Readonly<Record<string, readonly Owner[]>> = {
  'libs/registry': ['registry'],
  'libs/matrix': ['matrix'],
  'libs/dispatch': ['dispatch'],
  'libs/certification': ['certification'],
  'libs/database': ['database'],
  'apps/api': [],
  // Dead letters arrive at the process that ran the job.
  'apps/worker': ['database'],
};

interface Use {
  readonly file: string;
  readonly table: string;
  readonly write: boolean;
}

const MIGRATIONS = 'libs/database/src/migrations';
const ENTITIES = 'libs/database/src/entities';

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

const read = (file: string) => readFileSync(file, 'utf8');

/** Class name of each entity with its table. */
const TABLE_OF_ENTITY = new Map(
  sourcesIn(ENTITIES).flatMap((file) =>
    [...read(file).matchAll(/@Entity\('(\w+)'\)\s+export class (\w+)/g)].map(
      ([, table = '', entity = '']) => [entity, table] as const,
    ),
  ),
);

/** Tables that a text of TypeScript with SQL in it names. */
function usesIn(file: string, text: string): Use[] {
  const sql = [...text.matchAll(/\b(INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN|USING)\s+([a-z_]+)/g)].flatMap(
    ([, verb = '', table = '']) =>
      OWNER_OF.has(table) ? [{ file, table, write: ['INSERT INTO', 'UPDATE', 'DELETE FROM'].includes(verb) }] : [],
  );
  // `tx.insert(Entity, …)` and the like: with the ORM only writing goes by entity.
  const byEntity = [...text.matchAll(/\.(?:insert|update|upsert|delete|save|remove)\(\s*([A-Z]\w+)/g)].flatMap(
    ([, entity = '']) => {
      const table = TABLE_OF_ENTITY.get(entity);
      return table === undefined ? [] : [{ file, table, write: true }];
    },
  );
  return [...sql, ...byEntity];
}

const usesOf = (home: string) =>
  sourcesIn(join(home, 'src'))
    .filter((file) => !file.startsWith(MIGRATIONS) && !file.startsWith(ENTITIES))
    .flatMap((file) => usesIn(file, read(file)));

const inWords = ({ file, table, write }: Use) => `${file} ${write ? 'writes' : 'reads'} ${table}`;

describe('tables', () => {
  it('all have an owner', () => {
    const made = sourcesIn(MIGRATIONS).flatMap((file) =>
      [...read(file).matchAll(/CREATE TABLE (\w+)/g)].map(([, table]) => table),
    );
    expect(made.length).toBeGreaterThan(30);
    expect(made.sort()).toEqual([...OWNER_OF.keys()].sort());
    expect([...TABLE_OF_ENTITY.values()].filter((table) => !OWNER_OF.has(table))).toEqual([]);
  });

  it.each(Object.keys(WRITES).filter((home) => existsSync(join(home, 'src'))))(
    '%s writes only what is its own',
    (home) => {
      const foreign = usesOf(home).filter(
        ({ table, write }) => write && !WRITES[home]?.some((owner) => owner === OWNER_OF.get(table)),
      );
      expect(foreign.map(inWords)).toEqual([]);
    },
  );

  it.each(Object.keys(READS).filter((home) => existsSync(join(home, 'src'))))(
    '%s reads only up its imports',
    (home) => {
      const foreign = usesOf(home).filter(
        ({ table, write }) => !write && !READS[home]?.some((owner) => owner === OWNER_OF.get(table)),
      );
      expect(foreign.map(inWords)).toEqual([]);
    },
  );

  it('are found in the texts that name them', () => {
    const text = `
      await rows(tx, 'SELECT 1 FROM jobs j JOIN attempts a USING (id)');
      await tx.query(\`INSERT INTO findings (number) VALUES (1)\`);
      await tx.query('UPDATE hosts SET state = $1');
      await tx.query('DELETE FROM outbox');
      await tx.insert(Certificate, certificate);
      await tx.insert(other);
      await rows(tx, 'SELECT 1 FROM platform_coordinates');`;
    expect(usesIn('x.ts', text).map(inWords)).toEqual([
      'x.ts reads jobs',
      'x.ts reads attempts',
      'x.ts writes findings',
      'x.ts writes hosts',
      'x.ts writes outbox',
      'x.ts writes certificates',
    ]);
  });
});
