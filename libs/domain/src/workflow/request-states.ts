/** States of an adaptation request. Its jobs carry the work; the request follows them. */
export const REQUEST_STATES = ['submitted', 'in-progress', 'closed', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export type RequestEvent = 'expanded' | 'all-jobs-ended' | 'withdrawn';

const TRANSITIONS = {
  submitted: { expanded: 'in-progress', withdrawn: 'withdrawn' },
  'in-progress': { 'all-jobs-ended': 'closed', withdrawn: 'withdrawn' },
  closed: {},
  withdrawn: {},
} as const satisfies Record<RequestState, Partial<Record<RequestEvent, RequestState>>>;

/** The state after `event`, or undefined where the event is not allowed in `state`. */
export function nextRequestState(state: RequestState, event: RequestEvent): RequestState | undefined {
  const row: Partial<Record<RequestEvent, RequestState>> = TRANSITIONS[state];
  return row[event];
}
