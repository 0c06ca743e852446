import type { Logger } from './logger.js';

/** A framework's own messages in our log: its start-up chatter as debug, what goes wrong as it is. Fits Nest's logger. */
export interface FrameworkLogger {
  log(message: unknown): void;
  debug(message: unknown): void;
  verbose(message: unknown): void;
  warn(message: unknown): void;
  error(message: unknown, stack?: unknown): void;
  fatal(message: unknown, stack?: unknown): void;
}

export function frameworkLogger(log: Logger): FrameworkLogger {
  const text = (message: unknown): string => {
    if (typeof message === 'string') return message;
    return isError(message) ? message.message : JSON.stringify(message);
  };
  return {
    log: (message) => log.debug(text(message)),
    debug: (message) => log.debug(text(message)),
    verbose: (message) => log.trace(text(message)),
    warn: (message) => log.warn(text(message)),
    error: (message, stack) => log.error(detailsOf(message, stack), text(message)),
    fatal: (message, stack) => log.fatal(detailsOf(message, stack), text(message)),
  };
}

function detailsOf(message: unknown, stack: unknown): object {
  return isError(message) ? { err: message } : { stack };
}

/** Also one from another realm: see errnoOf. */
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
