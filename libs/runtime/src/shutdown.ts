import type { Logger } from './logger.js';

const DEADLINE_MS = 15_000;

export interface Shutdown {
  /** Registers a step; steps run last registered first, as what starts last depends on what started before. */
  add(name: string, step: () => Promise<void> | void): void;
  /** Begins the shutdown, once; resolves when the process is about to exit. */
  begin(reason: string, exitCode?: number): Promise<void>;
  readonly stopping: boolean;
}

/**
 * Graceful end of a process on SIGINT, SIGTERM and, for a child of the standalone launcher, on the loss of its parent
 * (the IPC channel closes even when the parent was killed with SIGKILL). A step that hangs is cut off after 15 s.
 */
export function handleShutdown(log: Logger, deadlineMs = DEADLINE_MS): Shutdown {
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let begun: Promise<void> | undefined;

  const run = async (reason: string, exitCode: number): Promise<void> => {
    log.info({ reason }, 'shutting down');
    const deadline = setTimeout(() => {
      log.error('shutdown took too long; leaving');
      process.exit(exitCode === 0 ? 1 : exitCode);
    }, deadlineMs);
    for (const { name, step } of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        log.error({ err: error, step: name }, 'a shutdown step failed');
      }
    }
    clearTimeout(deadline);
    process.exit(exitCode);
  };

  const shutdown: Shutdown = {
    add: (name, step) => steps.push({ name, step }),
    begin: (reason, exitCode = 0) => (begun ??= run(reason, exitCode)),
    get stopping() {
      return begun !== undefined;
    },
  };
  process.once('SIGINT', () => void shutdown.begin('SIGINT'));
  process.once('SIGTERM', () => void shutdown.begin('SIGTERM'));
  process.once('disconnect', () => void shutdown.begin('parent process went away'));
  return shutdown;
}
