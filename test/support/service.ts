import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { createClient, unwrap, type ShipeiClient } from '#libs/client';
import { DISPATCH_TIMING, type DispatchTiming, type Role } from '#libs/domain';
import type { ProviderSettings } from '#libs/registry';
import { createLogger } from '#libs/runtime';
import { createApi } from '../../apps/api/src/create-api.js';
import { closeParts, openParts } from '../../apps/api/src/open-parts.js';
import type { Parts } from '../../apps/api/src/parts.js';
import type { Prepared } from '../../apps/worker/src/prepare/prepare-development.js';
import { WorkerProcess } from '../../apps/worker/src/worker-process.js';
import { createDevelopmentDatabase } from './development-database.js';
import type { QueueBackend } from './redis.js';

/** A real API and a real worker in this process, on a database of their own with the development world in it. */
export interface TestService {
  readonly url: string;
  readonly databaseUrl: string;
  readonly parts: Parts;
  readonly prepared: Prepared;
  /** A client of nobody in particular. */
  readonly stranger: ShipeiClient;
  /** A client signed in as the development account of this role. */
  as(role: Role): Promise<ShipeiClient>;
  /** Token of the development account of this role, for raw requests. */
  tokenOf(role: Role): Promise<string>;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly backend?: QueueBackend;
  /** Shorter leases, so that silence is judged within a test. */
  readonly timing?: Partial<DispatchTiming>;
  /** Without a worker nothing is relayed, routed or swept: for tests that do these by hand. */
  readonly worker?: boolean;
  readonly maxArtifactBytes?: number;
  readonly signInsPerMinute?: number;
  readonly listsPerMinute?: number;
  readonly plansPerMinute?: number;
  readonly maxBodySeconds?: number;
  readonly trustedProxies?: readonly string[];
  readonly identityProviders?: readonly ProviderSettings[];
}

export async function startService(options: ServiceOptions = {}): Promise<TestService> {
  const { database, prepared } = await createDevelopmentDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'shipei-service-'));
  const log = createLogger({ name: 'test', level: process.env['TEST_LOG_LEVEL'] ?? 'silent', stream: 'stderr' });
  const timing = { ...DISPATCH_TIMING, ...options.timing };
  const redisUrl = options.backend?.name === 'redis' ? options.backend.url : undefined;
  const common = {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    SHIPEI_QUEUE_NAMESPACE: redisUrl === undefined ? undefined : `t${Date.now().toString(36)}`,
    DATABASE_POOL_MAX: 10,
    LOG_LEVEL: 'silent' as const,
  };
  const parts = await openParts(
    {
      ...common,
      SHIPEI_HOST: '127.0.0.1',
      SHIPEI_PORT: 0,
      SHIPEI_STORE_DIR: path.join(folder, 'store'),
      SHIPEI_S3_REGION: 'us-east-1',
      SHIPEI_MAX_ARTIFACT_BYTES: options.maxArtifactBytes ?? 64 * 1024 * 1024,
      SHIPEI_MAX_EVIDENCE_BYTES: 32 * 1024 * 1024,
      SHIPEI_SIGN_INS_PER_MINUTE: options.signInsPerMinute ?? 10_000,
      SHIPEI_LISTS_PER_MINUTE: options.listsPerMinute ?? 10_000,
      SHIPEI_PLANS_PER_MINUTE: options.plansPerMinute ?? 10_000,
      SHIPEI_TRUSTED_PROXIES: [...(options.trustedProxies ?? [])],
      SHIPEI_OIDC_PROVIDERS: [...(options.identityProviders ?? [])],
      SHIPEI_MAX_BODY_SECONDS: options.maxBodySeconds ?? 60,
    },
    log,
    timing,
  );
  const api = await createApi(parts);
  await api.listen(0, '127.0.0.1');
  const server = api.getHttpServer();
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const worker =
    options.worker === false
      ? undefined
      : await WorkerProcess.start(
          { ...common, SHIPEI_S3_REGION: 'us-east-1', SHIPEI_WORKER_CONCURRENCY: 4 },
          log,
          timing,
        );

  const tokens = new Map<Role, string>();
  const stranger = createClient({ url });
  const tokenOf = async (role: Role): Promise<string> => {
    const known = tokens.get(role);
    if (known !== undefined) return known;
    const account = prepared.accounts.find((candidate) => candidate.role === role);
    if (account === undefined) throw new Error(`no development account has the role ${role}`);
    const body = { username: account.username, password: account.password };
    const { token } = unwrap(await stranger.POST('/api/v1/sessions', { body }));
    tokens.set(role, token);
    return token;
  };
  return {
    url,
    databaseUrl: database.url,
    parts,
    prepared,
    stranger,
    tokenOf,
    as: async (role) => {
      const token = await tokenOf(role);
      return createClient({ url, token: () => token });
    },
    stop: async () => {
      await worker?.onModuleDestroy();
      parts.beginStop();
      server.closeAllConnections();
      await api.close();
      await closeParts(parts);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
