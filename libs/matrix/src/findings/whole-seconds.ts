import { DomainError, refuseOutOfRange } from '#libs/domain';

/** Findings count in whole seconds: what is packed into 32 bits says the same as what is stored. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

/**
 * The validity of a finding in whole seconds, half-open.
 *
 * @throws DomainError `invalid-request` for one that ends before, or when, it begins
 */
export function wholeValidity(
  validFrom: Date,
  validUntil: Date | null | undefined,
): { validFrom: Date; validUntil: Date | null } {
  const from = wholeSecond(validFrom);
  refuseOutOfRange('validFrom', from);
  if (validUntil === null || validUntil === undefined) return { validFrom: from, validUntil: null };
  const until = wholeSecond(validUntil);
  refuseOutOfRange('validUntil', until);
  if (until <= from) {
    throw new DomainError('invalid-request', '有效期在开始前已结束 · The validity ends before it begins', {
      fields: [{ path: 'validUntil', code: 'invalid', message: `must be later than ${from.toISOString()}` }],
    });
  }
  return { validFrom: from, validUntil: until };
}
