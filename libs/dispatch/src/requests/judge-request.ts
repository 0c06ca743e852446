import { setImmediate } from 'node:timers/promises';
import {
  DomainError,
  hasPackageFor,
  nearestMatches,
  nearestPlatforms,
  notFound,
  parseReleaseCoordinate,
  resolvePlan,
  type PersonActor,
  type PlanParameterValues,
  type PlatformName,
  type Priority,
} from '#libs/domain';
import {
  buildAskedFor,
  findRelease,
  ownRelease,
  requirePlatform,
  schemeBySlug,
  unknownCoordinate,
  visibleReleaseCoordinates,
  type BuildRow,
  type PlatformRow,
  type ReleaseRow,
  type SchemeRow,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { testPlanInForce, type TestPlanRow } from '../plans/test-plans.queries.js';
import { poolsServing, servedPlatformNames } from '../routing/pools-for-platform.queries.js';

type Db = Pick<EntityManager, 'query'>;

export interface RequestInput {
  readonly release: string;
  /** Label of one of its builds; the newest where none is named. */
  readonly build?: string | undefined;
  readonly targets: readonly { readonly os: string; readonly cpu: string }[];
  readonly testPlan: string;
  readonly scheme: string;
  readonly parameters: PlanParameterValues;
  readonly priority: Priority;
  readonly waitForPool: boolean;
  readonly allowEmulated: boolean;
}

/** One target as it would be taken, or why it would not. */
export type JudgedTarget =
  | { readonly platform: PlatformRow; readonly poolIds: readonly string[]; readonly refusal: null }
  | { readonly refusal: DomainError };

export interface JudgedRequest {
  readonly release: ReleaseRow;
  /** Undefined for a release without files: then every target is refused. */
  readonly build: BuildRow | undefined;
  readonly plan: TestPlanRow;
  readonly scheme: SchemeRow;
  /** In the order of the input. */
  readonly targets: readonly JudgedTarget[];
}

/**
 * What submission checks, and all that it checks: what is wrong with the whole request is thrown, what is wrong with one of its
 * targets is said of that target. Writes nothing.
 *
 * @param hold `held`: in a transaction, until whose end a draft that is asked about is not changed
 * @throws DomainError `unknown-coordinate` or `not-found` release · `withdrawn-from-offer` · `invalid-request` build, plan,
 * scheme · `invalid-plan-parameters`
 */
export async function judgeRequest(
  db: Db,
  actor: PersonActor,
  input: RequestInput,
  hold: 'held' | 'free' = 'free',
): Promise<JudgedRequest> {
  const release = await releaseAskedFor(db, actor, input.release, hold);
  refuseWithdrawn(release);
  const plan = await testPlanInForce(db, input.testPlan);
  if (plan === undefined) throw invalid('testPlan', 'there is no such test plan; see GET /test-plans');
  resolvePlan(plan.definition, input.parameters);
  const scheme = await schemeBySlug(db, input.scheme);
  if (scheme === undefined) throw invalid('scheme', 'there is no such certification scheme');

  const build = await buildAskedFor(db, release, input.build);
  const known = await knownPlatforms(db, input.targets);
  const taken = known.map((platform, index) =>
    platform instanceof DomainError ? platform : (refusalWithoutPools(platform, index, build, scheme) ?? platform),
  );
  const demand = {
    allowEmulated: input.allowEmulated,
    accreditedFor: scheme.accreditedCentersOnly ? scheme.slug : null,
  };
  const poolsOf = new Map<number, string[]>(
    taken.flatMap((platform) => (platform instanceof DomainError ? [] : [[platform.id, []]])),
  );
  for (const { platformId, poolId } of await poolsServing(db, [...poolsOf.keys()], demand)) {
    poolsOf.get(platformId)?.push(poolId);
  }
  const isUnserved = !input.waitForPool && [...poolsOf.values()].some((poolIds) => poolIds.length === 0);
  const served = isUnserved ? await servedPlatformNames(db, demand) : [];
  const targets: JudgedTarget[] = [];
  for (const [index, platform] of taken.entries()) {
    const poolIds = platform instanceof DomainError ? [] : (poolsOf.get(platform.id) ?? []);
    if (platform instanceof DomainError) targets.push({ refusal: platform });
    else if (poolIds.length > 0 || input.waitForPool) targets.push({ platform, poolIds, refusal: null });
    else {
      targets.push({ refusal: unserved(platform, index, served) });
      // Comparing names takes its time; others are served between two of many refusals.
      await setImmediate();
    }
  }
  return { release, build, plan, scheme, targets };
}

/**
 * The platforms of a request whose every target would be taken.
 *
 * @throws DomainError the refusal of the first that would not, naming the fields of all of them
 */
export function platformsOf({ targets }: JudgedRequest): PlatformRow[] {
  const refusals = targets.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]));
  const [first] = refusals;
  if (first !== undefined) {
    throw new DomainError(first.code, first.message, {
      fields: refusals.flatMap(({ fields }) => fields),
      facts: first.facts,
    });
  }
  return targets.flatMap((target) => (target.refusal === null ? [target.platform] : []));
}

async function releaseAskedFor(db: Db, actor: PersonActor, text: string, hold: 'held' | 'free'): Promise<ReleaseRow> {
  const coordinate = parseReleaseCoordinate(text);
  const release = coordinate === undefined ? undefined : await findRelease(db, actor.organizationId, coordinate);
  if (coordinate === undefined || release === undefined) {
    throw unknownCoordinate(
      'release',
      text,
      nearestMatches(text, await visibleReleaseCoordinates(db, actor.organizationId, text)),
    );
  }
  // Only its vendor asks for a release to be tested; whoever else may see it gets the answer for what is not theirs.
  if (release.vendorId !== actor.organizationId) throw notFound('版本 · release');
  return hold === 'held' ? ownRelease(db, actor, coordinate, 'FOR SHARE') : release;
}

/** What is not offered any more is not tested any more; requests that were accepted before run on. */
function refuseWithdrawn({ withdrawn }: ReleaseRow): void {
  if (withdrawn === null) return;
  const { of, since, reason } = withdrawn;
  const zh = of === 'release' ? '该版本' : '该产品';
  throw new DomainError(
    'withdrawn-from-offer',
    `${zh}已下架，不接受新的适配申请 · The ${of} is withdrawn from offer: nothing new is asked about it until its vendor takes that back`,
    { fields: [{ path: 'release', code: 'withdrawn-from-offer', message: reason }], facts: { of, since } },
  );
}

/** The platform of each target, or why it has none; the second of two that are the same is refused. */
async function knownPlatforms(db: Db, targets: RequestInput['targets']): Promise<(PlatformRow | DomainError)[]> {
  const found: (PlatformRow | DomainError)[] = [];
  const seen = new Set<number>();
  for (const [index, target] of targets.entries()) {
    const platform = await requirePlatform(db, target, `targets.${index}.`).catch(domainErrorOnly);
    const isDouble = !(platform instanceof DomainError) && seen.has(platform.id);
    found.push(isDouble ? invalid(`targets.${index}`, 'is named twice') : platform);
    if (!(platform instanceof DomainError)) seen.add(platform.id);
  }
  return found;
}

function domainErrorOnly(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  throw error;
}

function refusalWithoutPools(
  platform: PlatformRow,
  index: number,
  build: BuildRow | undefined,
  scheme: SchemeRow,
): DomainError | undefined {
  const path = `targets.${index}`;
  if (!hasPackageFor(platform.isa, build?.artifacts ?? [])) {
    return new DomainError(
      'no-artifact-for-platform',
      "该构建没有适用于目标指令集的安装包 · The build has no package for a target's ISA",
      { fields: [{ path, code: 'no-artifact-for-platform', message: `the build has no package for ${platform.isa}` }] },
    );
  }
  if (scheme.platformOrigins.includes(platform.origin)) return undefined;
  return invalid(path, `the scheme ${scheme.slug} does not certify on discovered platforms`);
}

function unserved(platform: PlatformRow, index: number, served: readonly PlatformName[]): DomainError {
  const nearest = nearestPlatforms(platform, served).map(({ os, cpu }) => ({ os, cpu }));
  const [best] = nearest;
  const wanted = `${platform.os} × ${platform.cpu}`;
  const zh = best === undefined ? '' : `最接近的是 ${best.os} × ${best.cpu}。`;
  const en = best === undefined ? '' : `; the nearest that one serves is ${best.os} × ${best.cpu}`;
  return new DomainError(
    'no-pool-serves',
    `没有资源池能测试 ${wanted}。${zh} · No pool anywhere serves ${wanted}${en}. With waitForPool the job waits for one.`,
    {
      fields: [
        {
          path: `targets.${index}`,
          code: 'no-pool-serves',
          message: `no pool anywhere serves ${platform.os} on ${platform.cpu}`,
        },
      ],
      facts: { nearest },
    },
  );
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('invalid-request', '请求有误 · The request is wrong', {
    fields: [{ path, code: 'invalid', message }],
  });
}
