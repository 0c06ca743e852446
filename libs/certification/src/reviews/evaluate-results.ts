import { Review, row, transaction, wake } from '#libs/database';
import type { AttemptOutcome, SystemActor } from '#libs/domain';
import { advanceJob } from '#libs/dispatch';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/**
 * Takes a completed attempt to where people judge it: a real result to technical review, an emulated one to its end as
 * evidence only, a blocked one to a person. Running it again, or after the job has moved on, changes nothing.
 */
export async function evaluateResults(db: DataSource, actor: SystemActor, attemptId: string): Promise<void> {
  const jobId = await transaction(db, async (tx) => {
    const attempt = await row<{ jobId: string; outcome: AttemptOutcome; emulated: boolean }>(
      tx,
      `SELECT a.job_id AS "jobId", a.outcome, a.emulated FROM attempts a
         JOIN jobs j ON j.id = a.job_id AND j.current_attempt_id = a.id
        WHERE a.id = $1 AND a.state = 'completed' AND j.state = 'results-in' FOR UPDATE OF j`,
      [attemptId],
    );
    if (attempt === undefined) return undefined;
    if (attempt.outcome === 'blocked') {
      await advanceJob(
        tx,
        actor,
        attempt.jobId,
        'evaluated-blocked',
        '测试无法完成，需人工处理 · The plan could not be carried out; a person must look',
      );
    } else if (attempt.emulated) {
      await advanceJob(
        tx,
        actor,
        attempt.jobId,
        'evaluated-emulated',
        EMULATED[attempt.outcome === 'passed' ? 'passed' : 'failed'],
      );
    } else {
      await advanceJob(tx, actor, attempt.jobId, 'evaluated-real');
      await tx.insert(Review, { id: uuidv7(), jobId: attempt.jobId, attemptId, kind: 'technical', state: 'open' });
    }
    return attempt.jobId;
  });
  if (jobId !== undefined) await wake(db, `job:${jobId}`);
}

const EMULATED = {
  passed: '仿真环境中通过，仅作参考，不予认证 · Passed under emulation: evidence only, never certified',
  failed: '仿真环境中未通过，仅作参考 · Failed under emulation: evidence only',
} as const;
