import { isFinalJobState, type JobState } from '#libs/domain';
import { EXIT, type ExitCode } from '../exit-codes.js';

const WAITS_FOR_PEOPLE = new Set<JobState>([
  'awaiting-plan-approval',
  'technical-review',
  'certification-review',
  'partner-confirmation',
  'blocked',
]);
const ENDED_BADLY = new Set<JobState>(['incompatible', 'blocked', 'rejected', 'cancelled', 'void']);

/** Nothing more happens to the job by itself. */
export function hasSettled(state: JobState): boolean {
  return isFinalJobState(state) || WAITS_FOR_PEOPLE.has(state);
}

/** Exit code once every job has settled: refused where one ended in anything but success or a review. */
export function watchExitCode(states: readonly JobState[]): ExitCode {
  return states.some((state) => ENDED_BADLY.has(state)) ? EXIT.refused : EXIT.ok;
}
