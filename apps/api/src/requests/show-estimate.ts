import { MAX_ESTIMATED_POOLS, type estimateAdaptationRequest, type OutputOf } from '#libs/contracts';
import type { EstimatedPool, EstimatedRequest } from '#libs/dispatch';
import type { InPool, Pace } from '#libs/domain';
import type { Answer } from '../http/handles.js';
import { problemOf } from '../http/problem.filter.js';
import { WAITING_WORDS } from './waiting-words.js';

type Shown = Awaited<Answer<typeof estimateAdaptationRequest>>;
type ShownPool = Shown['targets'][number]['pools'][number];
type Basis = OutputOf<typeof estimateAdaptationRequest>['targets'][number]['pools'][number]['waitBasis'];

/** An estimate as the API shows it. */
export function showEstimate(release: string, { plan, targets, totals, estimatedAt }: EstimatedRequest): Shown {
  const { cost, priced, free, unpriced, ...sums } = totals;
  return {
    accepted: targets.every(({ refusal }) => refusal === null),
    release,
    testPlan: plan.slug,
    testPlanVersion: plan.version,
    targets: targets.map(({ os, cpu, refusal, pools }) => ({
      os,
      cpu,
      accepted: refusal === null,
      refusal: refusal && problemOf(refusal),
      servedBy: pools.length,
      pools: pools.slice(0, MAX_ESTIMATED_POOLS).map(showPool),
    })),
    total: { ...sums, cost, currency: 'CNY', pricedJobs: priced, freeJobs: free, unpricedJobs: unpriced },
    estimatedAt,
  };
}

function showPool({ pool, estimate }: InPool<EstimatedPool>): ShownPool {
  const { center, slug, executor, hosts, liveHosts, freeHosts, paceOfAll, paceOfPlan } = pool;
  return {
    ...estimate,
    center,
    pool: slug,
    emulated: executor === 'emulated',
    hosts,
    liveHosts,
    freeHosts,
    waiting: { code: estimate.waiting, ...WAITING_WORDS[estimate.waiting] },
    waitBasis: basisOf(paceOfAll),
    hostSecondsBasis: basisOf(paceOfPlan),
  };
}

function basisOf({ basis, samples }: Pace): Basis {
  return { basis, samples };
}
