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
import { dropOldUploads, forgetEndedSessions, forgetIdempotencyKeys, performImportStep } from '#libs/registry';
import type { ProcessorContext, Processors, Queues } from '#libs/jobs';
import type { DataSource } from 'typeorm';

/** One processor a queue: each reads an id, calls a verb, and leaves every decision to it. */
export function processors(parts: {
  db: DataSource;
  queues: Queues;
  timing: DispatchTiming;
  /** Folder of artifacts and evidence, where this process sees it. */
  storeFolder: string | undefined;
}): Processors {
  const { db, queues, timing, storeFolder } = parts;
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
      if (storeFolder !== undefined) await dropOldUploads(storeFolder);
    },
  };
}
