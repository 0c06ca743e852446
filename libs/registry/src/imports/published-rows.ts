import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { AppliedRow, UndoProblem } from './import-handlers.js';

/** Rows that an import created, or made public, and that everybody sees now: what was public is not made unsaid. */
export async function publishedOf(
  tx: EntityManager,
  table: 'products' | 'releases',
  applied: readonly AppliedRow[],
): Promise<UndoProblem[]> {
  const wanted = applied.filter(
    ({ action, changes }) => action === 'create' || changes.some(({ field }) => field === 'published'),
  );
  const found = await rows<{ id: string }>(
    tx,
    `SELECT id FROM ${table} WHERE id = ANY($1) AND published_at IS NOT NULL FOR UPDATE`,
    [wanted.map(({ subject }) => subject.id)],
  );
  const published = new Set(found.map(({ id }) => id));
  return wanted.flatMap(({ number, key, subject }) =>
    published.has(subject.id)
      ? [
          {
            number,
            code: 'published',
            message: `${key} 已公开，不可撤销 · ${key} is public; what was public stays known`,
          },
        ]
      : [],
  );
}
