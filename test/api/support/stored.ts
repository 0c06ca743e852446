import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { TestService } from '../../support/service.js';

/**
 * Tables that hold what people and agents wrote. Left out: sessions (signing in is part of the tests), `audit_events` and
 * `idempotency_keys` (a refusal may be noted), and the queue's own.
 */
const BUSINESS_TABLES = [
  'organizations',
  'persons',
  'memberships',
  'invitations',
  'recovery_tokens',
  'provider_identities',
  'provider_sign_ins',
  'api_keys',
  'products',
  'releases',
  'artifacts',
  'artifact_uploads',
  'release_builds',
  'release_artifacts',
  'os_releases',
  'cpu_models',
  'platforms',
  'centers',
  'pools',
  'pool_images',
  'pool_prices',
  'agents',
  'agent_pools',
  'enrolment_tokens',
  'hosts',
  'adaptation_requests',
  'jobs',
  'attempts',
  'attempt_log_chunks',
  'case_results',
  'evidence',
  'inheritances',
  'reviews',
  'certificates',
  'certificate_counters',
  'findings',
  'revisions',
] as const;

/** How many rows each business table has. */
export async function rowCounts(service: TestService): Promise<Record<string, number>> {
  const counts = BUSINESS_TABLES.map((table) => `SELECT '${table}' AS "table", count(*)::int AS rows FROM ${table}`);
  const found: { table: string; rows: number }[] = await service.parts.db.query(counts.join(' UNION ALL '));
  return Object.fromEntries(found.map(({ table, rows }) => [table, rows]));
}

/** What is written of its own accord: where queued jobs wait, and why; when a key was last used. */
const WRITTEN_BY_ITSELF: Readonly<Record<string, readonly string[]>> = {
  jobs: ['pool_id', 'ticket_released_at', 'routing_tried_at', 'waiting_code', 'waiting_since', 'updated_at'],
  pools: ['waiting_code', 'waiting_since'],
  api_keys: ['last_used_at'],
};

/** Rows of the tables whose content, not only count, a refused write must leave alone. */
export async function contents(service: TestService, ...tables: readonly (typeof BUSINESS_TABLES)[number][]) {
  const found = await Promise.all(
    tables.map((table) =>
      service.parts.db.query<unknown[]>(`SELECT to_jsonb(t) - $1::text[] AS row FROM ${table} t ORDER BY 1`, [
        WRITTEN_BY_ITSELF[table] ?? [],
      ]),
    ),
  );
  return Object.fromEntries(tables.map((table, index) => [table, found[index]]));
}

/** Files of the blob store, relative to its folder. */
export async function storedFiles(service: TestService): Promise<string[]> {
  const folder = service.parts.settings.SHIPEI_STORE_DIR;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
