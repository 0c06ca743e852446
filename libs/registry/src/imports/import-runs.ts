import { auditMany } from '#libs/database';
import type { PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { FieldValues } from './field-values.js';
import type { AppliedTrace, FieldChange, ImportScope, RowDecision, RowSubject } from './import-handlers.js';
import type { RowProblem } from './import-rows.js';

/** What was decided about a row, with what its writing needs. */
export interface Planned<Write> {
  readonly number: number;
  readonly decision: RowDecision;
  readonly write: Write | undefined;
}

export function refused(key: string | null, problems: readonly RowProblem[]): RowDecision {
  return { action: 'refused', key, changes: [], problems, subject: null };
}

export function decided(
  key: string,
  isNew: boolean,
  changes: readonly FieldChange[],
  subject: RowSubject | null,
): RowDecision {
  const action = isNew ? 'create' : changes.length > 0 ? 'change' : 'unchanged';
  return { action, key, changes, problems: [], subject };
}

/**
 * Whether a row only registers what is not there yet: whoever reports on somebody else's product has no word about what its
 * vendor says of it, and makes no draft public.
 */
export function isOnlyForNew(fields: FieldValues): boolean {
  return fields.yesOrNo('onlyNew') === true;
}

/** Fields that are said and differ; of something new all that are said. */
export function changesOf(
  said: Readonly<Record<string, string | null | undefined>>,
  present: Readonly<Record<string, string | null>> | undefined,
): FieldChange[] {
  return Object.entries(said).flatMap(([field, to]) => {
    const from = present?.[field] ?? null;
    return to === undefined || to === from ? [] : [{ field, from, to }];
  });
}

/** Rows of one file that are about the same thing: the second one can't be meant. */
export class SeenKeys {
  readonly #numbers = new Map<string, number>();

  /** @returns the number of the row that has the key already */
  see(key: string, number: number): number | undefined {
    const earlier = this.#numbers.get(key);
    if (earlier === undefined) this.#numbers.set(key, number);
    return earlier;
  }
}

export function doubled(column: string | null, field: string, number: number): RowProblem {
  return {
    column,
    field,
    code: 'duplicate-row',
    message: `与本次导入的第 ${number} 条重复 · is the same as number ${number} of this import`,
  };
}

/** Audit rows of what an import wrote: each says which import, file and row. */
export async function auditRows(
  tx: EntityManager,
  scope: ImportScope,
  actor: PersonActor,
  events: readonly {
    action: string;
    number: number;
    subject: RowSubject;
    details: Readonly<Record<string, unknown>>;
  }[],
): Promise<void> {
  await auditMany(
    tx,
    actor,
    events.map(({ action, number, subject, details }) => ({
      action,
      subject: [subject.type, subject.id] as const,
      details: { ...details, import: scope.importId, file: scope.fileSha256, number },
    })),
  );
}

export function traceOf(number: number, subject: RowSubject, trace: AppliedTrace['trace'] = {}): AppliedTrace {
  return { number, subject, trace };
}
