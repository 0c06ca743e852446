import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('subscriptions')
export class Subscription {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'follows' })
  follows!: 'product' | 'platform' | 'list';

  @Column('integer', { name: 'lapse_days', nullable: true })
  lapseDays!: number | null;

  @Column('text', { name: 'channel' })
  channel!: 'feed' | 'email' | 'webhook';

  @Column('bytea', { name: 'feed_token_hash', nullable: true })
  feedTokenHash!: Buffer | null;

  @Column('text', { name: 'email', nullable: true })
  email!: string | null;

  @Column('bytea', { name: 'email_code_hash', nullable: true })
  emailCodeHash!: Buffer | null;

  @Column('timestamptz', { name: 'email_code_until', nullable: true })
  emailCodeUntil!: Date | null;

  @Column('text', { name: 'webhook_url', nullable: true })
  webhookUrl!: string | null;

  @Column('text', { name: 'webhook_secret', nullable: true })
  webhookSecret!: string | null;

  @Column('bigint', { name: 'since_revision', nullable: true })
  sinceRevision!: number | null;

  @Column('timestamptz', { name: 'since_at', nullable: true })
  sinceAt!: Date | null;

  @Column('boolean', { name: 'enrolled', default: false })
  enrolled!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('subscription_items')
export class SubscriptionItem {
  @PrimaryColumn('uuid', { name: 'subscription_id' })
  subscriptionId!: string;

  @PrimaryColumn('integer', { name: 'place' })
  place!: number;

  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  @Column('uuid', { name: 'release_id', nullable: true })
  releaseId!: string | null;

  @Column('integer', { name: 'platform_id', nullable: true })
  platformId!: number | null;
}

@Entity('subscription_deliveries')
export class SubscriptionDelivery {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'subscription_id' })
  subscriptionId!: string;

  @Column('text', { name: 'kind' })
  kind!: 'notices' | 'verification' | 'test';

  @Column('text', { name: 'state' })
  state!: 'waiting' | 'delivered' | 'dead';

  @Column('boolean', { name: 'gathers' })
  gathers!: boolean;

  @Column('integer', { name: 'attempts', default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('subscription_notices')
export class SubscriptionNotice {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'subscription_id' })
  subscriptionId!: string;

  @Column('uuid', { name: 'delivery_id', nullable: true })
  deliveryId!: string | null;

  @Column('text', { name: 'kind' })
  kind!: 'status' | 'lapse' | 'test';

  @Column('uuid', { name: 'release_id', nullable: true })
  releaseId!: string | null;

  @Column('integer', { name: 'platform_id', nullable: true })
  platformId!: number | null;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status', nullable: true })
  toStatus!: string | null;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil!: Date | null;

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('timestamptz', { name: 'at' })
  at!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
