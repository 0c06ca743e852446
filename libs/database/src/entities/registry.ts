import type { ArtifactRole } from '#libs/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('products')
export class Product {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'vendor_id' })
  vendorId!: string;

  @Column('text', { name: 'slug' })
  slug!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en', nullable: true })
  nameEn!: string | null;

  @Column('text', { name: 'category' })
  category!: string;

  @Column('text', { name: 'description', nullable: true })
  description!: string | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  @Column('bigint', { name: 'published_revision', nullable: true })
  publishedRevision!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('releases')
export class Release {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text', { name: 'version' })
  version!: string;

  @Column('text', { name: 'line' })
  line!: string;

  @Column('integer', { name: 'ordinal' })
  ordinal!: number;

  @Column('date', { name: 'released_on', nullable: true })
  releasedOn!: string | null;

  @Column('text', { name: 'abi_level', nullable: true })
  abiLevel!: 'level1' | 'level2' | 'level3' | null;

  @Column('date', { name: 'end_of_life', nullable: true })
  endOfLife!: string | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  @Column('bigint', { name: 'published_revision', nullable: true })
  publishedRevision!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('artifacts')
export class Artifact {
  @PrimaryColumn('text', { name: 'sha256' })
  sha256!: string;

  @Column('text', { name: 'sm3' })
  sm3!: string;

  @Column('bigint', { name: 'size' })
  size!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('artifact_uploads')
export class ArtifactUpload {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('text', { name: 'sha256' })
  sha256!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('release_builds')
export class ReleaseBuild {
  @PrimaryColumn('uuid', { name: 'release_id' })
  releaseId!: string;

  /** In the order in which they were registered, from 1. */
  @PrimaryColumn('integer', { name: 'number' })
  number!: number;

  @Column('text', { name: 'label' })
  label!: string;

  @Column('date', { name: 'built_on', nullable: true })
  builtOn!: string | null;

  @Column('bigint', { name: 'revision', nullable: true })
  revision!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('release_artifacts')
export class ReleaseArtifact {
  @PrimaryColumn('uuid', { name: 'release_id' })
  releaseId!: string;

  @PrimaryColumn('integer', { name: 'build', default: 1 })
  build!: number;

  /** Path inside the build, with `/`. */
  @PrimaryColumn('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'sha256' })
  sha256!: string;

  @Column('text', { name: 'isa', nullable: true })
  isa!: string | null;

  @Column('text', { name: 'role', default: 'package' })
  role!: ArtifactRole;
}

/** An unfinished upload into an object store. */
@Entity('blob_uploads')
export class BlobUploadProgress {
  @PrimaryColumn('text', { name: 'scope' })
  scope!: string;

  @PrimaryColumn('text', { name: 'sha256' })
  sha256!: string;

  @Column('uuid', { name: 'holder' })
  holder!: string;

  @Column('text', { name: 'upload_id', nullable: true })
  uploadId!: string | null;

  @Column('bigint', { name: 'received' })
  received!: number;

  @Column('bigint', { name: 'announced' })
  announced!: number;

  @Column('integer', { name: 'next_part' })
  nextPart!: number;

  @Column('jsonb', { name: 'parts' })
  parts!: { number: number; etag: string }[];

  @Column('bytea', { name: 'sha256_state' })
  sha256State!: Buffer;

  @Column('bytea', { name: 'sm3_state' })
  sm3State!: Buffer;

  @Column('timestamptz', { name: 'touched_at', default: () => 'now()' })
  touchedAt!: Date;
}
