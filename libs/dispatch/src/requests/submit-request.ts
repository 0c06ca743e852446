import { AdaptationRequest, addToOutbox, audit, Job, transaction, wakeRelay, type Context } from '#libs/database';
import {
  DomainError,
  nearestMatches,
  nearestPlatforms,
  notFound,
  parseReleaseCoordinate,
  PRIORITY_BANDS,
  resolvePlan,
  type DispatchTiming,
  type PersonActor,
  type PlanParameterValues,
  type Priority,
} from '#libs/domain';
import {
  findRelease,
  requirePlatform,
  schemeBySlug,
  unknownCoordinate,
  visibleReleaseCoordinates,
  type PlatformRow,
  type ReleaseRow,
  type SchemeRow,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { testPlanInForce } from '../plans/test-plans.queries.js';
import { poolsForPlatform, servedPlatformNames, type RouteDemand } from '../routing/pools-for-platform.queries.js';

export interface RequestInput {
  readonly release: string;
  readonly targets: readonly { readonly os: string; readonly cpu: string }[];
  readonly testPlan: string;
  readonly scheme: string;
  readonly parameters: PlanParameterValues;
  readonly priority: Priority;
  readonly waitForPool: boolean;
  readonly allowEmulated: boolean;
}

/**
 * Submits an adaptation request of the actor's organization: one queued job per target, all or none.
 *
 * @param clonedFrom id of the request that this one asks again
 * @returns id of the request
 * @throws DomainError `unknown-coordinate` · `no-pool-serves` naming the nearest platform that a pool serves ·
 * `no-artifact-for-platform` · `invalid-plan-parameters` · `invalid-request` plan, scheme, doubled target
 */
export async function submitRequest(
  { db, actor }: Context<PersonActor>,
  input: RequestInput,
  timing: DispatchTiming,
  clonedFrom: string | null = null,
): Promise<string> {
  const requestId = uuidv7();
  await transaction(db, async (tx) => {
    const release = await ownRelease(tx, actor, input.release);
    const plan = await testPlanInForce(tx, input.testPlan);
    if (plan === undefined) throw invalid('testPlan', 'there is no such test plan; see GET /test-plans');
    resolvePlan(plan.definition, input.parameters);
    const scheme = await schemeBySlug(tx, input.scheme);
    if (scheme === undefined) throw invalid('scheme', 'there is no such certification scheme');

    const platforms: PlatformRow[] = [];
    for (const [index, target] of input.targets.entries()) {
      const platform = await requirePlatform(tx, target, `targets.${index}.`);
      if (platforms.some(({ id }) => id === platform.id)) throw invalid(`targets.${index}`, 'is named twice');
      platforms.push(platform);
    }
    refuseWithoutArtifact(release, platforms);
    refuseForeignOrigin(scheme, platforms);
    const demand = {
      allowEmulated: input.allowEmulated,
      accreditedFor: scheme.accreditedCentersOnly ? scheme.slug : null,
    };
    if (!input.waitForPool) await refuseUnserved(tx, platforms, demand, timing);

    await tx.insert(AdaptationRequest, {
      id: requestId,
      vendorId: actor.organizationId,
      releaseId: release.id,
      testPlanId: plan.id,
      scheme: scheme.slug,
      priority: input.priority,
      parameters: input.parameters,
      // The built-in plans hold no test case that a vendor wrote, so there is nothing for a reviewer to approve first.
      state: 'in-progress',
      waitForPool: input.waitForPool,
      allowEmulated: input.allowEmulated,
      submittedBy: actor.personId,
      submittedMembershipId: actor.membershipId,
    });
    const jobs = platforms.map((platform) => ({
      id: uuidv7(),
      requestId,
      vendorId: actor.organizationId,
      releaseId: release.id,
      platformId: platform.id,
      state: 'queued' as const,
      band: PRIORITY_BANDS[input.priority],
      queuedAt: new Date(),
    }));
    await tx.insert(Job, jobs);
    await addToOutbox(
      tx,
      jobs.map(({ id }) => ({ queue: 'route-job', payload: { jobId: id } })),
    );
    await audit(tx, actor, {
      action: 'request.submit',
      subject: ['request', requestId],
      details: {
        release: input.release,
        jobs: jobs.length,
        testPlan: plan.definition.slug,
        planVersion: plan.definition.version,
        ...(clonedFrom === null ? {} : { clonedFrom }),
      },
    });
  });
  await wakeRelay(db);
  return requestId;
}

async function ownRelease(tx: EntityManager, actor: PersonActor, text: string): Promise<ReleaseRow> {
  const coordinate = parseReleaseCoordinate(text);
  const release = coordinate === undefined ? undefined : await findRelease(tx, actor.organizationId, coordinate);
  if (release === undefined) {
    throw unknownCoordinate(
      'release',
      text,
      nearestMatches(text, await visibleReleaseCoordinates(tx, actor.organizationId, text)),
    );
  }
  // Only its vendor asks for a release to be tested; whoever else may see it gets the answer for what is not theirs.
  if (release.vendorId !== actor.organizationId) throw notFound('版本 · release');
  return release;
}

function refuseWithoutArtifact(release: ReleaseRow, platforms: readonly PlatformRow[]): void {
  const problems = platforms.flatMap((platform, index) =>
    release.artifacts.some(({ isa }) => isa === null || isa === platform.isa)
      ? []
      : [
          {
            path: `targets.${index}`,
            code: 'no-artifact-for-platform',
            message: `the release has no artifact for ${platform.isa}`,
          },
        ],
  );
  if (problems.length > 0) {
    throw new DomainError(
      'no-artifact-for-platform',
      "该版本没有适用于目标指令集的制品 · The release has no artifact for a target's ISA",
      {
        fields: problems,
      },
    );
  }
}

function refuseForeignOrigin(scheme: SchemeRow, platforms: readonly PlatformRow[]): void {
  const index = platforms.findIndex(({ origin }) => !scheme.platformOrigins.includes(origin));
  if (index >= 0)
    throw invalid(`targets.${index}`, `the scheme ${scheme.slug} does not certify on discovered platforms`);
}

async function refuseUnserved(
  tx: EntityManager,
  platforms: readonly PlatformRow[],
  demand: Omit<RouteDemand, 'platformId'>,
  timing: DispatchTiming,
): Promise<void> {
  const unserved: { platform: PlatformRow; index: number }[] = [];
  for (const [index, platform] of platforms.entries()) {
    const pools = await poolsForPlatform(tx, { ...demand, platformId: platform.id }, timing.leaseSeconds);
    if (pools.length === 0) unserved.push({ platform, index });
  }
  const [first] = unserved;
  if (first === undefined) return;
  const nearest = nearestPlatforms(first.platform, await servedPlatformNames(tx, demand)).map(({ os, cpu }) => ({
    os,
    cpu,
  }));
  const [best] = nearest;
  const wanted = `${first.platform.os} × ${first.platform.cpu}`;
  const zh = best === undefined ? '' : `最接近的是 ${best.os} × ${best.cpu}。`;
  const en = best === undefined ? '' : `; the nearest that one serves is ${best.os} × ${best.cpu}`;
  throw new DomainError(
    'no-pool-serves',
    `没有资源池能测试 ${wanted}。${zh} · No pool anywhere serves ${wanted}${en}. With waitForPool the job waits for one.`,
    {
      fields: unserved.map(({ platform, index }) => ({
        path: `targets.${index}`,
        code: 'no-pool-serves',
        message: `no pool anywhere serves ${platform.os} on ${platform.cpu}`,
      })),
      facts: { nearest },
    },
  );
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid-request', '请求有误 · The request is wrong', {
    fields: [{ path, code: 'invalid', message }],
  });
}
