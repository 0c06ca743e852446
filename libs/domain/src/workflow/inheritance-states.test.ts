import { describe, expect, it } from '@jest/globals';
import { nextInheritanceState, type InheritanceEvent, type InheritanceState } from './inheritance-states.js';

const STATES: readonly InheritanceState[] = [
  'technical-review',
  'certification-review',
  'partner-confirmation',
  'issued',
  'rejected',
];
const EVENTS: readonly InheritanceEvent[] = ['approved', 'approved-partner-needed', 'rejected'];

const MOVES: Readonly<Record<string, InheritanceState>> = {
  'technical-review approved': 'certification-review',
  'technical-review rejected': 'rejected',
  'certification-review approved': 'issued',
  'certification-review approved-partner-needed': 'partner-confirmation',
  'certification-review rejected': 'rejected',
  'partner-confirmation approved': 'issued',
  'partner-confirmation rejected': 'rejected',
};

describe('a proposed inheritance', () => {
  it.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    'in %s, when %s',
    (state, event) => {
      expect(nextInheritanceState(state, event)).toBe(MOVES[`${state} ${event}`]);
    },
  );
});
