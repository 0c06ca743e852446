import { fieldProblems, wrongRequest } from '#libs/contracts';
import { filterOf, type CellFilter, type CellStatus } from '#libs/domain';
import type { z } from 'zod';
import type { MomentsAsked } from './moments.js';

/** What a search or an export asks for, as the service takes it. */
export interface CellsQuery extends MomentsAsked {
  readonly category?: string | string[];
  readonly vendor?: string | string[];
  readonly os?: string | string[];
  readonly cpu?: string | string[];
  readonly status?: CellStatus | CellStatus[];
  readonly q?: string;
}

/** @throws DomainError `invalid-request` in the words of the service */
export function parsedQuery<T>(schema: z.ZodType<T>, query: object): T {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw wrongRequest(parsed.error.issues.flatMap((issue) => fieldProblems('query', issue)));
}

type Parsed = Parameters<typeof filterOf>[0] & MomentsAsked;

export interface CellsAsked {
  readonly filter: CellFilter;
  readonly moments: MomentsAsked;
  /** Another moment than the present is asked about. */
  readonly isNamed: boolean;
}

export function askedBy(query: Parsed): CellsAsked {
  const moments = {
    validAt: query.validAt === 'now' ? undefined : query.validAt,
    knownAt: query.knownAt === 'latest' ? undefined : query.knownAt,
  };
  const isNamed = moments.validAt !== undefined || moments.knownAt !== undefined;
  return { filter: filterOf(query), moments, isNamed };
}
