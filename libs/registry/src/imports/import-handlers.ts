import type { PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { RowKind, RowProblem, ValueRow } from './import-rows.js';

/** For whom an import is done, and what its rows may say. */
export interface ImportScope {
  readonly importId: string;
  readonly importer: Pick<PersonActor, 'personId' | 'membershipId' | 'organizationId' | 'organizationSlug' | 'role'>;
  /** Operators may say whose a row is; a vendor's rows are its own. */
  readonly isOperator: boolean;
  /** The organization that rows are of where they don't say; null where an operator's rows have to. */
  readonly organization: { readonly id: string; readonly slug: string } | null;
  /** What declarations rest on where the row doesn't say. */
  readonly source: string | null;
  readonly fileSha256: string;
  /** Whole second. */
  readonly now: Date;
}

export type RowAction = 'create' | 'change' | 'unchanged' | 'refused' | 'skipped';

/** What a row comes to. All of it but ids is the same in a dry run and when it is applied. */
export interface RowDecision {
  readonly action: RowAction;
  /** Coordinate or slug of what the row is about, as far as it is known. */
  readonly key: string | null;
  /** Field by field, of what is created too: from null. */
  readonly changes: readonly FieldChange[];
  readonly problems: readonly RowProblem[];
  readonly subject: RowSubject | null;
}

export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What a row created or changed: as audit rows name it. Declarations are findings, known once they are recorded. */
export interface RowSubject {
  readonly type: 'organization' | 'product' | 'release' | 'finding';
  readonly id: string;
}

export interface NumberedRow {
  /** Place among the import's rows, from 1. */
  readonly number: number;
  readonly row: ValueRow;
}

/** A row that an import created or changed, as it is undone. */
export interface AppliedRow {
  readonly number: number;
  readonly action: 'create' | 'change';
  readonly key: string;
  readonly changes: readonly FieldChange[];
  readonly subject: RowSubject;
  /** What the handler kept for this. */
  readonly trace: Readonly<Record<string, string>>;
}

export interface UndoProblem {
  readonly number: number;
  readonly code: string;
  readonly message: string;
}

/** What one run knows of the rows of one kind; made anew for each run. */
export interface ImportRun {
  /** Decides about rows in their order. Reads only; remembers what it decided, for the rows that follow. */
  plan(tx: EntityManager, rows: readonly NumberedRow[]): Promise<RowDecision[]>;
  /** Writes what the last `plan` decided for these rows; what needs a revision is kept for `finish`. */
  write(tx: EntityManager, numbers: readonly number[]): Promise<void>;
  /** Writes what answers rest on. Called once, last; takes the revision if anything needs one. */
  finish(tx: EntityManager): Promise<readonly AppliedTrace[]>;
  /** Undoes rows that this kind created or changed, latest first, as far as it may be; what may not be is named. */
  undo(tx: EntityManager, rows: readonly AppliedRow[], reason: string): Promise<UndoProblem[]>;
}

/** What is kept of a row that was written, for its undoing and for who asks. */
export interface AppliedTrace {
  readonly number: number;
  readonly subject: RowSubject;
  readonly trace: Readonly<Record<string, string>>;
}

/** Makes the runs of all kinds of rows; features bring theirs. */
export type ImportHandlers = Readonly<Record<RowKind, (scope: ImportScope, shared: ImportPlans) => ImportRun>>;

/** What earlier kinds of the same import have decided, for the later ones. */
export interface ImportPlans {
  /** Products that will be there, by `vendor/product`. */
  readonly products: Map<string, { readonly id: string; readonly isNew: boolean; readonly isPublished: boolean }>;
  /** Releases that will be there, by coordinate. */
  readonly releases: Map<string, { readonly id: string; readonly vendorId: string; readonly isPublished: boolean }>;
  readonly organizations: Map<string, { readonly id: string }>;
}
