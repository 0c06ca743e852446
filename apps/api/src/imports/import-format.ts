import type { createImport, InputOf } from '#libs/contracts';
import { DomainError } from '#libs/domain';

type Query = InputOf<typeof createImport>['query'];

const BY_EXTENSION = { yaml: 'yaml', yml: 'yaml', rows: 'rows', jsonl: 'rows', ndjson: 'rows' } as const;

/**
 * What a file is read as, and what its rows are.
 *
 * @throws DomainError `invalid-request` where rows don't say what they are, and nobody else does
 */
export function importFormat({ format, fileName, kind }: Query): {
  format: NonNullable<Query['format']>;
  kind: NonNullable<Query['kind']> | null;
} {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  const read = format ?? Object.entries(BY_EXTENSION).find(([name]) => name === extension)?.[1] ?? 'sheet';
  if (read === 'rows' && kind === undefined) return { format: read, kind: null };
  if (read !== 'rows' && kind !== undefined) return { format: read, kind };
  const message = read === 'rows' ? 'rows say themselves what they are: leave it out' : 'say what the rows are';
  throw new DomainError('invalid-request', '请用 kind 注明导入内容 · Say what the rows are with kind', {
    fields: [{ path: 'query.kind', code: 'invalid', message }],
  });
}
