import { describe, expect, it } from '@jest/globals';
import { ATTEMPT_STATES, attemptStatesAllowing, LIVE_ATTEMPT_STATES, nextAttemptState } from './attempt-states.js';
import type { AttemptEvent, AttemptState } from './attempt-states.js';

/** The same rules seen from the events, written down apart from the table under test. */
const MOVES: Readonly<Record<AttemptEvent, Partial<Record<AttemptState, AttemptState>>>> = {
  heartbeat: { leased: 'running', running: 'running', suspect: 'running' },
  'lease-ended': { running: 'suspect' },
  'connection-closed': { running: 'suspect' },
  'grace-ended': { suspect: 'lost' },
  'never-confirmed': { leased: 'lost' },
  'not-reported-by-agent': { leased: 'lost', running: 'lost', suspect: 'lost' },
  completed: { leased: 'completed', running: 'completed', suspect: 'completed' },
  'cancel-acknowledged': { leased: 'cancelled', running: 'cancelled', suspect: 'cancelled' },
  'cancel-enforced': { leased: 'cancelled', running: 'cancelled', suspect: 'cancelled' },
};
// The keys of the Record are exactly the events.
const EVENTS = Object.keys(MOVES) as AttemptEvent[];
const FINAL: readonly AttemptState[] = ['completed', 'lost', 'cancelled'];

describe('states of an attempt', () => {
  describe.each([...ATTEMPT_STATES])('%s', (state) => {
    it.each(EVENTS)('at %s', (event) => {
      expect(nextAttemptState(state, event)).toBe(MOVES[event][state]);
    });
  });

  it.each(EVENTS)('are named for the conditional UPDATE of %s', (event) => {
    expect(attemptStatesAllowing(event).sort()).toEqual(Object.keys(MOVES[event]).sort());
  });

  it('are live until the attempt completes, is lost or cancelled: a lost one never comes back', () => {
    expect([...LIVE_ATTEMPT_STATES].sort()).toEqual(ATTEMPT_STATES.filter((state) => !FINAL.includes(state)).sort());
    for (const state of FINAL) {
      for (const event of EVENTS) expect(nextAttemptState(state, event)).toBeUndefined();
    }
  });

  it.each([...LIVE_ATTEMPT_STATES])('%s ends when its agent goes silent for good', (state) => {
    const silence: readonly AttemptEvent[] = ['never-confirmed', 'lease-ended', 'grace-ended'];
    let current: AttemptState = state;
    for (const event of silence) current = nextAttemptState(current, event) ?? current;
    expect(current).toBe('lost');
  });
});
