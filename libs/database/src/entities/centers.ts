import type { WaitingCode } from '#libs/domain';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('centers')
export class Center {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'code' })
  code!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en', nullable: true })
  nameEn!: string | null;

  @Column('text', { name: 'region' })
  region!: string;

  @Column('text', { name: 'schemes', array: true, default: () => "'{}'" })
  schemes!: string[];

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('pools')
export class Pool {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'center_id' })
  centerId!: string;

  @Column('text', { name: 'slug' })
  slug!: string;

  @Column('uuid', { name: 'cpu_model_id' })
  cpuModelId!: string;

  @Column('text', { name: 'executor' })
  executor!: 'local' | 'emulated';

  @Column('text', { name: 'features', array: true, default: () => "'{}'" })
  features!: string[];

  @Column('text', { name: 'waiting_code', nullable: true })
  waitingCode!: WaitingCode | null;

  @Column('timestamptz', { name: 'waiting_since', nullable: true })
  waitingSince!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('pool_images')
export class PoolImage {
  @PrimaryColumn('uuid', { name: 'pool_id' })
  poolId!: string;

  @PrimaryColumn('uuid', { name: 'os_release_id' })
  osReleaseId!: string;
}

@Entity('agents')
export class Agent {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'center_id' })
  centerId!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('bytea', { name: 'credential_hash' })
  credentialHash!: Buffer;

  @Column('text', { name: 'version', nullable: true })
  version!: string | null;

  @Column('timestamptz', { name: 'enrolled_at', default: () => 'now()' })
  enrolledAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}

@Entity('agent_pools')
export class AgentPool {
  @PrimaryColumn('uuid', { name: 'agent_id' })
  agentId!: string;

  @PrimaryColumn('uuid', { name: 'pool_id' })
  poolId!: string;
}

@Entity('enrolment_tokens')
export class EnrolmentToken {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'center_id' })
  centerId!: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'pool_ids', array: true })
  poolIds!: string[];

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @Column('uuid', { name: 'used_by_agent_id', nullable: true })
  usedByAgentId!: string | null;
}

@Entity('hosts')
export class Host {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'agent_id' })
  agentId!: string;

  @Column('uuid', { name: 'pool_id' })
  poolId!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'state', default: () => "'ready'" })
  state!: 'ready' | 'draining' | 'quarantined';

  @Column('jsonb', { name: 'facts', default: () => "'{}'" })
  facts!: Record<string, unknown>;

  @Column('uuid', { name: 'tainted_by', nullable: true })
  taintedBy!: string | null;

  @Column('timestamptz', { name: 'registered_at', default: () => 'now()' })
  registeredAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;
}

@Entity('pool_prices')
export class PoolPrice {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', name: 'number', generatedIdentity: 'ALWAYS' })
  number!: number;

  @Column('uuid', { name: 'pool_id' })
  poolId!: string;

  @Column('bigint', { name: 'fen_per_host_hour', nullable: true })
  fenPerHostHour!: number | null;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('uuid', { name: 'set_by' })
  setBy!: string;

  @Column('timestamptz', { name: 'set_at', default: () => 'now()' })
  setAt!: Date;
}
