import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startRange, type PlaceInPool } from './start-range.js';

const PACE = { quickSeconds: 60, slowSeconds: 120 };
const ONE_BUSY_HOST = { liveHosts: 1, freeHosts: 0, waitingBefore: 0, mayOvertake: 0 };

describe('when a job will start', () => {
  it.each([
    ['at once where a host is free for it', { freeHosts: 1 }, 0, 0],
    ['at once where each job before it has a free host, too', { liveHosts: 3, freeHosts: 3, waitingBefore: 2 }, 0, 0],
    ['when the one under way ends, which may be now', {}, 0, 120],
    ['a run later where the free host goes to the job before it', { freeHosts: 1, waitingBefore: 1 }, 60, 120],
    ['later by a run for each job before it on one host', { waitingBefore: 3 }, 180, 480],
    ['sooner where more hosts share the jobs before it', { liveHosts: 2, waitingBefore: 4 }, 120, 360],
    ['within a wider range where the share is uneven', { liveHosts: 2, waitingBefore: 3 }, 60, 240],
    ['later at worst where others may overtake it', { waitingBefore: 1, mayOvertake: 2 }, 60, 480],
    ['as if no more hosts were free than live', { freeHosts: 5, waitingBefore: 1 }, 60, 120],
  ])('is %s', (_case, change, least, most) => {
    expect(startRange({ ...ONE_BUSY_HOST, ...change }, PACE)).toEqual({ least, most });
  });

  it('is unknown where nobody is there to start it', () => {
    expect(startRange({ ...ONE_BUSY_HOST, liveHosts: 0 }, PACE)).toBeNull();
  });

  it('is between nothing and the limits where nothing was measured', () => {
    const place = { ...ONE_BUSY_HOST, waitingBefore: 1 };
    expect(startRange(place, { quickSeconds: 0, slowSeconds: 600 })).toEqual({ least: 0, most: 1200 });
  });
});

const places: fc.Arbitrary<PlaceInPool> = fc
  .record({
    liveHosts: fc.integer({ min: 1, max: 6 }),
    freeHosts: fc.integer({ min: 0, max: 6 }),
    waitingBefore: fc.integer({ min: 0, max: 40 }),
    mayOvertake: fc.integer({ min: 0, max: 10 }),
  })
  .map((place) => ({ ...place, freeHosts: Math.min(place.freeHosts, place.liveHosts) }));
const paces = fc
  .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }))
  .map(([a, b]) => ({ quickSeconds: Math.min(a, b), slowSeconds: Math.max(a, b) }));

describe('whatever the pool', () => {
  it('more jobs before it never make it start earlier', () => {
    fc.assert(
      fc.property(places, paces, fc.integer({ min: 1, max: 20 }), fc.boolean(), (place, pace, more, overtaking) => {
        const later = overtaking
          ? { ...place, mayOvertake: place.mayOvertake + more }
          : { ...place, waitingBefore: place.waitingBefore + more };
        const [now, then] = [startRange(place, pace), startRange(later, pace)];
        expect(then?.least).toBeGreaterThanOrEqual(now?.least ?? NaN);
        expect(then?.most).toBeGreaterThanOrEqual(now?.most ?? NaN);
        expect(now?.most).toBeGreaterThanOrEqual(now?.least ?? NaN);
      }),
    );
  });

  it('it starts within the range where runs take what was measured and those under way are anywhere in theirs', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(places, paces, shares, fc.double({ min: 0, max: 1, noNaN: true }), (place, pace, draws, share) => {
        const overtaking = Math.round(share * place.mayOvertake);
        const started = playedOut(place, pace, overtaking, draws);
        const range = startRange(place, pace);
        expect(started).toBeGreaterThanOrEqual(range?.least ?? NaN);
        expect(started).toBeLessThanOrEqual(range?.most ?? NaN);
      }),
    );
  });
});

/** Plays a pool out: each host takes the next job as soon as it is free. Answers when ours, the last one, is taken. */
function playedOut(
  { liveHosts, freeHosts, waitingBefore }: PlaceInPool,
  { quickSeconds, slowSeconds }: { quickSeconds: number; slowSeconds: number },
  overtaking: number,
  draws: readonly number[],
): number {
  const draw = (index: number): number => draws[index % draws.length] ?? 0;
  const freeAt = Array.from({ length: liveHosts }, (_, host) => (host < freeHosts ? 0 : draw(host) * slowSeconds));
  const takenAt = (job: number): number => {
    const at = Math.min(...freeAt);
    freeAt[freeAt.indexOf(at)] = at + quickSeconds + draw(liveHosts + job) * (slowSeconds - quickSeconds);
    return at;
  };
  const before = Array.from({ length: waitingBefore + overtaking }, (_, job) => takenAt(job));
  return takenAt(before.length);
}
