import type { ErrorCode } from './error-codes.js';

/** One offending field of the input. `path` is a JSON pointer-like dotted path (`targets.0.os`). */
export interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export interface DomainErrorDetails {
  readonly fields?: readonly FieldProblem[];
  /** Facts a client may act on, e.g. `{ nearest: [...] }`. Never secrets, never other organizations' data. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A refusal that a caller can understand and act on. Translated to HTTP in exactly one place (the API's error filter). */
export class DomainError extends Error {
  readonly fields: readonly FieldProblem[];
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: DomainErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DomainError';
    this.fields = details.fields ?? [];
    this.facts = details.facts ?? {};
  }
}

/** The object does not exist, or the caller's organization may not know that it does: both read the same. */
export function notFound(what: string): DomainError {
  return new DomainError('not-found', `没有找到${what}，或无权查看 · No such ${what}, or it is not yours to see`);
}
