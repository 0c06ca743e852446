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
  readonly touchedRevision: number;
  readonly changesAt: Date | null;
}

/**
 * Looks at some releases that were told up to one moment: what strangers are told of them now is compared with what they were
 * told then, and what differs is written down for whoever follows, together with the moment up to which all is told now. A
 * worker that dies in between has told nothing; of two that look at the same releases one finds the moment moved on.
 *
 * @returns how many were due
 */
export async function lookAtReleases(db: DataSource, stopping: AbortSignal): Promise<number> {
  const due = await nextDue(db);
  if (due === undefined) return 0;
  const { told, releases } = due;
  const now = await presentMoment(db);
  const turns = new Turns(stopping);
  const matrixAt = (ids: readonly string[], { revision, at }: ToldMoment): Promise<PastMatrix | undefined> =>
    pastMatrix(db, ids, { revision, knownAt: at, validAt: at }, turns);
  const ids = releases.map(({ id }) => id);
  const later = await matrixAt(ids, now);
  const mayDiffer = releases.filter(
    ({ touchedRevision, changesAt }) => touchedRevision > told.revision || (changesAt !== null && changesAt <= now.at),
  );
  const earlier =
    later === undefined || mayDiffer.length === 0
      ? undefined
      : await matrixAt(
          mayDiffer.map(({ id }) => id),
          told,
        );
  const found = releases.map((release) => {
    if (later === undefined) return { ...release, changes: [], ends: [], next: Infinity };
    const changes = mayDiffer.includes(release) ? statusChanges(earlier, later, release.id, now.at) : [];
    const ends = comingEnds(later, release.id, now.at);
    return { ...release, changes, ends, next: nextChange(later, release.id) };
  });
  const since = new LaterBeginnings(told, now, later, matrixAt);
  await since.learn(await followersOf(db, whatWasFound(found)), found);
  return transaction(db, async (tx) => {
    await holdTelling(tx, 'UPDATE');
    const followers = await followersOf(tx, whatWasFound(found));
    // Somebody began to follow meanwhile: looked at again, with its moment in mind.
    if (!since.knows(followers, found)) return releases.length;
    const looked = found.map((one) => lookedAt(one, since));
    const moved = await moveOn(tx, { told, now }, found, (place) => {
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
    return releases.length;
  });
}

interface Found extends DueRelease {
  readonly changes: readonly StatusChange[];
  readonly ends: LookedAt['ends'];
  /** Epoch ms, or infinity. */
  readonly next: number;
}

function lookedAt({ id, productId, ends, changes }: Found, since: LaterBeginnings): LookedAt {
  return {
    releaseId: id,
    productId,
    ends,
    changesFor: (follower) => (changes.length === 0 ? changes : since.changesFor(follower, id, changes)),
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
    private readonly told: ToldMoment,
    private readonly now: ToldMoment,
    private readonly later: PastMatrix | undefined,
    private readonly matrixAt: (ids: readonly string[], at: ToldMoment) => Promise<PastMatrix | undefined>,
  ) {}

  async learn(followers: readonly Follower[], found: readonly Found[]): Promise<void> {
    for (const follower of followers) {
      const ids = changedFor(follower, found);
      if (ids.length === 0 || this.#isKnown(follower)) continue;
      const changed = found.filter(({ changes }) => changes.length > 0).map(({ id }) => id);
      const moment = { revision: follower.sinceRevision, at: follower.sinceAt };
      this.#matrices.set(keyOf(follower), await this.matrixAt(changed, moment));
    }
  }

  knows(followers: readonly Follower[], found: readonly Found[]): boolean {
    return followers.every((follower) => this.#isKnown(follower) || changedFor(follower, found).length === 0);
  }

  changesFor(follower: Follower, releaseId: string, changes: readonly StatusChange[]): readonly StatusChange[] {
    if (this.#isOld(follower)) return changes;
    if (this.later === undefined || this.#isNew(follower)) return [];
    return statusChanges(this.#matrices.get(keyOf(follower)), this.later, releaseId, this.now.at);
  }

  #isKnown(follower: Follower): boolean {
    return this.#isOld(follower) || this.#isNew(follower) || this.#matrices.has(keyOf(follower));
  }

  #isOld({ sinceRevision, sinceAt }: Follower): boolean {
    return sinceRevision <= this.told.revision && sinceAt <= this.told.at;
  }

  #isNew({ sinceRevision, sinceAt }: Follower): boolean {
    return sinceRevision >= this.now.revision && sinceAt >= this.now.at;
  }
}

function keyOf({ sinceRevision, sinceAt }: Follower): string {
  return `${sinceRevision} ${sinceAt.getTime()}`;
}

function changedFor(follower: Follower, found: readonly Found[]): string[] {
  return found.flatMap(({ id, productId, changes }) =>
    changes.some(({ platformId }) => follows(follower, { releaseId: id, productId, platformId })) ? [id] : [],
  );
}

async function nextDue(db: DataSource): Promise<{ told: ToldMoment; releases: DueRelease[] } | undefined> {
  const releases = await rows<DueRelease & ToldMoment>(
    db,
    `SELECT f.release_id AS id, r.product_id AS "productId", f.touched_revision AS "touchedRevision",
            f.changes_at AS "changesAt", f.told_revision AS revision, f.told_at AS at
       FROM followed_releases f JOIN release_coordinates r ON r.id = f.release_id
       JOIN (SELECT told_revision, told_at FROM followed_releases WHERE look_at <= clock_timestamp() ORDER BY look_at LIMIT 1) first
         ON first.told_revision = f.told_revision AND first.told_at = f.told_at
      WHERE f.look_at <= clock_timestamp() ORDER BY f.look_at, f.release_id LIMIT $1`,
    [GROUP],
  );
  const [first] = releases;
  return first === undefined ? undefined : { told: { revision: first.revision, at: first.at }, releases };
}

/** @returns ids of the releases that nobody else has moved on meanwhile */
async function moveOn(
  tx: EntityManager,
  { told, now }: { readonly told: ToldMoment; readonly now: ToldMoment },
  found: readonly Found[],
  warningOf: (place: number) => number,
): Promise<Set<string>> {
  const instant = (ms: number): Date | null => (Number.isFinite(ms) ? new Date(ms) : null);
  const looks = found.map(({ next }, place) => Math.min(next, warningOf(place), now.at.getTime() + AT_LEAST_EVERY_MS));
  const moved = await rows<{ id: string }>(
    tx,
    // What was touched after the moment looked at is due again at once.
    `UPDATE followed_releases f
        SET told_revision = $3, told_at = $4, changes_at = x.changes_at, ends_at = x.ends_at,
            look_at = CASE WHEN f.touched_revision > $3 THEN now() ELSE x.look_at END
       FROM unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[]) AS x (id, changes_at, ends_at, look_at)
      WHERE f.release_id = x.id AND f.told_revision = $1 AND f.told_at = $2 RETURNING f.release_id AS id`,
    [
      told.revision,
      told.at,
      now.revision,
      now.at,
      found.map(({ id }) => id),
      found.map(({ next }) => instant(next)),
      found.map(({ ends }) => instant(Math.min(...ends.map(({ validUntil }) => validUntil)))),
      looks.map((ms) => new Date(ms)),
    ],
  );
  return new Set(moved.map(({ id }) => id));
}
