import { ProblemError, UnreachableError } from '#libs/client';
import { SettingsError } from '#libs/runtime';
import { CommanderError } from 'commander';

/** What the exit status of `shipei` and of the demo means. Scripts rely on it. */
export const EXIT = {
  ok: 0,
  /** The service refused, or what was watched ended badly. */
  refused: 1,
  /** The command line, a setting or a local file is wrong: nothing was asked of the service. */
  usage: 2,
  /** No answer, or the service says that it can't answer now (5xx). */
  unreachable: 3,
  /** `--timeout` passed before the end. */
  stillWaiting: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The person must change the command, a setting or a local file; the message says what. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const COMMANDER_SUCCESS = new Set(['commander.helpDisplayed', 'commander.version']);

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError || error instanceof SettingsError) return EXIT.usage;
  if (error instanceof UnreachableError) return EXIT.unreachable;
  if (error instanceof ProblemError) return error.status >= 500 ? EXIT.unreachable : EXIT.refused;
  if (error instanceof CommanderError) return COMMANDER_SUCCESS.has(error.code) ? EXIT.ok : EXIT.usage;
  return EXIT.refused;
}
