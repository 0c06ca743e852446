import { rows, transaction } from '#libs/database';
import type { DataSource, EntityManager } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import { pastMatrix, type PastMatrix } from '../past/past-matrix.js';
import { chooseNotices, nextWarning, type LookedAt } from './choose-notices.js';
import { comingEnds, nextChange, statusChanges, type StatusChange } from './compare-answers.js';
import { follows, followersOf, type Follower } from './followers.queries.js';
import { holdTelling, presentMoment, type ToldMoment } from './hold-telling.js';
import { IS_FOLLOWED } from './note-what-to-look-at.js';
import { writeNotices } from './write-notices.js';

/** Releases looked at together. */
const GROUP = 25;
/** A release is looked at once a day, whatever is known of when it changes. */
const AT_LEAST_EVERY_MS = 86_400_000;

interface DueRelease {
  readonly id: string;
  readonly productId: string;
  /** Up to which moment it was told. */
  readonly told: ToldMoment;
  readonly touchedRevision: number;
  readonly changesAt: Date | null;
}

interface Found extends DueRelease {
  readonly changes: readonly StatusChange[];
  readonly ends: LookedAt['ends'];
  /** When it changes next by itself, epoch ms, or infinity. */
  readonly next: number;
}

type MatrixAt = (ids: readonly string[], at: ToldMoment) => Promise<PastMatrix | undefined>;

/**
 * Looks at some releases: what strangers are told of them now is compared with what they were told at the moment up to which
 * each was told, and what differs is written down for whoever follows, together with the moment up to which all is told now. A
 * worker that dies in between has told nothing; of two that look at the same releases one finds the moment moved on.
 *
 * @returns how many were due
 */
export async function lookAtReleases(db: DataSource, stopping: AbortSignal): Promise<number> {
  const due = await dueReleases(db);
  if (due.length === 0) return 0;
  const now = await presentMoment(db);
  const turns = new Turns(stopping);
  const matrixAt: MatrixAt = (ids, { revision, at }) =>
    pastMatrix(db, ids, { revision, knownAt: at, validAt: at }, turns);
  const ids = due.map(({ id }) => id);
  const later = await matrixAt(ids, now);
  const found = await compare(due, later, now, matrixAt);
  const since = new LaterBeginnings(now, later, matrixAt);
  await since.learn(await followersOf(db, whatWasFound(found)), found);
  await transaction(db, async (tx) => {
    await holdTelling(tx, 'UPDATE');
    const followers = await followersOf(tx, whatWasFound(found));
    // Somebody began to follow meanwhile: looked at again, with its moment in mind.
    if (!since.knows(followers, found)) return;
    const looked = found.map((one) => lookedAt(one, since));
    const moved = await moveOn(tx, found, now, (place) => {
      const one = looked[place];
      return one === undefined ? Infinity : nextWarning(one, followers, now.at.getTime());
    });
    const chosen = looked
      .filter(({ releaseId }) => moved.has(releaseId))
      .flatMap((one) => chooseNotices(one, followers, now.at.getTime()));
    await writeNotices(tx, chosen, now);
    await tx.query(
      `DELETE FROM followed_releases f USING release_coordinates r
        WHERE r.id = f.release_id AND f.release_id = ANY($1::uuid[]) AND NOT ${IS_FOLLOWED}`,
      [ids],
    );
  });
  return due.length;
}

/** What was known of them is read only of those that something may have changed, once for each moment they were told up to. */
async function compare(
  due: readonly DueRelease[],
  later: PastMatrix | undefined,
  now: ToldMoment,
  matrixAt: MatrixAt,
): Promise<Found[]> {
  const differing = due.filter(
    ({ told, touchedRevision, changesAt }) =>
      touchedRevision > told.revision || (changesAt !== null && changesAt <= now.at),
  );
  const earlier = new Map<string, PastMatrix | undefined>();
  for (const { told } of later === undefined ? [] : differing) {
    if (earlier.has(keyOf(told))) continue;
    const alike = differing.filter((other) => keyOf(other.told) === keyOf(told)).map(({ id }) => id);
    earlier.set(keyOf(told), await matrixAt(alike, told));
  }
  return due.map((release): Found => {
    if (later === undefined) return { ...release, changes: [], ends: [], next: Infinity };
    const mayDiffer = differing.includes(release);
    const changes = mayDiffer ? statusChanges(earlier.get(keyOf(release.told)), later, release.id, now.at) : [];
    return {
      ...release,
      changes,
      ends: comingEnds(later, release.id, now.at),
      next: nextChange(later, release.id),
    };
  });
}

function lookedAt({ id, productId, told, ends, changes }: Found, since: LaterBeginnings): LookedAt {
  return {
    releaseId: id,
    productId,
    ends,
    changesFor: (follower) => (changes.length === 0 ? changes : since.changesFor(follower, { id, told, changes })),
  };
}

function whatWasFound(found: readonly Found[]): Parameters<typeof followersOf>[1] {
  const telling = found.filter(({ changes, ends }) => changes.length > 0 || ends.length > 0);
  return {
    releaseIds: telling.map(({ id }) => id),
    productIds: [...new Set(telling.map(({ productId }) => productId))],
    platformIds: [
      ...new Set(telling.flatMap(({ changes, ends }) => [...changes, ...ends].map(({ platformId }) => platformId))),
    ],
  };
}

/**
 * Followers whose own moment lies after the one up to which their releases were told: what changed before they began is not
 * told to them. Their beginnings are read only where something changed.
 */
class LaterBeginnings {
  readonly #matrices = new Map<string, PastMatrix | undefined>();

  constructor(
    private readonly now: ToldMoment,
    private readonly later: PastMatrix | undefined,
    private readonly matrixAt: MatrixAt,
  ) {}

  async learn(followers: readonly Follower[], found: readonly Found[]): Promise<void> {
    const changed = found.filter(({ changes }) => changes.length > 0).map(({ id }) => id);
    for (const { since } of followers.filter((follower) => this.#lacks(follower, found))) {
      if (!this.#matrices.has(keyOf(since))) this.#matrices.set(keyOf(since), await this.matrixAt(changed, since));
    }
  }

  knows(followers: readonly Follower[], found: readonly Found[]): boolean {
    return !followers.some((follower) => this.#lacks(follower, found));
  }

  changesFor(
    { since }: Follower,
    { id, told, changes }: Pick<Found, 'id' | 'told' | 'changes'>,
  ): readonly StatusChange[] {
    if (!isAfter(since, told)) return changes;
    if (this.later === undefined || !isAfter(this.now, since)) return [];
    return statusChanges(this.#matrices.get(keyOf(since)), this.later, id, this.now.at);
  }

  #lacks(follower: Follower, found: readonly Found[]): boolean {
    const { since } = follower;
    if (!isAfter(this.now, since) || this.#matrices.has(keyOf(since))) return false;
    return found.some(
      ({ id, productId, told, changes }) =>
        isAfter(since, told) &&
        changes.some(({ platformId }) => follows(follower, { releaseId: id, productId, platformId })),
    );
  }
}

/** In what was known, or in time. */
function isAfter(one: ToldMoment, other: ToldMoment): boolean {
  return one.revision > other.revision || one.at > other.at;
}

function keyOf({ revision, at }: ToldMoment): string {
  return `${revision} ${at.getTime()}`;
}

async function dueReleases(db: DataSource): Promise<DueRelease[]> {
  const found = await rows<Omit<DueRelease, 'told'> & ToldMoment>(
    db,
    `SELECT f.release_id AS id, r.product_id AS "productId", f.touched_revision AS "touchedRevision",
            f.changes_at AS "changesAt", f.told_revision AS revision, f.told_at AS at
       FROM followed_releases f JOIN release_coordinates r ON r.id = f.release_id
      WHERE f.look_at <= clock_timestamp() ORDER BY f.look_at, f.release_id LIMIT $1`,
    [GROUP],
  );
  return found.map(({ revision, at, ...release }) => ({ ...release, told: { revision, at } }));
}

/** @returns ids of the releases that nobody else has moved on meanwhile */
async function moveOn(
  tx: EntityManager,
  found: readonly Found[],
  now: ToldMoment,
  warningOf: (place: number) => number,
): Promise<Set<string>> {
  const instant = (ms: number): Date | null => (Number.isFinite(ms) ? new Date(ms) : null);
  const looks = found.map(({ next }, place) => Math.min(next, warningOf(place), now.at.getTime() + AT_LEAST_EVERY_MS));
  const moved = await rows<{ id: string }>(
    tx,
    // What was touched after the moment looked at is due again at once.
    `UPDATE followed_releases f
        SET told_revision = $1, told_at = $2, changes_at = x.changes_at, ends_at = x.ends_at,
            look_at = CASE WHEN f.touched_revision > $1 THEN now() ELSE x.look_at END
       FROM unnest($3::uuid[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[])
            AS x (id, told_revision, told_at, changes_at, ends_at, look_at)
      WHERE f.release_id = x.id AND f.told_revision = x.told_revision AND f.told_at = x.told_at RETURNING f.release_id AS id`,
    [
      now.revision,
      now.at,
      found.map(({ id }) => id),
      found.map(({ told }) => told.revision),
      found.map(({ told }) => told.at),
      found.map(({ next }) => instant(next)),
      found.map(({ ends }) => instant(Math.min(...ends.map(({ validUntil }) => validUntil)))),
      looks.map((ms) => new Date(ms)),
    ],
  );
  return new Set(moved.map(({ id }) => id));
}
