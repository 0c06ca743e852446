import { audit, Certificate, CertificatePlatform, row } from '#libs/database';
import { type InheritanceState, type PersonActor, findingId } from '#libs/domain';
import { recordFindings, wholeSecond, type DerivableCell } from '#libs/matrix';
import { publishRelease, schemeBySlug } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { validityEnd, type CertificateDocument, type InheritedFrom } from '../certificates/certificate-document.js';
import { nextCertificateNumber } from '../certificates/next-certificate-number.js';

export interface ReviewedInheritance {
  readonly id: string;
  readonly releaseId: string;
  readonly platformId: number;
  readonly sourceFinding: number;
  readonly path: InheritedFrom['path'];
  readonly policyVersion: string;
  readonly scheme: string;
  readonly state: InheritanceState;
}

interface Surroundings {
  readonly issuingOrganizationId: string;
  readonly issuingBody: string;
  readonly testingOrganizationId: string;
  readonly release: string;
  readonly productName: string;
  readonly os: string;
  readonly osName: string;
  readonly cpu: string;
  readonly cpuName: string;
  readonly sourceCertificate: string;
  readonly sourceDocument: CertificateDocument;
}

/**
 * Issues the certificate of an inheritance that every review has approved, with its finding: it names the source, the rules
 * and the policy version, by which it lives from then on. What it certifies is public, as every certificate is
 * (docs/decisions/010). Takes the revision head: call it last.
 */
export async function issueInheritance(
  tx: EntityManager,
  actor: PersonActor,
  inheritance: ReviewedInheritance,
  derived: DerivableCell,
): Promise<void> {
  const scheme = await schemeBySlug(tx, inheritance.scheme);
  if (scheme === undefined) throw new Error(`scheme ${inheritance.scheme} is gone`);
  const around = await surroundingsOf(tx, inheritance);
  const issuedAt = wholeSecond(new Date());
  const end = validityEnd(issuedAt, scheme.validity);
  const certificate = {
    id: uuidv7(),
    number: await nextCertificateNumber(tx, issuedAt),
    scheme: inheritance.scheme,
    releaseId: inheritance.releaseId,
    inheritanceId: inheritance.id,
    issuingOrganizationId: around.issuingOrganizationId,
    testingOrganizationId: around.testingOrganizationId,
    document: documentOf(inheritance, around),
    issuedAt,
    validFrom: issuedAt,
    // R11: no later than the derivation ends.
    validUntil: derived.validUntil === null || derived.validUntil > end.getTime() ? end : new Date(derived.validUntil),
  };
  await tx.insert(Certificate, certificate);
  await tx.insert(CertificatePlatform, { certificateId: certificate.id, platformId: inheritance.platformId });
  await audit(tx, actor, {
    action: 'certificate.issue',
    subject: ['certificate', certificate.id],
    details: { number: certificate.number, inheritanceId: inheritance.id },
  });
  await recordFindings(tx, `certificate ${certificate.number}`, [
    {
      kind: 'inherited',
      verdict: 'pass',
      releaseId: inheritance.releaseId,
      platformId: inheritance.platformId,
      visibility: 'public',
      scheme: inheritance.scheme,
      validFrom: issuedAt,
      validUntil: certificate.validUntil,
      organizationId: around.issuingOrganizationId,
      certificateId: certificate.id,
      certificateNumber: certificate.number,
      sourceFinding: inheritance.sourceFinding,
      rule: inheritance.path.map(({ rule }) => rule).join('+'),
      policyVersion: inheritance.policyVersion,
    },
  ]);
  await publishRelease(tx, actor, inheritance.releaseId, `certificate ${certificate.number}`);
}

async function surroundingsOf(tx: EntityManager, inheritance: ReviewedInheritance): Promise<Surroundings> {
  const found = await row<Surroundings>(
    tx,
    `SELECT v.decided_organization_id AS "issuingOrganizationId", issuer.name AS "issuingBody",
            source.testing_organization_id AS "testingOrganizationId", source.number AS "sourceCertificate",
            source.document AS "sourceDocument", rc.coordinate AS release, rc.product_name AS "productName", pl.os,
            pl.os_name AS "osName", pl.cpu, pl.cpu_name AS "cpuName"
       FROM inheritances i JOIN findings f ON f.number = i.source_finding JOIN certificates source ON source.id = f.certificate_id
       JOIN reviews v ON v.inheritance_id = i.id AND v.kind = 'certification' AND v.state = 'approved'
       JOIN organizations issuer ON issuer.id = v.decided_organization_id
       JOIN release_coordinates rc ON rc.id = i.release_id JOIN platform_coordinates pl ON pl.id = i.platform_id
      WHERE i.id = $1`,
    [inheritance.id],
  );
  if (found === undefined) throw new Error(`inheritance ${inheritance.id} has no source certificate or no review`);
  return found;
}

/** Tests, files and evidence are the source's: nothing else was tested. */
function documentOf(
  { path, policyVersion, scheme, sourceFinding }: ReviewedInheritance,
  around: Surroundings,
): CertificateDocument {
  const { release, productName, os, osName, cpu, cpuName, issuingBody, sourceDocument } = around;
  const { testingBody, testPlan, artifacts, evidence } = sourceDocument;
  return {
    release,
    productName,
    platforms: [{ os, osName, cpu, cpuName }],
    scheme,
    issuingBody,
    testingBody,
    policy: policyVersion,
    testPlan,
    artifacts,
    evidence,
    inheritedFrom: { certificate: around.sourceCertificate, finding: findingId(sourceFinding), path },
  };
}
