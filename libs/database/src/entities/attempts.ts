import type { AttemptOutcome, AttemptState, CaseVerdict } from '#libs/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('attempts')
export class Attempt {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'job_id' })
  jobId!: string;

  @Column('integer', { name: 'number' })
  number!: number;

  @Column('integer', { name: 'generation' })
  generation!: number;

  @Column('uuid', { name: 'pool_id', nullable: true })
  poolId!: string | null;

  @Column('uuid', { name: 'agent_id' })
  agentId!: string;

  @Column('uuid', { name: 'claim_id' })
  claimId!: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('text', { name: 'state' })
  state!: AttemptState;

  @Column('text', { name: 'outcome', nullable: true })
  outcome!: AttemptOutcome | null;

  @Column('boolean', { name: 'emulated' })
  emulated!: boolean;

  @Column('uuid', { name: 'test_plan_id' })
  testPlanId!: string;

  @Column('jsonb', { name: 'artifact_digests' })
  artifactDigests!: string[];

  @Column('jsonb', { name: 'host_facts', default: () => "'{}'" })
  hostFacts!: Record<string, unknown>;

  @Column('text', { name: 'isolation', nullable: true })
  isolation!: string | null;

  @Column('text', { name: 'agent_message', nullable: true })
  agentMessage!: string | null;

  @Column('text', { name: 'current_case', nullable: true })
  currentCase!: string | null;

  @Column('bigint', { name: 'log_characters', default: () => '0' })
  logCharacters!: number;

  @Column('bytea', { name: 'report_sha256', nullable: true })
  reportSha256!: Buffer | null;

  @Column('timestamptz', { name: 'lease_ends_at' })
  leaseEndsAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('timestamptz', { name: 'suspect_since', nullable: true })
  suspectSince!: Date | null;

  @Column('timestamptz', { name: 'started_at', default: () => 'now()' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}

@Entity('attempt_hosts')
export class AttemptHost {
  @PrimaryColumn('uuid', { name: 'attempt_id' })
  attemptId!: string;

  @PrimaryColumn('uuid', { name: 'host_id' })
  hostId!: string;

  @Column('text', { name: 'part' })
  part!: string;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt!: Date | null;
}

@Entity('attempt_log_chunks')
export class AttemptLogChunk {
  @PrimaryColumn('uuid', { name: 'attempt_id' })
  attemptId!: string;

  @PrimaryColumn('integer', { name: 'seq' })
  seq!: number;

  @Column('timestamptz', { name: 'at' })
  at!: Date;

  @Column('text', { name: 'stream' })
  stream!: string;

  @Column('text', { name: 'text' })
  text!: string;
}

@Entity('case_results')
export class CaseResult {
  @PrimaryColumn('uuid', { name: 'attempt_id' })
  attemptId!: string;

  @PrimaryColumn('text', { name: 'case_id' })
  caseId!: string;

  @Column('text', { name: 'verdict' })
  verdict!: CaseVerdict;

  @Column('integer', { name: 'duration_ms' })
  durationMs!: number;

  @Column('text', { name: 'message', nullable: true })
  message!: string | null;
}

@Entity('evidence')
export class Evidence {
  @PrimaryColumn('uuid', { name: 'attempt_id' })
  attemptId!: string;

  @PrimaryColumn('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'sha256' })
  sha256!: string;

  @Column('text', { name: 'sm3' })
  sm3!: string;

  @Column('bigint', { name: 'size' })
  size!: number;

  @Column('text', { name: 'media_type' })
  mediaType!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
