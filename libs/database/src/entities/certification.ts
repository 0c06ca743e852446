import type { InheritanceState, ReviewKind } from '#libs/domain';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('reviews')
export class Review {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  /** Null for a review of an inheritance, as is the attempt. */
  @Column('uuid', { name: 'job_id', nullable: true })
  jobId!: string | null;

  @Column('uuid', { name: 'attempt_id', nullable: true })
  attemptId!: string | null;

  @Column('uuid', { name: 'inheritance_id', nullable: true })
  inheritanceId!: string | null;

  /** The certificate whose suspension is reviewed. */
  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('text', { name: 'kind' })
  kind!: ReviewKind;

  @Column('text', { name: 'state' })
  state!: 'open' | 'approved' | 'rejected' | 'withdrawn';

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('uuid', { name: 'decided_membership_id', nullable: true })
  decidedMembershipId!: string | null;

  @Column('uuid', { name: 'decided_organization_id', nullable: true })
  decidedOrganizationId!: string | null;

  @Column('text', { name: 'reason', nullable: true })
  reason!: string | null;

  @Column('timestamptz', { name: 'opened_at', default: () => 'now()' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;
}

@Entity('certificates')
export class Certificate {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'number' })
  number!: string;

  @Column('text', { name: 'scheme' })
  scheme!: string;

  @Column('uuid', { name: 'release_id' })
  releaseId!: string;

  /** Of what was tested for it; null where it is inherited. */
  @Column('uuid', { name: 'job_id', nullable: true })
  jobId!: string | null;

  @Column('uuid', { name: 'inheritance_id', nullable: true })
  inheritanceId!: string | null;

  @Column('uuid', { name: 'issuing_organization_id' })
  issuingOrganizationId!: string;

  @Column('uuid', { name: 'testing_organization_id' })
  testingOrganizationId!: string;

  @Column('jsonb', { name: 'document' })
  document!: unknown;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt!: Date;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_until' })
  validUntil!: Date;

  @Column('uuid', { name: 'supersedes_id', nullable: true })
  supersedesId!: string | null;
}

@Entity('inheritances')
export class Inheritance {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'release_id' })
  releaseId!: string;

  @Column('integer', { name: 'platform_id' })
  platformId!: number;

  @Column('integer', { name: 'source_finding' })
  sourceFinding!: number;

  @Column('jsonb', { name: 'path' })
  path!: unknown;

  @Column('text', { name: 'policy_version' })
  policyVersion!: string;

  @Column('text', { name: 'scheme' })
  scheme!: string;

  @Column('text', { name: 'state' })
  state!: InheritanceState;

  @Column('text', { name: 'statement', nullable: true })
  statement!: string | null;

  @Column('text', { name: 'reason', nullable: true })
  reason!: string | null;

  @Column('uuid', { name: 'proposed_by' })
  proposedBy!: string;

  @Column('uuid', { name: 'proposing_organization_id' })
  proposingOrganizationId!: string;

  @Column('timestamptz', { name: 'proposed_at', default: () => 'now()' })
  proposedAt!: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;
}

@Entity('certificate_platforms')
export class CertificatePlatform {
  @PrimaryColumn('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @PrimaryColumn('integer', { name: 'platform_id' })
  platformId!: number;
}

@Entity('findings')
export class Finding {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'number', generatedIdentity: 'ALWAYS' })
  number!: number;

  @Column('text', { name: 'kind' })
  kind!: 'direct' | 'inherited' | 'declaration' | 'revocation' | 'suspension' | 'reinstatement' | 'publication';

  @Column('text', { name: 'verdict', nullable: true })
  verdict!: 'pass' | 'fail' | null;

  @Column('uuid', { name: 'release_id' })
  releaseId!: string;

  @Column('integer', { name: 'platform_id' })
  platformId!: number;

  @Column('uuid', { name: 'second_release_id', nullable: true })
  secondReleaseId!: string | null;

  @Column('text', { name: 'visibility' })
  visibility!: 'public' | 'parties';

  @Column('uuid', { name: 'party_ids', array: true, default: () => "'{}'" })
  partyIds!: string[];

  @Column('text', { name: 'scheme', nullable: true })
  scheme!: string | null;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column('timestamptz', { name: 'tested_at', nullable: true })
  testedAt!: Date | null;

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'declared_as', nullable: true })
  declaredAs!: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party' | null;

  @Column('uuid', { name: 'attempt_id', nullable: true })
  attemptId!: string | null;

  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('text', { name: 'certificate_number', nullable: true })
  certificateNumber!: string | null;

  @Column('integer', { name: 'ends_finding', nullable: true })
  endsFinding!: number | null;

  @Column('integer', { name: 'source_finding', nullable: true })
  sourceFinding!: number | null;

  @Column('text', { name: 'rule', nullable: true })
  rule!: string | null;

  @Column('text', { name: 'policy_version', nullable: true })
  policyVersion!: string | null;

  @Column('jsonb', { name: 'artifact_digests', default: () => "'[]'" })
  artifactDigests!: string[];

  @Column('uuid', { name: 'companion_release_ids', array: true, default: () => "'{}'" })
  companionReleaseIds!: string[];

  @Column('jsonb', { name: 'host_facts', default: () => "'{}'" })
  hostFacts!: Record<string, unknown>;

  @Column('uuid', { name: 'test_plan_id', nullable: true })
  testPlanId!: string | null;

  @Column('text', { name: 'reason', nullable: true })
  reason!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('revisions')
export class Revision {
  @PrimaryColumn('bigint', { name: 'revision' })
  revision!: number;

  @Column('timestamptz', { name: 'known_at' })
  knownAt!: Date;

  @Column('text', { name: 'change' })
  change!: string;
}
