import type { Problem } from '#libs/contracts';

/** A refusal of the API: carries the RFC 9457 problem, its stable code first of all. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Seconds after which trying again makes sense, where the server said so. */
    readonly retryAfter: number | undefined,
  ) {
    super(problem.detail);
    this.name = 'ProblemError';
  }

  get code(): Problem['code'] {
    return this.problem.code;
  }
}

/** No answer at all: the server could not be reached or the connection broke. */
export class UnreachableError extends Error {
  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`无法连接 ${url} · Can't reach ${url}`, { cause });
    this.name = 'UnreachableError';
  }
}
