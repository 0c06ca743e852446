import { describe, expect, it } from '@jest/globals';
import { isFinalJobState, JOB_STATES, nextJobState } from './job-states.js';
import type { JobEvent, JobState } from './job-states.js';

/** The same rules seen from the events, written down apart from the table under test. */
const MOVES: Readonly<Record<JobEvent, Partial<Record<JobState, JobState>>>> = {
  'plan-approved': { 'awaiting-plan-approval': 'queued' },
  'plan-rejected': { 'awaiting-plan-approval': 'rejected' },
  claimed: { queued: 'running' },
  'attempt-ended-without-result': { running: 'queued', 'results-in': 'queued' },
  'attempts-exhausted': { running: 'blocked', 'results-in': 'blocked' },
  completed: { running: 'results-in' },
  'evaluated-real': { 'results-in': 'technical-review' },
  'evaluated-emulated': { 'results-in': 'emulated' },
  'evaluated-blocked': { 'results-in': 'blocked' },
  'technically-approved-pass': { 'technical-review': 'certification-review' },
  'technically-approved-fail': { 'technical-review': 'incompatible' },
  'review-rejected': {
    'technical-review': 'rejected',
    'certification-review': 'rejected',
    'partner-confirmation': 'rejected',
  },
  'certification-approved': { 'certification-review': 'issuing' },
  'certification-approved-partner-needed': { 'certification-review': 'partner-confirmation' },
  'partner-confirmed': { 'partner-confirmation': 'issuing' },
  'certificate-issued': { issuing: 'certified' },
  cancelled: {
    'awaiting-plan-approval': 'cancelled',
    queued: 'cancelled',
    running: 'cancelled',
    blocked: 'cancelled',
  },
  requeued: { blocked: 'queued' },
  voided: { blocked: 'void' },
};

// The keys of the Record are exactly the events.
const EVENTS = Object.keys(MOVES) as JobEvent[];
const FINAL: readonly JobState[] = ['certified', 'incompatible', 'emulated', 'rejected', 'cancelled', 'void'];

function reachableFrom(...states: JobState[]): Set<JobState> {
  const found = new Set<JobState>(states);
  for (const state of found) {
    for (const event of EVENTS) {
      const next = nextJobState(state, event);
      if (next !== undefined) found.add(next);
    }
  }
  return found;
}

describe('states of a job', () => {
  describe.each([...JOB_STATES])('%s', (state) => {
    it.each(EVENTS)('at %s', (event) => {
      expect(nextJobState(state, event)).toBe(MOVES[event][state]);
    });
  });

  it.each(EVENTS)('are named for the conditional UPDATE of %s', (event) => {
    const allowing = JOB_STATES.filter((state) => nextJobState(state, event) !== undefined);
    expect(allowing.sort()).toEqual(Object.keys(MOVES[event]).sort());
  });

  it.each([...JOB_STATES])('%s is final exactly where it is meant to be', (state) => {
    expect(isFinalJobState(state)).toBe(FINAL.includes(state));
  });

  it('are all reached from submission, whether or not the plan needs approval', () => {
    expect([...reachableFrom('awaiting-plan-approval')].sort()).toEqual([...JOB_STATES].sort());
    expect([...reachableFrom('queued')].sort()).toEqual(
      JOB_STATES.filter((state) => state !== 'awaiting-plan-approval').sort(),
    );
  });

  it.each([...JOB_STATES])('%s can still come to an end', (state) => {
    expect([...reachableFrom(state)].some(isFinalJobState)).toBe(true);
  });

  it('are left by nothing once final', () => {
    for (const state of FINAL) expect([...reachableFrom(state)]).toEqual([state]);
  });

  it('lead to a certificate only through both reviews', () => {
    for (const skipped of ['technical-review', 'certification-review', 'issuing'] as const) {
      const reached = new Set<JobState>(['awaiting-plan-approval']);
      for (const state of reached) {
        for (const event of EVENTS) {
          const next = nextJobState(state, event);
          if (next !== undefined && next !== skipped) reached.add(next);
        }
      }
      expect(reached).not.toContain('certified');
    }
  });
});
