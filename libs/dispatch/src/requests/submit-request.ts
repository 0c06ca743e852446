import { AdaptationRequest, addToOutbox, audit, Job, transaction, wakeRelay, type Context } from '#libs/database';
import { PRIORITY_BANDS, type PersonActor } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { judgeRequest, platformsOf, type RequestInput } from './judge-request.js';

/**
 * Submits an adaptation request of the actor's organization: one queued job per target, all or none.
 *
 * @param clonedFrom id of the request that this one asks again
 * @returns id of the request
 * @throws DomainError `unknown-coordinate` · `no-pool-serves` naming the nearest platform that a pool serves ·
 * `no-artifact-for-platform` · `withdrawn-from-offer` · `invalid-plan-parameters` · `invalid-request` build, plan, scheme, doubled target
 */
export async function submitRequest(
  { db, actor }: Context<PersonActor>,
  input: RequestInput,
  clonedFrom: string | null = null,
): Promise<string> {
  const requestId = uuidv7();
  await transaction(db, async (tx) => {
    const judged = await judgeRequest(tx, actor, input, 'held');
    const platforms = platformsOf(judged);
    const { release, build, plan, scheme } = judged;
    await tx.insert(AdaptationRequest, {
      id: requestId,
      vendorId: actor.organizationId,
      releaseId: release.id,
      // A release without files is refused above: there is no target without one.
      build: build?.number ?? 1,
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
        build: build?.build,
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
