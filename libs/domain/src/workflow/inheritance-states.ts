/** States of a proposed inheritance (domain.md "From application to certificate", without a test of its own). */
export type InheritanceState =
  'technical-review' | 'certification-review' | 'partner-confirmation' | 'issued' | 'rejected' | 'withdrawn';

export type InheritanceEvent = 'approved' | 'approved-partner-needed' | 'rejected' | 'withdrawn';

const NEXT = {
  'technical-review': { approved: 'certification-review', rejected: 'rejected', withdrawn: 'withdrawn' },
  'certification-review': {
    approved: 'issued',
    'approved-partner-needed': 'partner-confirmation',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
  },
  'partner-confirmation': { approved: 'issued', rejected: 'rejected', withdrawn: 'withdrawn' },
  issued: {},
  rejected: {},
  withdrawn: {},
} as const satisfies Record<InheritanceState, Partial<Record<InheritanceEvent, InheritanceState>>>;

/** Undefined where nothing of the kind happens in that state. */
export function nextInheritanceState(state: InheritanceState, event: InheritanceEvent): InheritanceState | undefined {
  const table: Partial<Record<InheritanceEvent, InheritanceState>> = NEXT[state];
  return table[event];
}
