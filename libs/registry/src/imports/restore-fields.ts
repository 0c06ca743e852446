import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { AppliedRow, UndoProblem } from './import-handlers.js';

/**
 * Gives fields back what they held before an import changed them, where they still hold what it wrote.
 *
 * @param columns by the names of the fields; others are not restored here
 * @returns rows that were changed again since
 */
export async function restoreFields(
  tx: EntityManager,
  table: 'organizations' | 'products',
  columns: Readonly<Record<string, string>>,
  applied: readonly AppliedRow[],
): Promise<UndoProblem[]> {
  const problems: UndoProblem[] = [];
  for (const [field, column] of Object.entries(columns)) {
    const wanted = applied.flatMap(({ action, number, subject, changes }) => {
      const change = changes.find((one) => one.field === field);
      return action === 'create' || change === undefined
        ? []
        : [{ number, id: subject.id, from: change.from, to: change.to }];
    });
    if (wanted.length === 0) continue;
    const restored = await rows<{ id: string }>(
      tx,
      `UPDATE ${table} t SET ${column} = r."from"
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "from" text, "to" text)
        WHERE t.id = r.id AND t.${column} IS NOT DISTINCT FROM r."to" RETURNING t.id`,
      [JSON.stringify(wanted)],
    );
    const done = new Set(restored.map(({ id }) => id));
    for (const { number, id } of wanted) {
      if (done.has(id)) continue;
      problems.push({
        number,
        code: 'changed-since',
        message: `${field} 之后又有改动 · ${field} was changed again since`,
      });
    }
  }
  return problems;
}
