/**
 * Why the embedded server cannot serve.
 *
 * - `unsupported`: no server binaries for this machine, or they do not run on it
 * - `in-use`: another live process supervises the same data
 * - `not-ours`: data or server belong to a user whom this process cannot act for
 * - `failed`: the server or its initialisation ended with an error
 */
export type PostgresErrorCode = 'unsupported' | 'in-use' | 'not-ours' | 'failed';

/** The message is meant for the person at the terminal: Chinese, then English, then what to do. */
export class EmbeddedPostgresError extends Error {
  readonly code: PostgresErrorCode;

  constructor(code: PostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
    this.code = code;
  }
}

/** Whether an unknown rejection carries one of these codes of Node or PostgreSQL, e.g. `hasCode(error, 'ENOENT')`. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  // No instanceof Error: errors of Node's own modules come from another realm where code runs in a vm context.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    codes.includes(error.code)
  );
}

/** The words of an unknown rejection, with what a child process wrote to its standard error first. */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('stderr' in error && typeof error.stderr === 'string' && error.stderr.trim() !== '') return error.stderr.trim();
  return 'message' in error && typeof error.message === 'string' ? error.message.trim() : 'unknown error';
}
