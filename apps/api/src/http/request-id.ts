import { randomUUID } from 'node:crypto';

/** Ids from outside end up in logs and audit rows: only well-formed ones are taken over. */
export function requestIdOf(given: string | readonly string[] | undefined): string {
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}
