import type { InputOf, searchCells } from '#libs/contracts';

type MomentQuery = Pick<InputOf<typeof searchCells>['query'], 'validAt' | 'knownAt'>;

/** The moment that a query asks about; null where it asks about the present, which is answered from memory. */
export function momentOfQuery({ validAt, knownAt }: MomentQuery): {
  readonly validAt: Date | null;
  readonly knownAt: Date | null;
} | null {
  const asked = {
    validAt: validAt === undefined || validAt === 'now' ? null : new Date(validAt),
    knownAt: knownAt === undefined || knownAt === 'latest' ? null : new Date(knownAt),
  };
  return asked.validAt === null && asked.knownAt === null ? null : asked;
}
