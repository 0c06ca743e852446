import { row } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { certificateNumber } from './certificate-document.js';

/** Counts within the transaction, so a number is used exactly when its certificate commits. */
export async function nextCertificateNumber(tx: EntityManager, at: Date): Promise<string> {
  const year = at.getUTCFullYear();
  const counter = await row<{ last: number }>(
    tx,
    `INSERT INTO certificate_counters (year, last) VALUES ($1, 1)
     ON CONFLICT (year) DO UPDATE SET last = certificate_counters.last + 1 RETURNING last`,
    [year],
  );
  if (counter === undefined) throw new Error('the certificate counter returned no row');
  return certificateNumber(year, counter.last);
}
