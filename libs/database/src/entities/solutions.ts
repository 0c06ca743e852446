import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

@Entity('solutions')
export class Solution {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'slug' })
  slug!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'name_en', nullable: true })
  nameEn!: string | null;

  @Column('text', { name: 'description', nullable: true })
  description!: string | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('solution_releases')
export class SolutionRelease {
  @PrimaryColumn('uuid', { name: 'solution_id' })
  solutionId!: string;

  @PrimaryColumn('uuid', { name: 'release_id' })
  releaseId!: string;

  @Column('integer', { name: 'place' })
  place!: number;

  @Column('boolean', { name: 'required' })
  required!: boolean;
}

@Entity('solution_edges')
export class SolutionEdgeRow {
  @PrimaryColumn('uuid', { name: 'solution_id' })
  solutionId!: string;

  @PrimaryColumn('uuid', { name: 'release_id' })
  releaseId!: string;

  @PrimaryColumn('uuid', { name: 'second_release_id' })
  secondReleaseId!: string;

  @Column('integer', { name: 'place' })
  place!: number;

  @Column('boolean', { name: 'required' })
  required!: boolean;
}
