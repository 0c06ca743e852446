import { row } from '#libs/database';
import type { EntityManager } from 'typeorm';

/** What an attempt measured, as a direct finding stores it. */
export interface TestedAttempt {
  readonly attemptId: string;
  readonly releaseId: string;
  readonly platformId: number;
  readonly scheme: string;
  readonly testedAt: Date;
  readonly artifactDigests: string[];
  readonly hostFacts: Record<string, unknown>;
  readonly testPlanId: string;
}

export async function testedAttempt(tx: EntityManager, attemptId: string): Promise<TestedAttempt> {
  const found = await row<TestedAttempt>(
    tx,
    `SELECT a.id AS "attemptId", j.release_id AS "releaseId", j.platform_id AS "platformId", q.scheme, a.ended_at AS "testedAt",
            a.artifact_digests AS "artifactDigests", a.host_facts AS "hostFacts", a.test_plan_id AS "testPlanId"
       FROM attempts a JOIN jobs j ON j.id = a.job_id JOIN adaptation_requests q ON q.id = j.request_id
      WHERE a.id = $1 AND a.state = 'completed' AND NOT a.emulated`,
    [attemptId],
  );
  // Emulated attempts never come here; that they can't is the last line of defence of "never certified".
  if (found === undefined) throw new Error(`attempt ${attemptId} is no completed attempt on real hardware`);
  return found;
}
