import type { TestPlan as TestPlanDefinition, Validity } from '#libs/domain';
import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('os_releases')
export class OsRelease {
  @PrimaryColumn('uuid', { name: 'release_id' })
  releaseId!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'edition' })
  edition!: string;

  @Column('text', { name: 'service_pack', nullable: true })
  servicePack!: string | null;

  @Column('text', { name: 'kernel', nullable: true })
  kernel!: string | null;

  @Column('text', { name: 'libc', nullable: true })
  libc!: string | null;

  @Column('jsonb', { name: 'page_sizes', default: () => "'{}'" })
  pageSizes!: Record<string, number>;

  @Column('text', { name: 'package_format', nullable: true })
  packageFormat!: string | null;

  @Column('uuid', { name: 'base_release_id', nullable: true })
  baseReleaseId!: string | null;

  @Column('text', { name: 'isas', array: true })
  isas!: string[];

  @Column('jsonb', { name: 'identification', default: () => "'{}'" })
  identification!: unknown;

  @Column('text', { name: 'origin' })
  origin!: 'catalogue' | 'discovered';

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('text', { name: 'provenance_source' })
  provenanceSource!: string;

  @Column('text', { name: 'provenance_date' })
  provenanceDate!: string;

  @Column('text', { name: 'provenance_confidence' })
  provenanceConfidence!: string;
}

@Entity('cpu_models')
export class CpuModel {
  @PrimaryColumn('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text', { name: 'generation', nullable: true })
  generation!: string | null;

  @Column('text', { name: 'isa' })
  isa!: string;

  @Column('text', { name: 'abi_world', nullable: true })
  abiWorld!: string | null;

  @Column('jsonb', { name: 'identification', default: () => "'{}'" })
  identification!: unknown;

  @Column('boolean', { name: 'ambiguous', default: () => 'false' })
  ambiguous!: boolean;

  @Column('text', { name: 'origin' })
  origin!: 'catalogue' | 'discovered';

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('text', { name: 'provenance_source' })
  provenanceSource!: string;

  @Column('text', { name: 'provenance_date' })
  provenanceDate!: string;

  @Column('text', { name: 'provenance_confidence' })
  provenanceConfidence!: string;
}

@Entity('platforms')
export class Platform {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('uuid', { name: 'os_release_id' })
  osReleaseId!: string;

  @Column('uuid', { name: 'cpu_model_id' })
  cpuModelId!: string;

  @Column('text', { name: 'isa' })
  isa!: string;

  @Column('text', { name: 'origin' })
  origin!: 'catalogue' | 'discovered';

  @Column('bigint', { name: 'revision' })
  revision!: number;
}

@Entity('catalogue_loads')
export class CatalogueLoad {
  @PrimaryColumn('text', { name: 'content_sha256' })
  contentSha256!: string;

  @Column('text', { name: 'vocabulary_version' })
  vocabularyVersion!: string;

  @Column('bigint', { name: 'revision' })
  revision!: number;

  @Column('timestamptz', { name: 'loaded_at', default: () => 'now()' })
  loadedAt!: Date;
}

@Entity('isas')
export class Isa {
  @PrimaryColumn('text', { name: 'slug' })
  slug!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'hardware' })
  hardware!: string;

  @Column('text', { name: 'abi_world', nullable: true })
  abiWorld!: string | null;

  @Column('text', { name: 'vocabulary_version' })
  vocabularyVersion!: string;

  @Column('text', { name: 'provenance_source' })
  provenanceSource!: string;

  @Column('text', { name: 'provenance_date' })
  provenanceDate!: string;

  @Column('text', { name: 'provenance_confidence' })
  provenanceConfidence!: string;
}

@Entity('product_categories')
export class ProductCategory {
  @PrimaryColumn('text', { name: 'slug' })
  slug!: string;

  @Column('text', { name: 'parent', nullable: true })
  parent!: string | null;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'vocabulary_version' })
  vocabularyVersion!: string;

  @Column('text', { name: 'provenance_source' })
  provenanceSource!: string;

  @Column('text', { name: 'provenance_date' })
  provenanceDate!: string;

  @Column('text', { name: 'provenance_confidence' })
  provenanceConfidence!: string;
}

@Entity('regions')
export class Region {
  @PrimaryColumn('text', { name: 'code' })
  code!: string;

  @Column('text', { name: 'parent', nullable: true })
  parent!: string | null;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'vocabulary_version' })
  vocabularyVersion!: string;

  @Column('text', { name: 'provenance_source' })
  provenanceSource!: string;

  @Column('text', { name: 'provenance_date' })
  provenanceDate!: string;

  @Column('text', { name: 'provenance_confidence' })
  provenanceConfidence!: string;
}

@Entity('schemes')
export class Scheme {
  @PrimaryColumn('text', { name: 'slug' })
  slug!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en' })
  nameEn!: string;

  @Column('text', { name: 'platform_origins', array: true })
  platformOrigins!: string[];

  @Column('boolean', { name: 'partner_confirmation' })
  partnerConfirmation!: boolean;

  @Column('boolean', { name: 'accredited_centers_only' })
  accreditedCentersOnly!: boolean;

  @Column('jsonb', { name: 'validity' })
  validity!: Validity;

  @Column('text', { name: 'holds_for', array: true })
  holdsFor!: string[];

  @Column('text', { name: 'vocabulary_version' })
  vocabularyVersion!: string;

  @Column('text', { name: 'provenance_source' })
  provenanceSource!: string;

  @Column('text', { name: 'provenance_date' })
  provenanceDate!: string;

  @Column('text', { name: 'provenance_confidence' })
  provenanceConfidence!: string;
}

@Entity('test_plans')
export class TestPlan {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'slug' })
  slug!: string;

  @Column('integer', { name: 'version' })
  version!: number;

  @Column('jsonb', { name: 'definition' })
  definition!: TestPlanDefinition;

  @Column('text', { name: 'content_sha256' })
  contentSha256!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('inference_policies')
export class InferencePolicy {
  @PrimaryColumn('text', { name: 'version' })
  version!: string;

  @Column('jsonb', { name: 'definition' })
  definition!: unknown;

  /** Of its first activation; what is in force is said by `policy_activations`. */
  @Column('bigint', { name: 'revision', nullable: true })
  revision!: number | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
