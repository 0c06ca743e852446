import { DomainError } from '../errors/domain-error.js';

/** Instants (epoch ms) that a finding can have and that can be asked about: 32 bits of seconds, to whole years. */
const FIRST_INSTANT = 0;
const END_OF_INSTANTS = Date.UTC(2106, 0, 1);

/** @throws DomainError `invalid-request` naming `field` */
export function refuseOutOfRange(field: string, at: Date): void {
  if (at.getTime() >= FIRST_INSTANT && at.getTime() < END_OF_INSTANTS) return;
  throw new DomainError('invalid-request', '时刻超出范围 · The instant is out of range', {
    fields: [{ path: field, code: 'out-of-range', message: 'must lie from 1970-01-01 on and before 2106-01-01, UTC' }],
  });
}
