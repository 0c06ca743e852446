import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

/** What a vendor says of a release, from `revision` on. Shapes of `value` by `kind`: libs/registry, statements. */
@Entity('release_statements')
export class ReleaseStatement {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'release_id' })
  releaseId!: string;

  @Column('text', { name: 'kind' })
  kind!: string;

  @Column('uuid', { name: 'related_release_id', nullable: true })
  relatedReleaseId!: string | null;

  @Column('uuid', { name: 'withdraws_id', nullable: true })
  withdrawsId!: string | null;

  @Column('jsonb', { name: 'value' })
  value!: Record<string, unknown>;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

/** What a vendor says of a whole product, from `revision` on. */
@Entity('product_statements')
export class ProductStatement {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text', { name: 'kind' })
  kind!: string;

  @Column('uuid', { name: 'withdraws_id', nullable: true })
  withdrawsId!: string | null;

  @Column('jsonb', { name: 'value' })
  value!: Record<string, unknown>;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
