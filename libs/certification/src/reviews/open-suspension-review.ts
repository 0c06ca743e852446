import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** Opens the review of a certificate's suspension over a job's fail; one that is open already is enough. */
export async function openSuspensionReview(
  tx: EntityManager,
  fail: { readonly jobId: string; readonly attemptId: string },
  certificateId: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO reviews (id, job_id, attempt_id, certificate_id, kind, state) VALUES ($1, $2, $3, $4, 'suspension', 'open')
     ON CONFLICT (certificate_id) WHERE state = 'open' AND certificate_id IS NOT NULL DO NOTHING`,
    [uuidv7(), fail.jobId, fail.attemptId, certificateId],
  );
}
