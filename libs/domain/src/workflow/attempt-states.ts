/**
 * States of an attempt (one try at a job by one host), after dispatch.md "When things die".
 *
 * `leased` given out, not yet confirmed by a heartbeat · `running` · `suspect` silent past its lease, may still come
 * back with the same token · `completed` delivered a result · `lost` given away: nothing it says counts any more ·
 * `cancelled`.
 */
export const ATTEMPT_STATES = ['leased', 'running', 'suspect', 'completed', 'lost', 'cancelled'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

export const ATTEMPT_OUTCOMES = ['passed', 'failed', 'blocked', 'infra-error', 'lost', 'cancelled'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export type AttemptEvent =
  | 'heartbeat'
  | 'lease-ended'
  | 'connection-closed'
  | 'grace-ended'
  | 'never-confirmed'
  | 'not-reported-by-agent'
  | 'completed'
  | 'cancel-acknowledged'
  | 'cancel-enforced';

const TRANSITIONS = {
  leased: {
    heartbeat: 'running',
    'never-confirmed': 'lost',
    'not-reported-by-agent': 'lost',
    completed: 'completed',
    'cancel-acknowledged': 'cancelled',
    'cancel-enforced': 'cancelled',
  },
  running: {
    heartbeat: 'running',
    'lease-ended': 'suspect',
    'connection-closed': 'suspect',
    'not-reported-by-agent': 'lost',
    completed: 'completed',
    'cancel-acknowledged': 'cancelled',
    'cancel-enforced': 'cancelled',
  },
  suspect: {
    heartbeat: 'running',
    'grace-ended': 'lost',
    'not-reported-by-agent': 'lost',
    completed: 'completed',
    'cancel-acknowledged': 'cancelled',
    'cancel-enforced': 'cancelled',
  },
  completed: {},
  lost: {},
  cancelled: {},
} as const satisfies Record<AttemptState, Partial<Record<AttemptEvent, AttemptState>>>;

/** The state after `event`, or undefined where the event is not allowed in `state`. */
export function nextAttemptState(state: AttemptState, event: AttemptEvent): AttemptState | undefined {
  const row: Partial<Record<AttemptEvent, AttemptState>> = TRANSITIONS[state];
  return row[event];
}

/** States from which `event` is allowed. */
export function attemptStatesAllowing(event: AttemptEvent): AttemptState[] {
  return ATTEMPT_STATES.filter((state) => nextAttemptState(state, event) !== undefined);
}

/** States in which the attempt holds its job and its host. */
export const LIVE_ATTEMPT_STATES = ['leased', 'running', 'suspect'] as const satisfies readonly AttemptState[];
