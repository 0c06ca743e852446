import { DomainError, refuseOutOfRange, type BundleIndex } from '#libs/domain';

/** As the service takes them; RFC 3339. */
export interface MomentsAsked {
  readonly validAt?: string | undefined;
  readonly knownAt?: string | undefined;
}

export interface Moments {
  readonly knownAt: Date;
  /** Epoch ms. */
  readonly validAt: number;
}

/**
 * What was known is the bundle's; what holds is judged at the clock, or at the moment asked about.
 *
 * @param place where the moments stand in the request: what a refusal's field begins with
 * @throws DomainError `invalid-request` for moments that it can't answer for
 */
export function momentsOf(
  { knownAt: edition, writtenAt }: BundleIndex,
  { knownAt, validAt }: MomentsAsked,
  now: Date,
  place: '' | 'query.' = '',
): Moments {
  const known = new Date(knownAt ?? edition);
  const field = `${place}knownAt`;
  if (known < new Date(edition)) {
    throw outside(
      field,
      `离线包只含自 ${edition} 起所知的内容，不含更早的历史`,
      `the bundle holds what is known since ${edition} and no earlier history; ask the service`,
      `must not be earlier than ${edition}`,
    );
  }
  if (knownAt !== undefined && known > new Date(writtenAt)) {
    throw outside(
      field,
      `离线包写于 ${writtenAt}，不知其后的变化`,
      `the bundle was written at ${writtenAt} and knows nothing of later changes; fetch a newer one`,
      `must not be later than ${writtenAt}`,
    );
  }
  // As the service: no moment before what is known, whatever the clock does.
  const present = Math.max(now.getTime(), Date.parse(edition));
  const valid = validAt === undefined ? (knownAt === undefined ? present : known.getTime()) : Date.parse(validAt);
  if (validAt !== undefined) refuseOutOfRange(`${place}validAt`, new Date(valid));
  return { knownAt: known, validAt: valid };
}

function outside(path: string, zh: string, en: string, message: string): DomainError {
  return new DomainError('invalid-request', `${zh} · ${en}`, { fields: [{ path, code: 'out-of-range', message }] });
}
