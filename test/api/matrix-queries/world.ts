import { transaction } from '#libs/database';
import { recordFindings } from '#libs/matrix';
import { row } from '#libs/database';
import { startService, type TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { succeed } from '../support/http.js';
import { createOrganization, joinAs, type Member } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';
import { releaseId, revisionNow } from '../matrix-facts/support.js';

export const KYLIN = 'kylinsoft/kylin-server@v10-sp3';
export const EULER = 'openeuler/openeuler@22.03-lts-sp4';
export const KUNPENG = 'hisilicon/kunpeng-920';
export const HYGON = 'hygon/c86-7390';

/** A release that is certified, one that failed where only the parties know, and one about which nothing is known. */
export interface MatrixTestWorld {
  readonly service: TestService;
  readonly vendor: Member;
  readonly passed: Registered;
  readonly failed: Registered;
  readonly silent: Registered;
}

export async function openMatrixWorld(): Promise<MatrixTestWorld> {
  const service = await startService({ worker: false });
  const vendor = await joinAs(service, 'vendor', {
    organization: await createOrganization(service, ['vendor'], 'acme'),
  });
  const register = (product: string): Promise<Registered> =>
    registerRelease(service, { token: vendor.token, vendor: vendor.organization, product });
  const world = {
    service,
    vendor,
    passed: await register('editor'),
    failed: await register('painter'),
    silent: await register('reader'),
  };
  await record(world, world.passed, { verdict: 'pass', visibility: 'public' });
  await record(world, world.failed, { verdict: 'fail', visibility: 'parties' });
  await caughtUp(service);
  return world;
}

/** Records a direct result, on Kylin × Kunpeng unless told otherwise. */
export async function record(
  { service }: Pick<MatrixTestWorld, 'service'>,
  release: Registered,
  finding: { verdict: 'pass' | 'fail'; visibility: 'public' | 'parties' },
  on: { os: string; cpu: string } = { os: KYLIN, cpu: KUNPENG },
): Promise<void> {
  const { db } = service.parts;
  const platform = await row<{ id: number }>(db, 'SELECT id FROM platform_coordinates WHERE os = $1 AND cpu = $2', [
    on.os,
    on.cpu,
  ]);
  const center = await row<{ id: string }>(db, `SELECT id FROM organizations WHERE slug = 'dev-lab'`);
  if (platform === undefined || center === undefined) throw new Error('the catalogue lacks what the test needs');
  const about = { releaseId: await releaseId(service, release.coordinate), platformId: platform.id };
  await transaction(db, (tx) =>
    recordFindings(tx, 'test', [
      {
        ...about,
        ...finding,
        kind: 'direct',
        scheme: 'xinchuang',
        organizationId: center.id,
        partyIds: finding.visibility === 'parties' ? [center.id] : [],
        validFrom: new Date('2026-01-01T00:00:00Z'),
        validUntil: new Date('2099-01-01T00:00:00Z'),
      },
    ]),
  );
}

/** Waits until the matrix in memory has everything that is committed. */
export async function caughtUp(service: TestService): Promise<void> {
  const revision = await revisionNow(service);
  await eventually('the matrix in memory follows', async () =>
    Promise.resolve((service.parts.matrix.snapshot?.edition.revision ?? -1) >= revision || undefined),
  );
}

export async function get<T = Record<string, unknown>>(
  { service }: Pick<MatrixTestWorld, 'service'>,
  path: string,
): Promise<T> {
  return succeed<T>(service.url, { path: `/api/v1${path}` });
}
