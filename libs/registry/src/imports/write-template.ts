import { zipStream } from '#libs/runtime';
import type { EntityManager } from 'typeorm';
import type { RowKind } from './import-rows.js';
import { templateLists } from './template-lists.queries.js';
import { templateWorkbook } from './template-workbook.js';

/** The bytes of a workbook to be filled in, with lists of what the catalogue has today. */
export async function writeTemplate(db: Pick<EntityManager, 'query'>, kind: RowKind): Promise<AsyncGenerator<Buffer>> {
  const parts = Object.entries(templateWorkbook(kind, await templateLists(db)));
  const [last, ...before] = parts.reverse();
  if (last === undefined) throw new Error('a template without parts');
  const [name, text] = last;
  return zipStream(Object.fromEntries(before.reverse()), { name, bytes: once(text) });
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}
