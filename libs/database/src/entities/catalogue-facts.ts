import type { Provenance } from '#libs/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

/** What inference reads of an OS release, from `revision` on. */
@Entity('os_release_facts')
export class OsReleaseFact {
  @PrimaryColumn('uuid', { name: 'release_id' })
  releaseId!: string;

  @PrimaryColumn('bigint', { name: 'revision' })
  revision!: number;

  @Column('text', { name: 'line' })
  line!: string;

  @Column('integer', { name: 'ordinal' })
  ordinal!: number;

  @Column('text', { name: 'isas', array: true })
  isas!: string[];

  @Column('jsonb', { name: 'page_sizes' })
  pageSizes!: Record<string, number>;

  @Column('jsonb', { name: 'kernel_abi' })
  kernelAbi!: Record<string, string>;

  @Column('jsonb', { name: 'kernel_abi_provenance', nullable: true })
  kernelAbiProvenance!: Provenance | null;

  @Column('date', { name: 'end_of_life', nullable: true })
  endOfLife!: string | null;

  @Column('uuid', { name: 'base_release_id', nullable: true })
  baseReleaseId!: string | null;
}

/** What inference reads of a CPU model, from `revision` on. */
@Entity('cpu_model_facts')
export class CpuModelFact {
  @PrimaryColumn('uuid', { name: 'product_id' })
  productId!: string;

  @PrimaryColumn('bigint', { name: 'revision' })
  revision!: number;

  @Column('text', { name: 'isa' })
  isa!: string;

  @Column('text', { name: 'generation', nullable: true })
  generation!: string | null;

  @Column('boolean', { name: 'ambiguous' })
  ambiguous!: boolean;
}

@Entity('policy_activation_requests')
export class PolicyActivationRequest {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'version' })
  version!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('timestamptz', { name: 'requested_at', default: () => 'now()' })
  requestedAt!: Date;
}

@Entity('policy_activations')
export class PolicyActivation {
  @PrimaryColumn('bigint', { name: 'revision' })
  revision!: number;

  @Column('text', { name: 'version' })
  version!: string;

  @Column('uuid', { name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column('uuid', { name: 'requested_by', nullable: true })
  requestedBy!: string | null;

  @Column('uuid', { name: 'activated_by', nullable: true })
  activatedBy!: string | null;

  @Column('timestamptz', { name: 'activated_at', default: () => 'now()' })
  activatedAt!: Date;

  /** What the second person had seen that it would change. Null for the first policy, and for what older versions activated. */
  @Column('uuid', { name: 'diff_id', nullable: true })
  diffId!: string | null;
}

@Entity('policy_diffs')
export class PolicyDiff {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'version' })
  version!: string;

  @Column('text', { name: 'against' })
  against!: string;

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('bigint', { name: 'end_revision' })
  endRevision!: number;

  @Column('bigint', { name: 'compared' })
  compared!: number;

  @Column('bigint', { name: 'changed' })
  changed!: number;

  @Column('jsonb', { name: 'counts' })
  counts!: unknown;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('timestamptz', { name: 'seen_at', default: () => 'now()' })
  seenAt!: Date;
}
