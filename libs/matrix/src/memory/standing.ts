import { END_CODES, type EndCode, type Policy } from '#libs/domain';
import type { Act, Acts } from './acts.js';
import { DECLARATION, DIRECT, HAS_ACTS, NO_END, PASS, PUBLIC, type FindingRows } from './finding-rows.js';

/** In the order of severity by which the worst of several ended passes is told. */
export const REVOKED = 0;
export const SUSPENDED = 1;
export const LAPSED = 2;
export const SUPERSEDED = 3;
export const IN_FORCE = 4;
export const STANDINGS = ['revoked', 'suspended', 'lapsed', 'superseded', 'in-force'] as const;

/** Ends are told by their place in the domain's list of codes. */
const place = (code: EndCode): number => END_CODES.indexOf(code);
const CERTIFICATE_ENDS = place('certificate-ends');
const DECLARATION_ENDS = place('declaration-ends');
const DEFAULT_VALIDITY = place('default-validity');
const FAIL_VALIDITY = place('fail-validity');
const BY_REVOCATION = place('revocation');
const BY_SUSPENSION = place('suspension');
export const OS_END_OF_LIFE = place('os-end-of-life');
export const PRODUCT_END_OF_LIFE = place('product-end-of-life');
export const POLICY_CAP = place('policy-cap');

/** Never ends. */
export const NEVER = Infinity;
export const DAY_SECONDS = 86_400;

/** One finding as it stands at a moment, for strangers. Instants are epoch seconds. */
export interface Standing {
  standing: number;
  isVisible: boolean;
  endAt: number;
  /** Place in {@link END_CODES}; without meaning when `endAt` is never. */
  endCode: number;
  /** The first instant after the moment at which the above may change by itself. */
  changesAt: number;
}

/**
 * How the finding of a row stands at `at` by itself and by the acts that name it, supersession and the life of an
 * inheritance's source left aside. The packed counterpart of the domain's `readFindings`.
 *
 * @returns false where the finding has not begun; `into.changesAt` then is its beginning
 */
export function standingOf(
  rows: FindingRows,
  row: number,
  acts: Acts,
  policy: Policy,
  at: number,
  into: Standing,
): boolean {
  const bits = rows.bits(row);
  const from = rows.validFrom(row);
  if (from > at) {
    into.changesAt = from;
    return false;
  }
  ownEnd(rows, row, policy, into);
  into.isVisible = (bits & PUBLIC) !== 0;
  if ((bits & HAS_ACTS) === 0) {
    const isOver = into.endAt <= at;
    into.standing = isOver ? LAPSED : IN_FORCE;
    into.changesAt = isOver ? NEVER : into.endAt;
    return true;
  }
  const number = rows.number(row);
  applyActs(acts.upon(number), acts, at, into);
  return true;
}

/** When the finding ends by itself: the domain's `ownEnd`, packed. */
function ownEnd(rows: FindingRows, row: number, policy: Policy, into: Standing): void {
  const bits = rows.bits(row);
  const validTo = rows.validTo(row);
  const isFail = (bits & PASS) === 0;
  const kind = rows.kind(row);
  if (validTo !== NO_END) {
    into.endAt = validTo;
    into.endCode = kind === DECLARATION ? DECLARATION_ENDS : isFail ? FAIL_VALIDITY : CERTIFICATE_ENDS;
    return;
  }
  const from = rows.validFrom(row);
  if (kind === DIRECT && isFail) {
    into.endAt = policy.failValidityDays === null ? NEVER : from + policy.failValidityDays * DAY_SECONDS;
    into.endCode = FAIL_VALIDITY;
    return;
  }
  into.endAt = from + policy.defaultValidityDays * DAY_SECONDS;
  into.endCode = DEFAULT_VALIDITY;
}

/** `into` holds the finding's own end and whether it is public. */
function applyActs(acts: readonly Act[], all: Acts, at: number, into: Standing): void {
  let changesAt = NEVER;
  for (const { validFrom, validTo } of acts) {
    if (validFrom > at && validFrom < changesAt) changesAt = validFrom;
    if (validTo !== null && validTo > at && validTo < changesAt) changesAt = validTo;
  }
  if (into.endAt > at && into.endAt < changesAt) changesAt = into.endAt;
  into.changesAt = changesAt;
  into.isVisible ||= acts.some((act) => act.kind === 'publication' && act.isPublic);

  const revocation = told(acts, all, (act) => act.kind === 'revocation' && act.validFrom <= at);
  if (revocation !== undefined) {
    into.standing = REVOKED;
    into.isVisible &&= all.isSeen(revocation);
    into.endAt = revocation.validFrom;
    into.endCode = BY_REVOCATION;
    return;
  }
  const suspension = told(acts, all, (act) => suspends(act, at, acts));
  if (suspension !== undefined) {
    into.standing = SUSPENDED;
    into.isVisible &&= all.isSeen(suspension);
    into.endAt = suspension.validFrom;
    into.endCode = BY_SUSPENSION;
    return;
  }
  if (into.endAt <= at) {
    into.standing = LAPSED;
    return;
  }
  into.standing = IN_FORCE;
  const announced = acts.filter((act) => act.validFrom > at && all.isSeen(act));
  for (const act of announced) {
    if (act.kind === 'revocation' && act.validFrom < into.endAt) {
      into.endAt = act.validFrom;
      into.endCode = BY_REVOCATION;
    }
  }
  for (const act of announced) {
    if (suspends(act, act.validFrom, acts) && act.validFrom < into.endAt) {
      into.endAt = act.validFrom;
      into.endCode = BY_SUSPENSION;
    }
  }
}

/** The act that is told as the explanation: one that strangers see before another, then the earliest. */
function told(acts: readonly Act[], all: Acts, holds: (act: Act) => boolean): Act | undefined {
  let best: Act | undefined;
  for (const act of acts) {
    if (!holds(act)) continue;
    if (best === undefined) {
      best = act;
      continue;
    }
    const [seen, bestSeen] = [all.isSeen(act), all.isSeen(best)];
    const isBetter =
      seen !== bestSeen
        ? seen
        : act.validFrom !== best.validFrom
          ? act.validFrom < best.validFrom
          : act.number < best.number;
    if (isBetter) best = act;
  }
  return best;
}

function suspends(act: Act, at: number, acts: readonly Act[]): boolean {
  if (act.kind !== 'suspension' || act.validFrom > at || (act.validTo !== null && act.validTo <= at)) return false;
  return !acts.some(
    (other) =>
      other.kind === 'reinstatement' &&
      other.validFrom <= at &&
      (other.validFrom > act.validFrom || (other.validFrom === act.validFrom && other.number > act.number)),
  );
}
