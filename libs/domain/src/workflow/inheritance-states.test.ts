import { describe, expect, it } from '@jest/globals';
import { nextInheritanceState, type InheritanceEvent, type InheritanceState } from './inheritance-states.js';

const STATES: readonly InheritanceState[] = [
  'technical-review',
  'certification-review',
  'partner-confirmation',
  'issued',
  'rejected',
  'withdrawn',
];
const EVENTS: readonly InheritanceEvent[] = ['approved', 'approved-partner-needed', 'rejected', 'withdrawn'];

const MOVES: Readonly<Record<string, InheritanceState>> = {
  'technical-review approved': 'certification-review',
  'technical-review rejected': 'rejected',
  'technical-review withdrawn': 'withdrawn',
  'certification-review approved': 'issued',
  'certification-review approved-partner-needed': 'partner-confirmation',
  'certification-review rejected': 'rejected',
  'certification-review withdrawn': 'withdrawn',
  'partner-confirmation approved': 'issued',
  'partner-confirmation rejected': 'rejected',
  'partner-confirmation withdrawn': 'withdrawn',
};

describe('a proposed inheritance', () => {
  it.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    'in %s, when %s',
    (state, event) => {
      expect(nextInheritanceState(state, event)).toBe(MOVES[`${state} ${event}`]);
    },
  );
});
