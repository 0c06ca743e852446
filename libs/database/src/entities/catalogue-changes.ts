import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

/** One version of the catalogue: what the shipped files or an operator brought into it. */
@Entity('catalogue_changes')
export class CatalogueChange {
  @PrimaryColumn('integer', { name: 'version' })
  version!: number;

  @Column('text', { name: 'origin' })
  origin!: 'shipped' | 'operator';

  @Column('text', { name: 'digest' })
  digest!: string;

  @Column('text', { name: 'reason' })
  reason!: string;

  @Column('jsonb', { name: 'changes' })
  changes!: unknown;

  @Column('bigint', { name: 'revision', nullable: true })
  revision!: number | null;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('uuid', { name: 'organization_id', nullable: true })
  organizationId!: string | null;

  @Column('timestamptz', { name: 'applied_at', default: () => 'now()' })
  appliedAt!: Date;
}

/** What shipped files and operators say of one entry, and which of it is in force. */
@Entity('catalogue_entries')
export class CatalogueEntryRow {
  @PrimaryColumn('text', { name: 'kind' })
  kind!: string;

  @PrimaryColumn('text', { name: 'key' })
  key!: string;

  @Column('jsonb', { name: 'in_force', nullable: true })
  inForce!: unknown;

  @Column('jsonb', { name: 'shipped', nullable: true })
  shipped!: unknown;

  @Column('integer', { name: 'operator_version', nullable: true })
  operatorVersion!: number | null;

  @Column('jsonb', { name: 'seen', nullable: true })
  seen!: unknown;
}
