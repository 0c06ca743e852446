import { destination, pino, type Logger } from 'pino';
import { loggedError } from './logged-error.js';

export type { Logger };

/** Errors are logged under `err`. */
export const LOG_SERIALIZERS = { err: (error: unknown): unknown => loggedError(error) };

/**
 * JSON lines on standard output (standard error where standard output belongs to the user). Secrets never reach a line:
 * credentials travel in headers, which are not logged, these fields are redacted besides, and of errors only what is
 * known to hold no values is logged.
 *
 * A line carries the ids that it is given. Node 20 keeps a context for each asynchronous step of a process once it is asked
 * to, and the single check then takes a tenth longer: so none is kept.
 */
export function createLogger(options: { name: string; level: string; stream?: 'stdout' | 'stderr' }): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: LOG_SERIALIZERS,
      redact: ['password', 'token', 'credential', '*.password', '*.token', '*.credential', 'req.headers.authorization'],
    },
    destination({ fd: options.stream === 'stderr' ? 2 : 1, sync: true }),
  );
}
