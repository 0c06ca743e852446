import type { Operation } from '#libs/contracts';
import type { Caller } from './callers.js';
import type { Scope } from './scopes.js';

/** `in`: past the guard and to the thing, whatever comes of it. */
export type Outcome = 'in' | 'unauthenticated' | 'forbidden' | 'session-required' | 'not-found';

/** What the contract says of a caller, whatever thing is named. */
export function atTheDoor({ who }: Operation, { role }: Caller): 'in' | 'unauthenticated' | 'forbidden' {
  if (who === 'public') return 'in';
  if (who === 'agent' || who === 'attempt') return role === 'agent' ? 'in' : 'unauthenticated';
  if (role === 'stranger' || role === 'agent') return 'unauthenticated';
  return who === 'signed-in' || who.includes(role) ? 'in' : 'forbidden';
}

/** One cell of the table: derived from the contract, and from whose the thing is. */
export function expectedOf(operation: Operation, scope: Scope | undefined, caller: Caller): Outcome {
  const door = atTheDoor(operation, caller);
  if (door !== 'in') return door;
  if (asksForSession(operation) && caller.credential === 'api-key') return 'session-required';
  if (scope === undefined || scope === 'everyone' || 'elsewhere' in scope) return 'in';
  const { role, side } = caller;
  if (role === 'stranger') return 'not-found';
  // Where anybody may ask, an agent is a stranger.
  const owns = side === 'own' && scope.owners.includes(role);
  const reaches = role !== 'agent' && scope.everywhere?.includes(role) === true;
  return owns || reaches ? 'in' : (scope.others ?? 'not-found');
}

export function asksForSession({ errors }: Operation): boolean {
  return errors.includes('session-required');
}
