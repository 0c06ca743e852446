import { row, rows } from '#libs/database';
import { notFound } from '#libs/domain';
import { actsUpon, findingOfCertificate } from '#libs/matrix';
import type { EntityManager } from 'typeorm';
import type { CertificateDocument } from './certificate-document.js';

export type CertificateState = 'valid' | 'lapsed' | 'suspended' | 'revoked';

export interface CertificateRow {
  readonly id: string;
  readonly number: string;
  /** Of what was tested for it; null where it is inherited. */
  readonly jobId: string | null;
  readonly inheritanceId: string | null;
  readonly issuingOrganizationId: string;
  readonly document: CertificateDocument;
  readonly issuedAt: Date;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/** @throws DomainError `not-found` */
export async function certificateByNumber(db: Pick<EntityManager, 'query'>, number: string): Promise<CertificateRow> {
  const found = await row<CertificateRow>(
    db,
    `SELECT id, number, job_id AS "jobId", inheritance_id AS "inheritanceId", issuing_organization_id AS "issuingOrganizationId", document, issued_at AS "issuedAt",
            valid_from AS "validFrom", valid_until AS "validUntil" FROM certificates WHERE number = $1`,
    [number],
  );
  if (found === undefined) throw notFound('证书 · certificate');
  return found;
}

/** Number of the certificate that a job ended in, if any. */
export async function certificateNumbersOfJobs(
  db: Pick<EntityManager, 'query'>,
  jobIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await rows<{ jobId: string; number: string }>(
    db,
    `SELECT job_id AS "jobId", number FROM certificates WHERE job_id = ANY($1)`,
    [jobIds],
  );
  return new Map(found.map(({ jobId, number }) => [jobId, number]));
}

/** State of a certificate now: what the last act upon it left, else whether its validity is over. */
export async function certificateState(
  tx: EntityManager,
  certificate: CertificateRow,
  now: Date,
): Promise<CertificateState> {
  const finding = await findingOfCertificate(tx, certificate.id);
  const acts = await actsUpon(tx, finding.number);
  if (acts.some(({ kind }) => kind === 'revocation')) return 'revoked';
  if (acts.at(-1)?.kind === 'suspension') return 'suspended';
  return certificate.validUntil <= now ? 'lapsed' : 'valid';
}
