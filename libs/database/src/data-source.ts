import pg from 'pg';
import { DataSource, type EntityManager, type Logger } from 'typeorm';
import * as attempts from './entities/attempts.js';
import * as catalogue from './entities/catalogue.js';
import * as catalogueChanges from './entities/catalogue-changes.js';
import * as catalogueFacts from './entities/catalogue-facts.js';
import * as centers from './entities/centers.js';
import * as certification from './entities/certification.js';
import * as imports from './entities/imports.js';
import * as identity from './entities/identity.js';
import * as joining from './entities/joining.js';
import * as providerIdentities from './entities/provider-identities.js';
import * as messages from './entities/messages.js';
import * as registry from './entities/registry.js';
import * as requests from './entities/requests.js';
import * as solutions from './entities/solutions.js';
import * as subscriptions from './entities/subscriptions.js';
import * as statements from './entities/statements.js';
import { InitialSchema1700000000000 } from './migrations/1700000000000-initial-schema.js';
import { DispatchAtScale1764000001000 } from './migrations/1764000001000-dispatch-at-scale.js';
import { CertificateLookups1764000002000 } from './migrations/1764000002000-certificate-lookups.js';
import { FactsWithHistory1764000003000 } from './migrations/1764000003000-facts-with-history.js';
import { FencedIdempotencyKeys1764000004000 } from './migrations/1764000004000-fenced-idempotency-keys.js';
import { FollowRevisions1764000005000 } from './migrations/1764000005000-follow-revisions.js';
import { Solutions1764000006000 } from './migrations/1764000006000-solutions.js';
import { SecondReviews1764000007000 } from './migrations/1764000007000-second-reviews.js';
import { CatalogueVersions1764000008000 } from './migrations/1764000008000-catalogue-versions.js';
import { Joining1764000009000 } from './migrations/1764000009000-joining.js';
import { RotationAndRecovery1764000009100 } from './migrations/1764000009100-rotation-and-recovery.js';
import { Builds1764000010000 } from './migrations/1764000010000-builds.js';
import { EndsOfOffers1764000010100 } from './migrations/1764000010100-ends-of-offers.js';
import { BlobUploads1764000010200 } from './migrations/1764000010200-blob-uploads.js';
import { SearchChanges1764000011000 } from './migrations/1764000011000-search-changes.js';
import { Imports1764000012000 } from './migrations/1764000012000-imports.js';
import { ThirdPartyDeclarations1764000012500 } from './migrations/1764000012500-third-party-declarations.js';
import { ProviderIdentities1764000014000 } from './migrations/1764000014000-provider-identities.js';
import { Subscriptions1764000015000 } from './migrations/1764000015000-subscriptions.js';
import { PoolPrices1764000016000 } from './migrations/1764000016000-pool-prices.js';
import { WithdrawnInheritances1764000016100 } from './migrations/1764000016100-withdrawn-inheritances.js';

const ENTITIES = [
  identity,
  joining,
  providerIdentities,
  registry,
  statements,
  catalogue,
  catalogueChanges,
  catalogueFacts,
  centers,
  requests,
  attempts,
  certification,
  messages,
  solutions,
  subscriptions,
  imports,
].flatMap((area) => Object.values<new () => object>(area));
const MIGRATIONS = [
  InitialSchema1700000000000,
  DispatchAtScale1764000001000,
  CertificateLookups1764000002000,
  FactsWithHistory1764000003000,
  FencedIdempotencyKeys1764000004000,
  FollowRevisions1764000005000,
  Solutions1764000006000,
  SecondReviews1764000007000,
  CatalogueVersions1764000008000,
  Joining1764000009000,
  RotationAndRecovery1764000009100,
  Builds1764000010000,
  EndsOfOffers1764000010100,
  BlobUploads1764000010200,
  SearchChanges1764000011000,
  Imports1764000012000,
  ThirdPartyDeclarations1764000012500,
  ProviderIdentities1764000014000,
  Subscriptions1764000015000,
  PoolPrices1764000016000,
  WithdrawnInheritances1764000016100,
];

type TypeId = Parameters<typeof pg.types.getTypeParser>[0];

/** bigint as number (ours stay below 2^53), date as the text it is: a calendar day has no time zone. */
const types = {
  getTypeParser(oid: TypeId, format?: 'text' | 'binary'): unknown {
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.DATE) return String;
    return pg.types.getTypeParser(oid, format);
  },
};

/** What this library needs of a logger; pino's fits. */
export interface DatabaseLog {
  warn(fields: object, message: string): void;
}

/** TypeORM hands every statement to its logger; all but what Shipei itself has to say there is left out. */
class WarningsOnly implements Logger {
  constructor(private readonly target: DatabaseLog | undefined) {}

  logQuery(): void {
    // Left out, like the four below.
  }
  readonly logQueryError = this.logQuery.bind(this);
  readonly logQuerySlow = this.logQuery.bind(this);
  readonly logSchemaBuild = this.logQuery.bind(this);
  readonly logMigration = this.logQuery.bind(this);
  log(level: string, message: unknown): void {
    if (level === 'warn' && typeof message === 'object' && message !== null) {
      this.target?.warn(message, 'waking other processes failed; they look by themselves');
    }
  }
}

/** Opens the pool of connections that a process uses for everything but queues and wake-ups. */
export async function openDatabase(options: {
  url: string;
  poolMax?: number;
  applicationName: string;
  log?: DatabaseLog;
}): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    applicationName: options.applicationName,
    logger: new WarningsOnly(options.log),
    extra: {
      types,
      max: options.poolMax ?? 10,
      connectionTimeoutMillis: 5_000,
      // A statement that hangs must not hang its request for ever.
      statement_timeout: 30_000,
      // … nor one whose answer never arrives, because the connection went silent.
      query_timeout: 35_000,
      idle_in_transaction_session_timeout: 60_000,
    },
    // An idle connection that breaks (server restart) is replaced by the pool; without a handler it would end the process.
    poolErrorHandler: () => undefined,
  });
  return dataSource.initialize();
}

const MIGRATION_LOCK = 0x5348_4950;

/**
 * Brings the schema up to date. Several processes may call it at once: an advisory lock lets one work at a time.
 */
export async function migrate(url: string): Promise<void> {
  const guard = new pg.Client({ connectionString: url });
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = await openDatabase({ url, poolMax: 2, applicationName: 'shipei-migrate' });
    try {
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await guard.end();
  }
}

/** SQLSTATE of a database error, wherever TypeORM put it. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? sqlStateOf(error.driverError) : undefined;
}

/** Name of the violated constraint, where the error is a constraint violation. */
export function constraintOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('constraint' in error && typeof error.constraint === 'string') return error.constraint;
  return 'driverError' in error ? constraintOf(error.driverError) : undefined;
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23505';
}

// Too busy counts as away: a statement that took too long (57014), a lock that never came (55P03), and a transaction that
// lost its conflicts as often as it was tried (40001, 40P01) have changed nothing, and succeed when repeated later.
const UNAVAILABLE = /^(08...|57P0[1-4]|57014|55P03|40001|40P01|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** The database is away (restarting, unreachable, out of connections) or too busy: nothing is wrong with the request. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined && UNAVAILABLE.test(state)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Driver not Connected|connection is not open/i.test(
      error.message,
    )
  );
}

/** Rows of a raw query. The caller names the row's shape, which the SQL text beside it decides. */
export async function rows<T extends object>(
  db: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<T[]> {
  const result: unknown = await db.query(sql, [...parameters]);
  // UPDATE and DELETE answer [rows, count], SELECT and INSERT answer rows.
  const list = Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) ? result[0] : result;
  return list as T[];
}

/** The only row of a raw query, or undefined. */
export async function row<T extends object>(
  db: Pick<EntityManager, 'query'>,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<T | undefined> {
  return (await rows<T>(db, sql, parameters))[0];
}
