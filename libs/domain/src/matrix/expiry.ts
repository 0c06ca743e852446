import type { Finding } from './finding.js';
import type { OsRelease } from './platform-model.js';
import { DAY_MS } from './policy.js';
import type { Policy } from './policy.js';
import type { ReleaseFacts } from './release-facts.js';

/** In the order in which they are told where several fall on one instant. */
export const END_CODES = [
  'certificate-ends',
  'declaration-ends',
  'default-validity',
  'fail-validity',
  'revocation',
  'suspension',
  'os-end-of-life',
  'product-end-of-life',
  'policy-cap',
] as const;
export type EndCode = (typeof END_CODES)[number];

/** First instant (epoch ms) at which something no longer holds, and why. */
export interface End {
  readonly at: number;
  readonly because: EndCode;
}

/** When a finding ends by itself, revocations and suspensions aside. Null: never. */
export function ownEnd(finding: Finding, policy: Policy): End | null {
  if (finding.validTo !== null) {
    if (finding.kind === 'declaration') return { at: finding.validTo, because: 'declaration-ends' };
    return { at: finding.validTo, because: finding.verdict === 'fail' ? 'fail-validity' : 'certificate-ends' };
  }
  if (finding.kind === 'direct' && finding.verdict === 'fail') {
    if (policy.failValidityDays === null) return null;
    return { at: finding.validFrom + policy.failValidityDays * DAY_MS, because: 'fail-validity' };
  }
  return { at: finding.validFrom + policy.defaultValidityDays * DAY_MS, because: 'default-validity' };
}

/**
 * R11: derived end = min(source end, end of life of the OS asked about, end of life of the product, policy cap).
 * Direct results, reviewed inheritances and declarations keep the end they were given.
 */
export function derivedEnd(
  source: { readonly finding: Finding; readonly end: End | null },
  os: OsRelease,
  release: ReleaseFacts,
  policy: Policy,
): End | null {
  const cap = policy.derivedValidityDays;
  return earliest([
    source.end,
    os.endOfLife === null ? null : { at: os.endOfLife, because: 'os-end-of-life' },
    release.endOfLife === null ? null : { at: release.endOfLife, because: 'product-end-of-life' },
    cap === null ? null : { at: source.finding.validFrom + cap * DAY_MS, because: 'policy-cap' },
  ]);
}

/** Of equal instants the first listed gives the reason. */
export function earliest(ends: readonly (End | null)[]): End | null {
  return ends.reduce((first, end) => (end !== null && (first === null || end.at < first.at) ? end : first), null);
}

/** Null (never ends) is the latest of all; of equal instants the first code gives the reason, whatever the order of `ends`. */
export function latest(ends: readonly (End | null)[]): End | null {
  if (ends.includes(null)) return null;
  return ends.reduce((last, end) => (end !== null && (last === null || isLater(end, last)) ? end : last), null);
}

function isLater(end: End, last: End): boolean {
  if (end.at !== last.at) return end.at > last.at;
  return END_CODES.indexOf(end.because) < END_CODES.indexOf(last.because);
}
