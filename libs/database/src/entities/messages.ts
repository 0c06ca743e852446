import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('outbox')
export class OutboxMessage {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', name: 'id', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('text', { name: 'queue' })
  queue!: string;

  @Column('jsonb', { name: 'payload' })
  payload!: unknown;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('dead_letters')
export class DeadLetter {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'queue' })
  queue!: string;

  @Column('jsonb', { name: 'payload' })
  payload!: unknown;

  @Column('text', { name: 'error' })
  error!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;
}
