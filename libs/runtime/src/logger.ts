import { AsyncLocalStorage } from 'node:async_hooks';
import { destination, pino, type Logger } from 'pino';
import { loggedError } from './logged-error.js';

export type { Logger };

/** Ids that every log line of one request or job carries. */
export interface LogContext {
  readonly requestId?: string;
  readonly jobId?: string;
  readonly attemptId?: string;
}

/** Errors are logged under `err`. */
export const LOG_SERIALIZERS = { err: (error: unknown): unknown => loggedError(error) };

const context = new AsyncLocalStorage<LogContext>();

/** Runs `work` so that each line logged in it carries these ids beside those around it. */
export function withLogContext<T>(ids: LogContext, work: () => T): T {
  return context.run({ ...context.getStore(), ...ids }, work);
}

/**
 * JSON lines on standard output (standard error where standard output belongs to the user). Secrets never reach a line:
 * credentials travel in headers, which are not logged, these fields are redacted besides, and of errors only what is
 * known to hold no values is logged.
 */
export function createLogger(options: { name: string; level: string; stream?: 'stdout' | 'stderr' }): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      mixin: () => ({ ...context.getStore() }),
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: LOG_SERIALIZERS,
      redact: ['password', 'token', 'credential', '*.password', '*.token', '*.credential', 'req.headers.authorization'],
    },
    destination({ fd: options.stream === 'stderr' ? 2 : 1, sync: true }),
  );
}
