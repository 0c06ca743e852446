import type { Band, JobState, PlanParameterValues, Priority, RequestState } from '#libs/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('adaptation_requests')
export class AdaptationRequest {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'vendor_id' })
  vendorId!: string;

  @Column('uuid', { name: 'release_id' })
  releaseId!: string;

  /** Number of the release's build that is to be tested. */
  @Column('integer', { name: 'build', default: 1 })
  build!: number;

  @Column('uuid', { name: 'test_plan_id' })
  testPlanId!: string;

  @Column('text', { name: 'scheme' })
  scheme!: string;

  @Column('text', { name: 'priority' })
  priority!: Priority;

  @Column('jsonb', { name: 'parameters' })
  parameters!: PlanParameterValues;

  @Column('text', { name: 'state' })
  state!: RequestState;

  @Column('boolean', { name: 'wait_for_pool' })
  waitForPool!: boolean;

  @Column('boolean', { name: 'allow_emulated' })
  allowEmulated!: boolean;

  @Column('uuid', { name: 'submitted_by' })
  submittedBy!: string;

  @Column('uuid', { name: 'submitted_membership_id' })
  submittedMembershipId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}

@Entity('jobs')
export class Job {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'request_id' })
  requestId!: string;

  @Column('uuid', { name: 'vendor_id' })
  vendorId!: string;

  @Column('uuid', { name: 'release_id' })
  releaseId!: string;

  @Column('integer', { name: 'platform_id' })
  platformId!: number;

  @Column('text', { name: 'state' })
  state!: JobState;

  @Column('smallint', { name: 'band' })
  band!: Band;

  @Column('bigint', { name: 'virtual_start', default: () => '0' })
  virtualStart!: number;

  @Column('uuid', { name: 'pool_id', nullable: true })
  poolId!: string | null;

  @Column('integer', { name: 'generation', default: () => '1' })
  generation!: number;

  @Column('timestamptz', { name: 'ticket_released_at', nullable: true })
  ticketReleasedAt!: Date | null;

  @Column('text', { name: 'waiting_code', nullable: true })
  waitingCode!: string | null;

  @Column('timestamptz', { name: 'waiting_since', nullable: true })
  waitingSince!: Date | null;

  @Column('timestamptz', { name: 'routing_tried_at', nullable: true })
  routingTriedAt!: Date | null;

  @Column('timestamptz', { name: 'queued_at', nullable: true })
  queuedAt!: Date | null;

  @Column('integer', { name: 'attempts_made', default: () => '0' })
  attemptsMade!: number;

  @Column('integer', { name: 'attempts_without_result', default: () => '0' })
  attemptsWithoutResult!: number;

  @Column('uuid', { name: 'current_attempt_id', nullable: true })
  currentAttemptId!: string | null;

  @Column('timestamptz', { name: 'cancel_requested_at', nullable: true })
  cancelRequestedAt!: Date | null;

  @Column('text', { name: 'reason', nullable: true })
  reason!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
