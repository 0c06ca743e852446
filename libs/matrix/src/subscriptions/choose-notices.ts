import type { CellStatus } from '#libs/domain';
import type { ComingEnd, StatusChange } from './compare-answers.js';
import { follows, type Follower } from './followers.queries.js';

/** One thing to tell one subscriber. */
export interface ChosenNotice {
  readonly subscriptionId: string;
  readonly channel: Follower['channel'];
  readonly kind: 'status' | 'lapse';
  readonly releaseId: string;
  readonly platformId: number;
  readonly from: CellStatus | null;
  readonly to: CellStatus;
  readonly validUntil: number | null;
}

/** What was found of one release. */
export interface LookedAt {
  readonly releaseId: string;
  readonly productId: string;
  readonly ends: readonly ComingEnd[];
  /** What became another thing for this follower, since its own moment where that is a later one than the others'. */
  readonly changesFor: (follower: Follower) => readonly StatusChange[];
}

const DAY_MS = 86_400_000;

/** Who is to be told what of a release: each change once, each coming end that is near enough once. */
export function chooseNotices(looked: LookedAt, followers: readonly Follower[], at: number): ChosenNotice[] {
  const { releaseId, productId } = looked;
  const chosen = new Map<string, ChosenNotice>();
  for (const follower of followers) {
    const { subscriptionId, channel, lapseDays } = follower;
    const isFor = (platformId: number): boolean => follows(follower, { releaseId, productId, platformId });
    const one = { subscriptionId, channel, releaseId };
    for (const change of looked.changesFor(follower)) {
      if (!isFor(change.platformId)) continue;
      chosen.set(`status ${subscriptionId} ${change.platformId}`, { ...one, kind: 'status', ...change });
    }
    for (const { platformId, status, validUntil } of lapseDays === null ? [] : looked.ends) {
      if (!isFor(platformId) || validUntil - at > (lapseDays ?? 0) * DAY_MS) continue;
      const end = { platformId, from: null, to: status, validUntil };
      chosen.set(`lapse ${subscriptionId} ${platformId}`, { ...one, kind: 'lapse', ...end });
    }
  }
  return [...chosen.values()];
}

/** When the next warning of a release is due, epoch ms, or infinity. */
export function nextWarning(looked: LookedAt, followers: readonly Follower[], at: number): number {
  const { releaseId, productId } = looked;
  return followers.reduce((next, follower) => {
    const { lapseDays } = follower;
    if (lapseDays === null) return next;
    const due = looked.ends
      .filter(({ platformId }) => follows(follower, { releaseId, productId, platformId }))
      .map(({ validUntil }) => validUntil - lapseDays * DAY_MS)
      .filter((warning) => warning > at);
    return Math.min(next, ...due);
  }, Infinity);
}
