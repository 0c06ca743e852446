/** What every process needs whatever it does: settings, logs, archives, a graceful end. No domain words. */
export * from './errno.js';
export * from './framework-logger.js';
export * from './logger.js';
export * from './project-root.js';
export * from './read-machine.js';
export * from './settings.js';
export * from './shutdown.js';
export * from './zip-stream.js';
