import { audit, Certificate, CertificatePlatform, row, rows, transaction, wake } from '#libs/database';
import type { SystemActor } from '#libs/domain';
import { advanceJob } from '#libs/dispatch';
import { recordFindings, wholeSecond } from '#libs/matrix';
import { policyAt, publishRelease, schemeBySlug } from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { testedAttempt } from '../findings/tested-attempt.queries.js';
import { validityEnd, type CertificateDocument } from './certificate-document.js';
import { nextCertificateNumber } from './next-certificate-number.js';

interface Approved {
  readonly attemptId: string;
  readonly issuingOrganizationId: string;
  readonly testingOrganizationId: string;
}

/**
 * Issues the certificate of a job that every review has approved, together with its finding, in one transaction. What it
 * certifies is public from then on (docs/decisions/010). Running it again changes nothing: the job has left `issuing`.
 */
export async function issueCertificate(db: DataSource, actor: SystemActor, jobId: string): Promise<void> {
  const issued = await transaction(db, async (tx) => {
    const approved = await row<Approved>(
      tx,
      `SELECT v.attempt_id AS "attemptId", v.decided_organization_id AS "issuingOrganizationId", c.organization_id AS "testingOrganizationId"
         FROM jobs j JOIN reviews v ON v.job_id = j.id AND v.kind = 'certification' AND v.state = 'approved'
         JOIN pools p ON p.id = j.pool_id JOIN centers c ON c.id = p.center_id
        WHERE j.id = $1 AND j.state = 'issuing' FOR UPDATE OF j`,
      [jobId],
    );
    if (approved === undefined) return false;
    const tested = await testedAttempt(tx, approved.attemptId);
    const scheme = await schemeBySlug(tx, tested.scheme);
    if (scheme === undefined) throw new Error(`scheme ${tested.scheme} is gone`);
    const issuedAt = wholeSecond(new Date());
    const validUntil = validityEnd(issuedAt, scheme.validity);
    const certificate = {
      id: uuidv7(),
      number: await nextCertificateNumber(tx, issuedAt),
      scheme: tested.scheme,
      releaseId: tested.releaseId,
      jobId,
      issuingOrganizationId: approved.issuingOrganizationId,
      testingOrganizationId: approved.testingOrganizationId,
      document: await documentOf(tx, approved),
      issuedAt,
      validFrom: issuedAt,
      validUntil,
    };
    await tx.insert(Certificate, certificate);
    await tx.insert(CertificatePlatform, { certificateId: certificate.id, platformId: tested.platformId });
    await advanceJob(tx, actor, jobId, 'certificate-issued');
    await audit(tx, actor, {
      action: 'certificate.issue',
      subject: ['certificate', certificate.id],
      details: { number: certificate.number, jobId },
    });
    await recordFindings(tx, `certificate ${certificate.number}`, [
      {
        ...tested,
        kind: 'direct',
        verdict: 'pass',
        visibility: 'public',
        validFrom: issuedAt,
        validUntil,
        organizationId: approved.testingOrganizationId,
        certificateId: certificate.id,
        certificateNumber: certificate.number,
      },
    ]);
    await publishRelease(tx, actor, tested.releaseId, `certificate ${certificate.number}`);
    return true;
  });
  if (issued) await wake(db, `job:${jobId}`);
}

async function documentOf(tx: EntityManager, approved: Approved): Promise<CertificateDocument> {
  const head = await row<{
    release: string;
    productName: string;
    os: string;
    osName: string;
    cpu: string;
    cpuName: string;
    scheme: string;
    issuingBody: string;
    testingBody: string;
    testPlan: string;
    revision: number;
  }>(
    tx,
    `SELECT rc.coordinate AS release, rc.product_name AS "productName", pl.os, pl.os_name AS "osName", pl.cpu, pl.cpu_name AS "cpuName",
            q.scheme, (SELECT name FROM organizations WHERE id = $2) AS "issuingBody",
            (SELECT name FROM organizations WHERE id = $3) AS "testingBody", tp.slug || ' v' || tp.version AS "testPlan",
            (SELECT revision FROM revision_head) AS revision
       FROM attempts a JOIN jobs j ON j.id = a.job_id JOIN adaptation_requests q ON q.id = j.request_id
       JOIN test_plans tp ON tp.id = a.test_plan_id JOIN release_coordinates rc ON rc.id = j.release_id
       JOIN platform_coordinates pl ON pl.id = j.platform_id WHERE a.id = $1`,
    [approved.attemptId, approved.issuingOrganizationId, approved.testingOrganizationId],
  );
  if (head === undefined) throw new Error(`attempt ${approved.attemptId} is gone`);
  const { os, osName, cpu, cpuName, revision, ...rest } = head;
  const policy = await policyAt(tx, revision);
  if (policy === undefined) throw new Error('no inference policy is known: the catalogue was not loaded');
  return {
    ...rest,
    platforms: [{ os, osName, cpu, cpuName }],
    policy: policy.version,
    artifacts: await rows(
      tx,
      `SELECT ra.sha256, ar.sm3, ra.file_name AS "fileName"
         FROM attempts a JOIN jobs j ON j.id = a.job_id JOIN adaptation_requests q ON q.id = j.request_id
         JOIN release_artifacts ra ON ra.release_id = j.release_id AND ra.build = q.build JOIN artifacts ar USING (sha256)
        WHERE a.id = $1 AND a.artifact_digests ? ra.sha256 ORDER BY ra.file_name`,
      [approved.attemptId],
    ),
    evidence: await rows(tx, 'SELECT name, sha256 FROM evidence WHERE attempt_id = $1 ORDER BY name', [
      approved.attemptId,
    ]),
  };
}
