import { describe, expect, it } from '@jest/globals';
import { nextRequestState, REQUEST_STATES } from './request-states.js';
import type { RequestEvent, RequestState } from './request-states.js';

const MOVES: Readonly<Record<RequestEvent, Partial<Record<RequestState, RequestState>>>> = {
  expanded: { submitted: 'in-progress' },
  'all-jobs-ended': { 'in-progress': 'closed' },
  withdrawn: { submitted: 'withdrawn', 'in-progress': 'withdrawn' },
};
// The keys of the Record are exactly the events.
const EVENTS = Object.keys(MOVES) as RequestEvent[];

describe('states of a request', () => {
  describe.each([...REQUEST_STATES])('%s', (state) => {
    it.each(EVENTS)('at %s', (event) => {
      expect(nextRequestState(state, event)).toBe(MOVES[event][state]);
    });
  });

  it('are all reached from submission', () => {
    const reached = new Set<RequestState>(['submitted']);
    for (const state of reached) {
      for (const event of EVENTS) {
        const next = nextRequestState(state, event);
        if (next !== undefined) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual([...REQUEST_STATES].sort());
  });

  it.each(['closed', 'withdrawn'] as const)('%s is left by nothing', (state) => {
    expect(EVENTS.filter((event) => nextRequestState(state, event) !== undefined)).toEqual([]);
  });
});
