/**
 * States of a job (one adaptation request × one platform), after domain.md "From application to certificate".
 *
 * `queued` waits for a host · `running` has a live attempt · `results-in` an attempt completed, nobody has judged it ·
 * `technical-review` / `certification-review` / `partner-confirmation` wait for a person · `issuing` all have agreed, the
 * certificate is being made · `certified`, `incompatible`,
 * `emulated`, `rejected`, `cancelled` and `void` are final. `emulated` results are evidence only and never certify.
 * `blocked` needs a person: the plan could not be carried out, or infrastructure failed too often.
 */
export const JOB_STATES = [
  'awaiting-plan-approval',
  'queued',
  'running',
  'results-in',
  'technical-review',
  'certification-review',
  'partner-confirmation',
  'issuing',
  'certified',
  'incompatible',
  'emulated',
  'blocked',
  'rejected',
  'cancelled',
  'void',
] as const;
export type JobState = (typeof JOB_STATES)[number];

export type JobEvent =
  | 'plan-approved'
  | 'plan-rejected'
  | 'claimed'
  | 'attempt-ended-without-result'
  | 'attempts-exhausted'
  | 'completed'
  | 'evaluated-real'
  | 'evaluated-emulated'
  | 'evaluated-blocked'
  | 'technically-approved-pass'
  | 'technically-approved-fail'
  | 'review-rejected'
  | 'certification-approved'
  | 'certification-approved-partner-needed'
  | 'partner-confirmed'
  | 'certificate-issued'
  | 'cancelled'
  | 'requeued'
  | 'voided';

const TRANSITIONS = {
  'awaiting-plan-approval': { 'plan-approved': 'queued', 'plan-rejected': 'rejected', cancelled: 'cancelled' },
  queued: { claimed: 'running', cancelled: 'cancelled' },
  running: {
    completed: 'results-in',
    'attempt-ended-without-result': 'queued',
    'attempts-exhausted': 'blocked',
    cancelled: 'cancelled',
  },
  'results-in': {
    'evaluated-real': 'technical-review',
    'evaluated-emulated': 'emulated',
    'evaluated-blocked': 'blocked',
    // The plan's verdict can be infra-error: the job is tried again elsewhere, or given up.
    'attempt-ended-without-result': 'queued',
    'attempts-exhausted': 'blocked',
  },
  'technical-review': {
    'technically-approved-pass': 'certification-review',
    'technically-approved-fail': 'incompatible',
    'review-rejected': 'rejected',
  },
  'certification-review': {
    'certification-approved': 'issuing',
    'certification-approved-partner-needed': 'partner-confirmation',
    'review-rejected': 'rejected',
  },
  'partner-confirmation': { 'partner-confirmed': 'issuing', 'review-rejected': 'rejected' },
  issuing: { 'certificate-issued': 'certified' },
  blocked: { requeued: 'queued', cancelled: 'cancelled', voided: 'void' },
  certified: {},
  incompatible: {},
  emulated: {},
  rejected: {},
  cancelled: {},
  void: {},
} as const satisfies Record<JobState, Partial<Record<JobEvent, JobState>>>;

/** The state after `event`, or undefined where the event is not allowed in `state`. */
export function nextJobState(state: JobState, event: JobEvent): JobState | undefined {
  const row: Partial<Record<JobEvent, JobState>> = TRANSITIONS[state];
  return row[event];
}

/** Final states: nothing leaves them. */
export function isFinalJobState(state: JobState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}
