import type { PersonActor } from '#libs/domain';
import { kinReleases, releaseFactsAt } from '#libs/registry';
import { findingsOfReleases } from '../cells/cell-findings.queries.js';
import { TestReach } from '../gaps/reach-of-tests.js';
import type { Snapshot } from '../memory/live-matrix.js';
import type { Present } from './compose-platforms.js';
import { jointFindings } from './joint-findings.queries.js';
import { audienceOf, partsOf } from './known-edges.js';
import type { NamedEdge } from './name-edges.js';

/** One direct test of an edge, and on how many of the platforms where it is missing the edge would then be known to work. */
export interface BestTest {
  readonly os: string;
  readonly cpu: string;
  readonly unlocks: number;
}

/** Where one pass would do most, by the inference itself; of equals on a platform that is wanted, then by coordinates. */
export async function bestTest(
  present: Present,
  asker: PersonActor | null,
  missing: {
    readonly edge: NamedEdge;
    readonly platforms: readonly { readonly os: string; readonly cpu: string }[];
    readonly snapshot: Snapshot;
    readonly at: number;
    readonly revision: number;
  },
): Promise<BestTest | null> {
  const { edge, snapshot, at, revision } = missing;
  const { releaseId, secondReleaseId } = edge;
  const [release] = await releaseFactsAt(present.db, [releaseId], revision);
  if (release === undefined) return null;
  const releases = secondReleaseId === null ? await kinReleases(present.db, releaseId, revision) : [];
  const findings =
    secondReleaseId === null
      ? await findingsOfReleases(present.db, [releaseId, ...releases.map(({ id }) => id)], revision)
      : await jointFindings(present.db, [releaseId, secondReleaseId], revision);
  const question = { release, secondReleaseId, audience: audienceOf(asker), validAt: at, knownAtRevision: revision };
  const reach = new TestReach(question, { ...snapshot.facts, releases, findings }, 'expected', present.stopping);

  const { platforms } = snapshot.matrix.world;
  const all = platforms.platforms.map((_, place) => place).filter((place) => platforms.isImpossible[place] === 0);
  const candidates = all.map((place) => partsOf(snapshot, place));
  const isWanted = (os: string, cpu: string): boolean =>
    missing.platforms.some((platform) => platform.os === os && platform.cpu === cpu);
  const wanted = candidates.filter(({ os, cpu }) => isWanted(os.coordinate, cpu.coordinate));
  const reaches = await reach.of(candidates, wanted);
  const [best] = candidates
    .map(({ os, cpu }, place) => ({
      os: os.coordinate,
      cpu: cpu.coordinate,
      unlocks: reaches[place]?.size ?? 0,
      isWanted: isWanted(os.coordinate, cpu.coordinate),
    }))
    .sort(
      (a, b) =>
        b.unlocks - a.unlocks ||
        Number(b.isWanted) - Number(a.isWanted) ||
        (`${a.os} ${a.cpu}` < `${b.os} ${b.cpu}` ? -1 : 1),
    );
  return best === undefined || best.unlocks === 0 ? null : { os: best.os, cpu: best.cpu, unlocks: best.unlocks };
}
