import { dayOf } from '#libs/domain';
import type { FieldValues } from '#libs/registry';

/** Nothing that this registry is about was said before. */
const EARLIEST = '2000-01-01';

/** The day from which a declaration holds, at its first moment in UTC; undefined where none is said, which is from now on. */
export function readSince(fields: FieldValues, now: Date): Date | undefined {
  const day = fields.day('since');
  if (day === undefined) return undefined;
  if (day < EARLIEST) {
    return fields.refuse('since', 'too-early', `不早于 ${EARLIEST} · must not be before ${EARLIEST}`);
  }
  if (day > dayOf(now)) {
    return fields.refuse('since', 'in-the-future', '尚未到来 · is in the future; what is declared has been said');
  }
  return new Date(`${day}T00:00:00Z`);
}

/** The day is part of the validity: it ends when the next one begins, UTC. */
export function dayAfter(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
}
