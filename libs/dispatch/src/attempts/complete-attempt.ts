import { createHash } from 'node:crypto';
import { addToOutbox, audit, CaseResult, row, rows, transaction, wake } from '#libs/database';
import {
  DomainError,
  planVerdict,
  type AttemptOutcome,
  type AttemptState,
  type CaseVerdict,
  type TestPlan,
} from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { advanceJob } from '../jobs/advance-job.js';
import { finishCancelledJob } from '../jobs/finish-cancelled-job.js';
import { requeueJob } from '../jobs/requeue-job.js';
import { HELD, heldBy, refuseStaleWrite, type AttemptHolder } from './attempt-access.js';
import { releaseHosts } from './lose-attempt.js';

export interface AttemptReport {
  readonly results: readonly { caseId: string; verdict: CaseVerdict; durationMs: number; message: string | null }[];
  /** Names of the evidence that must have arrived. */
  readonly evidence: readonly string[];
  readonly hostFacts: Record<string, unknown>;
  readonly isolation: string;
  readonly ended: 'finished' | 'cancelled' | 'infra-error';
  readonly message: string | null;
}

export interface Completed {
  readonly state: AttemptState;
  readonly outcome: AttemptOutcome;
}

interface HeldAttempt {
  readonly jobId: string;
  readonly plan: TestPlan;
  readonly cancelling: boolean;
}

/**
 * Takes in the result of an attempt. The outcome follows from the plan's rule over the case results, never from the
 * agent's word. Of a completion and a cancellation that cross, one wins and the other changes nothing. The same report
 * again, because its answer was lost, gets the same answer.
 *
 * @throws DomainError `stale-attempt`, `not-found`, `evidence-missing`, `invalid-request` for cases the plan does not have
 */
export async function completeAttempt(
  db: DataSource,
  holder: AttemptHolder,
  report: AttemptReport,
): Promise<Completed> {
  const digest = createHash('sha256').update(JSON.stringify(report)).digest();
  const done = await transaction(db, async (tx) => {
    const attempt = await row<HeldAttempt>(
      tx,
      `SELECT attempts.job_id AS "jobId", tp.definition AS plan, j.cancel_requested_at IS NOT NULL AS cancelling
         FROM attempts JOIN jobs j ON j.id = attempts.job_id JOIN test_plans tp ON tp.id = attempts.test_plan_id
        WHERE ${HELD} FOR UPDATE OF attempts, j`,
      heldBy(holder),
    );
    if (attempt === undefined) return undefined;
    refuseUnknownCases(attempt.plan, report);
    await refuseMissingEvidence(tx, holder, report.evidence);
    const outcome = outcomeOf(attempt, report);
    const state: AttemptState = outcome === 'cancelled' ? 'cancelled' : 'completed';
    await tx.query(
      `UPDATE attempts SET state = $2, outcome = $3, ended_at = now(), host_facts = $4, isolation = $5, agent_message = $6,
              report_sha256 = $7, current_case = NULL WHERE id = $1`,
      [holder.attemptId, state, outcome, report.hostFacts, report.isolation, report.message, digest],
    );
    if (report.results.length > 0) {
      await tx.insert(
        CaseResult,
        report.results.map((result) => ({ attemptId: holder.attemptId, ...result })),
      );
    }
    await releaseHosts(tx, holder.attemptId);
    await audit(tx, holder.actor, {
      action: 'attempt.complete',
      subject: ['attempt', holder.attemptId],
      details: { outcome, jobId: attempt.jobId },
    });
    await moveJobOn(tx, holder, attempt.jobId, outcome, report.message);
    return { jobId: attempt.jobId, state, outcome };
  });
  if (done === undefined) return (await answeredBefore(db, holder, digest)) ?? refuseStaleWrite(db, holder, 'complete');
  await wake(db, 'outbox', `job:${done.jobId}`);
  return { state: done.state, outcome: done.outcome };
}

/** What the same report of the same holder was answered when it ended the attempt. */
async function answeredBefore(db: DataSource, holder: AttemptHolder, digest: Buffer): Promise<Completed | undefined> {
  return row<Completed>(
    db,
    'SELECT state, outcome FROM attempts WHERE id = $1 AND agent_id = $2 AND token_hash = $3 AND report_sha256 = $4',
    [...heldBy(holder), digest],
  );
}

function outcomeOf(attempt: HeldAttempt, report: AttemptReport): AttemptOutcome {
  if (report.ended === 'infra-error') return 'infra-error';
  // An agent can't cancel by itself: without a cancellation its stop is a failure of the infrastructure.
  if (report.ended === 'cancelled') return attempt.cancelling ? 'cancelled' : 'infra-error';
  return planVerdict(attempt.plan.cases, report.results);
}

async function moveJobOn(
  tx: EntityManager,
  holder: AttemptHolder,
  jobId: string,
  outcome: AttemptOutcome,
  message: string | null,
): Promise<void> {
  if (outcome === 'cancelled') {
    await finishCancelledJob(tx, holder.actor, jobId);
    return;
  }
  if (outcome === 'infra-error') {
    await requeueJob(tx, holder.actor, jobId, message ?? 'infra-error');
    return;
  }
  await advanceJob(tx, holder.actor, jobId, 'completed');
  await addToOutbox(tx, [{ queue: 'evaluate-attempt', payload: { attemptId: holder.attemptId } }]);
}

function refuseUnknownCases(plan: TestPlan, report: AttemptReport): void {
  const known = new Set(plan.cases.map(({ id }) => id));
  const seen = new Set<string>();
  const problems = report.results.flatMap(({ caseId }, index) => {
    const wrong = !known.has(caseId) || seen.has(caseId);
    seen.add(caseId);
    return wrong
      ? [{ path: `results.${index}.caseId`, code: 'unknown', message: 'is no case of the plan, or comes twice' }]
      : [];
  });
  if (problems.length > 0) {
    throw new DomainError('invalid-request', '测试用例与方案不符 · Results and plan do not fit together', {
      fields: problems,
    });
  }
}

async function refuseMissingEvidence(
  tx: EntityManager,
  holder: AttemptHolder,
  names: readonly string[],
): Promise<void> {
  const stored = await rows<{ name: string }>(tx, 'SELECT name FROM evidence WHERE attempt_id = $1', [
    holder.attemptId,
  ]);
  const missing = names.filter((name) => !stored.some((piece) => piece.name === name));
  if (missing.length > 0) {
    throw new DomainError('evidence-missing', '证据尚未全部上传 · Evidence has not arrived', {
      fields: missing.map((name) => ({ path: 'evidence', code: 'missing', message: name })),
    });
  }
}
