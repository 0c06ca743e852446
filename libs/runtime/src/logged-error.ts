/** What of an error beside type, message and stack helps whoever reads the log, and is never what somebody sent. */
const KEPT = [
  'code',
  'errno',
  'syscall',
  'address',
  'port',
  'statusCode',
  'severity',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'routine',
] as const;

/** Characters of a message and of a stack. PostgreSQL and JSON.parse quote what they could not read. */
const MAX_MESSAGE = 1_000;
const MAX_STACK = 8_000;
const MAX_DEPTH = 5;

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: unknown;
  readonly errors?: unknown[];
}

/**
 * An error as it is logged: named fields of it, its causes and the parts of an aggregate, and nothing else. A failed
 * query carries its parameters and the driver's details: password hashes, whole logs of vendors.
 */
export function loggedError(error: unknown, depth = 0): unknown {
  if (!isErrorLike(error)) return typeof error === 'object' && error !== null ? typeof error : error;
  if (depth >= MAX_DEPTH) return { type: error.name, message: cut(error.message, MAX_MESSAGE) };
  const logged: LoggedError = {
    type: error.name,
    message: cut(error.message, MAX_MESSAGE),
    stack: cut(withoutMessage(error), MAX_STACK),
    ...(error.cause === undefined ? {} : { cause: loggedError(error.cause, depth + 1) }),
    ...('errors' in error && Array.isArray(error.errors)
      ? { errors: error.errors.slice(0, 10).map((one) => loggedError(one, depth + 1)) }
      : {}),
  };
  return { ...keptOf(error), ...logged };
}

function keptOf(error: object): Record<string, string | number> {
  const kept: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(error)) {
    if (!KEPT.some((known) => known === name)) continue;
    if (typeof value === 'string') kept[name] = cut(value, MAX_MESSAGE);
    if (typeof value === 'number') kept[name] = value;
  }
  return kept;
}

/** The frames only: a stack begins with the message as it was, however long. */
function withoutMessage({ stack = '' }: Error): string {
  const frames = stack.search(/^ {4}at /m);
  return frames === -1 ? '' : stack.slice(frames);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}… (${text.length} characters)`;
}

/** By shape: an error from another realm is no instance of this realm's Error. */
function isErrorLike(value: unknown): value is Error {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
