import { END, knownAt, START } from '../world/moments.js';
import { PLATFORMS } from '../world/platforms.js';
import { Random, STREAM } from '../world/random.js';
import { knownBlocks } from '../world/release-findings.js';
import { CENTERS, worldRelease, type WorldRelease } from '../world/releases.js';
import type { WorldSize } from '../world/size.js';

/** Who asks: strangers, the release's vendor, or a sub-center that is party to some of the hidden fails. */
export type Asker = { readonly slug: string; readonly role: 'vendor' | 'center-operator' } | null;

export interface OracleQuestion {
  readonly platform: number;
  /** Epoch seconds; null asks about now. */
  readonly validAt: number | null;
  /** Epoch seconds; null asks with all that is known. */
  readonly knownAt: number | null;
  readonly asker: Asker;
}

/** Questions about one release share what the naive evaluator reads. */
export const QUESTIONS_PER_RELEASE = 100;

/** The `turn`-th release that is asked about, and what is asked. */
export function oracleQuestions(
  size: WorldSize,
  turn: number,
  count: number,
): { readonly release: WorldRelease; readonly questions: readonly OracleQuestion[] } {
  const random = new Random(size.seed, STREAM.questions, 2, turn);
  const release = worldRelease(size, random.below(size.releases));
  const near = knownBlocks(size, release.index).flatMap(({ platforms }) => platforms);
  const questions = Array.from({ length: count }, (): OracleQuestion => ({
    platform: random.chance(0.7) ? random.pick(near) : random.below(PLATFORMS.length),
    validAt: random.chance(0.25) ? null : momentIn(random, START, END + (END - START)),
    knownAt: random.chance(0.5) ? null : momentIn(random, START, END),
    asker: askerOf(random, release),
  }));
  return { release, questions };
}

/** Newest of the world's revisions known at an instant; 0 before the first. */
export function newestRevision(at: number, revisions: number): number {
  let [low, high] = [0, revisions];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (knownAt(middle, revisions) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function askerOf(random: Random, { vendor }: WorldRelease): Asker {
  if (random.chance(0.6)) return null;
  return random.chance(0.5)
    ? { slug: vendor, role: 'vendor' }
    : { slug: random.pick(CENTERS), role: 'center-operator' };
}

function momentIn(random: Random, from: number, to: number): number {
  return from + random.below(to - from);
}
