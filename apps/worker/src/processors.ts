import { DeclarationRun, evaluateResults, issueCertificate } from '#libs/certification';
import {
  fillWindow,
  rebuildTickets,
  recoverStalledTickets,
  refreshWaitingReasons,
  routeJob,
  sweepLeases,
} from '#libs/dispatch';
import type { DispatchTiming, SystemActor } from '#libs/domain';
import { deliverNotices, forgetOldNotices, tellChanges, type Senders } from '#libs/matrix';
import { forgetEndedSessions, forgetIdempotencyKeys, performImportStep } from '#libs/registry';
import type { ProcessorContext, Processors, Queues } from '#libs/jobs';
import type { DataSource } from 'typeorm';

/** One processor a queue: each reads an id, calls a verb, and leaves every decision to it. */
export function processors(parts: {
  db: DataSource;
  queues: Queues;
  timing: DispatchTiming;
  /** Frees the store of what nobody finished to upload. */
  dropUploads: () => Promise<void>;
  senders: Senders;
  publicUrl: string | undefined;
  stopping: AbortSignal;
}): Processors {
  const { db, queues, timing, dropUploads, senders, publicUrl, stopping } = parts;
  const actor = (process: string, context: ProcessorContext): SystemActor => ({
    kind: 'system',
    process,
    requestId: context.jobId,
  });
  return {
    'route-job': ({ jobId }, context) => routeJob({ db, actor: actor('route-job', context) }, jobId, timing),
    'fill-window': ({ poolId }) => fillWindow(db, poolId, timing),
    'evaluate-attempt': ({ attemptId }, context) => evaluateResults(db, actor('evaluate-attempt', context), attemptId),
    'issue-certificate': ({ jobId }, context) => issueCertificate(db, actor('issue-certificate', context), jobId),
    'deliver-notices': ({ deliveryId }) => deliverNotices(db, deliveryId, senders, publicUrl),
    'tell-changes': () => tellChanges(db, stopping),
    'run-import': (payload, context) =>
      performImportStep(
        { db, actor: actor('run-import', context) },
        payload,
        (scope, plans) => new DeclarationRun(scope, plans),
      ),
    'sweep-leases': (_payload, context) => sweepLeases(db, actor('sweep-leases', context), timing),
    'refresh-waiting': () => refreshWaitingReasons(db, timing),
    'recover-tickets': () => recoverStalledTickets(db, queues, timing),
    'rebuild-tickets': async () => {
      await rebuildTickets(db, queues, timing);
      await forgetIdempotencyKeys(db);
      await forgetEndedSessions(db);
      await forgetOldNotices(db);
      await dropUploads();
    },
  };
}
