import { type CellDocument, documentOf, DomainError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { checkCell } from '../cells/check-cell.js';
import { isRefusal, readRow, type RowRefusal } from './read-row.js';

/** Rows of a batch about an earlier knowledge: each is evaluated from the database. */
const MAX_ROWS_KNOWN_AT = 200;

/** Answers rows for strangers as known at a moment, each in a short transaction of its own: the moment makes them agree. */
export async function checkRows(
  db: DataSource,
  rows: readonly unknown[],
  moment: { readonly validAt: Date | null; readonly knownAt: Date },
): Promise<(CellDocument | { readonly error: RowRefusal })[]> {
  if (rows.length > MAX_ROWS_KNOWN_AT) {
    throw new DomainError(
      'invalid-request',
      `指定 knownAt 时最多 ${MAX_ROWS_KNOWN_AT} 行 · With knownAt at most ${MAX_ROWS_KNOWN_AT} cells; ask in several calls`,
      { fields: [{ path: 'cells', code: 'too_big', message: `at most ${MAX_ROWS_KNOWN_AT} items with knownAt` }] },
    );
  }
  const answers: (CellDocument | { readonly error: RowRefusal })[] = [];
  for (const [place, value] of rows.entries()) {
    const row = readRow(value, `cells.${place}`);
    answers.push(isRefusal(row) ? { error: row } : await checkRow(db, { ...row, ...moment }, `cells.${place}`));
  }
  return answers;
}

async function checkRow(
  db: DataSource,
  check: Parameters<typeof checkCell>[2],
  path: string,
): Promise<CellDocument | { readonly error: RowRefusal }> {
  try {
    return documentOf(await checkCell(db, null, check));
  } catch (error) {
    // What is wrong with the moment is wrong for all rows.
    if (!(error instanceof DomainError) || error.code !== 'unknown-coordinate') throw error;
    const field = error.fields[0];
    const nearest: unknown = error.facts['nearest'];
    return {
      error: {
        code: 'unknown-coordinate',
        path: `${path}.${field?.path ?? 'release'}`,
        message: field?.message ?? error.message,
        nearest: Array.isArray(nearest) ? nearest.map(String) : [],
      },
    };
  }
}
