import { Column, Entity, PrimaryColumn } from 'typeorm';

// TypeORM fills every column when it makes an object, so the definite assignments below hold.

/** A file whose rows are imported. */
@Entity('imports')
export class Import {
  @PrimaryColumn('uuid', { name: 'id' })
  id!: string;

  @Column('text', { name: 'kind', nullable: true })
  kind!: 'organizations' | 'products' | 'releases' | 'declarations' | null;

  @Column('text', { name: 'state' })
  state!: 'received' | 'checked' | 'failed' | 'confirmed' | 'applied' | 'undoing' | 'undone' | 'discarded';

  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('uuid', { name: 'membership_id' })
  membershipId!: string;

  @Column('text', { name: 'role' })
  role!: string;

  @Column('uuid', { name: 'behalf_id', nullable: true })
  behalfId!: string | null;

  @Column('text', { name: 'source', nullable: true })
  source!: string | null;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'file_sha256' })
  fileSha256!: string;

  @Column('bigint', { name: 'file_bytes' })
  fileBytes!: number;

  @Column('text', { name: 'file_format' })
  fileFormat!: string;

  @Column('text', { name: 'file_encoding', nullable: true })
  fileEncoding!: string | null;

  @Column('jsonb', { name: 'ignored', default: () => "'[]'" })
  ignored!: readonly string[];

  @Column('boolean', { name: 'is_staged', default: () => 'false' })
  isStaged!: boolean;

  @Column('uuid', { name: 'run', nullable: true })
  run!: string | null;

  @Column('integer', { name: 'rows_read', default: () => '0' })
  rowsRead!: number;

  @Column('integer', { name: 'rows_done', default: () => '0' })
  rowsDone!: number;

  @Column('jsonb', { name: 'counts', default: () => "'{}'" })
  counts!: Readonly<Record<string, number>>;

  @Column('text', { name: 'digest', nullable: true })
  digest!: string | null;

  @Column('boolean', { name: 'accepted_only', default: () => 'false' })
  acceptedOnly!: boolean;

  @Column('jsonb', { name: 'problem', nullable: true })
  problem!: unknown;

  @Column('text', { name: 'undo_reason', nullable: true })
  undoReason!: string | null;

  @Column('jsonb', { name: 'undo_problems', default: () => "'[]'" })
  undoProblems!: unknown;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt!: Date | null;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt!: Date | null;

  @Column('timestamptz', { name: 'undone_at', nullable: true })
  undoneAt!: Date | null;
}

/** A piece of the file of an import that was not read yet. */
@Entity('import_chunks')
export class ImportChunk {
  @PrimaryColumn('uuid', { name: 'import_id' })
  importId!: string;

  @PrimaryColumn('integer', { name: 'number' })
  number!: number;

  @Column('bytea', { name: 'bytes' })
  bytes!: Buffer;
}

/** A row of an import: what it said, what was decided about it, and what came of it. */
@Entity('import_rows')
export class ImportRow {
  @PrimaryColumn('uuid', { name: 'import_id' })
  importId!: string;

  @PrimaryColumn('integer', { name: 'number' })
  number!: number;

  @Column('text', { name: 'kind', nullable: true })
  kind!: string | null;

  @Column('text', { name: 'sheet' })
  sheet!: string;

  @Column('integer', { name: 'row' })
  row!: number;

  @Column('jsonb', { name: 'values', nullable: true })
  values!: unknown;

  @Column('jsonb', { name: 'columns', default: () => "'{}'" })
  columns!: unknown;

  @Column('text', { name: 'action' })
  action!: 'pending' | 'create' | 'change' | 'unchanged' | 'refused' | 'skipped';

  @Column('text', { name: 'key', nullable: true })
  key!: string | null;

  @Column('jsonb', { name: 'changes', default: () => "'[]'" })
  changes!: unknown;

  @Column('jsonb', { name: 'problems', default: () => "'[]'" })
  problems!: unknown;

  @Column('text', { name: 'subject_type', nullable: true })
  subjectType!: string | null;

  @Column('text', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('jsonb', { name: 'trace', default: () => "'{}'" })
  trace!: unknown;
}
