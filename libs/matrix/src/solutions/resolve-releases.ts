import { isWorking, missingEdges, strength, type PersonActor } from '#libs/domain';
import { composePlatforms, type ComposedPlatforms, type PlatformStatus, type Present } from './compose-platforms.js';
import { countStatuses, keyOf, tell, type ComposedPlatform } from './list-solution-platforms.js';
import { bestTest, type BestTest } from './best-test.js';
import { membersOf, pairsOf, type NamedMember } from './name-edges.js';

export interface ResolveQuestion {
  readonly releases: readonly string[];
  readonly edges: readonly { readonly release: string; readonly with: string }[];
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly show: 'working' | 'all';
  readonly limit: number;
}

export interface Resolution {
  readonly items: readonly ComposedPlatform[];
  readonly counts: Readonly<Record<string, number>>;
  readonly missing: readonly {
    readonly name: string;
    readonly release: string;
    readonly with: string | null;
    readonly unlocks: number;
    readonly platforms: readonly { readonly os: string; readonly cpu: string }[];
    readonly test: BestTest | null;
  }[];
  readonly policy: string;
  readonly validAt: Date;
  readonly revision: number;
}

const MOST_MISSING = 10;
const MOST_NAMED = 20;

/**
 * On which platforms all of these releases work at present, for the asker's eyes: strongest weakest edge first, then fewest
 * edges as weak as it; and the edges that alone are missing, with the test that would do most about the first of them.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches · `invalid-request` as for a new solution · `matrix-loading`
 */
export async function resolveReleases(
  present: Present,
  asker: PersonActor | null,
  question: ResolveQuestion,
): Promise<Resolution> {
  const named = question.releases.map((release) => ({ release, required: true }));
  const viewer = asker?.organizationId ?? null;
  const members = await membersOf(present.db, viewer, named, (place) => `releases.${place}`, inMemory(present));
  const pairs = pairsOf(members, question.edges).map((pair) => ({ ...pair, required: true }));
  const { os, cpu } = question;
  const composition = { releases: members, pairs };
  const found = await composePlatforms(present, asker, composition, { os, cpu, withKnownPairs: true }, (composed) =>
    ranked(composed, question),
  );
  const { snapshot, at, revision, missing, ...rest } = found;
  const coordinateOf = (id: string | null): string | null => members.find((one) => one.id === id)?.coordinate ?? null;
  const [first] = missing;
  const test = first === undefined ? null : await bestTest(present, asker, { ...first, snapshot, at, revision });
  return {
    ...rest,
    missing: missing.map(({ name, edge, platforms }, place) => ({
      name,
      release: coordinateOf(edge.releaseId) ?? name,
      with: coordinateOf(edge.secondReleaseId),
      unlocks: platforms.length,
      platforms: platforms.slice(0, MOST_NAMED).map(({ os: onOs, cpu: onCpu }) => ({ os: onOs, cpu: onCpu })),
      test: place === 0 ? test : null,
    })),
    policy: snapshot.matrix.world.policy.version,
    validAt: new Date(at),
    revision,
  };
}

/** Published releases by coordinate: a look-up each in the database would take longer than the answer. */
function inMemory({ matrix }: Present): (coordinate: string) => NamedMember | undefined {
  const { releases } = matrix().matrix.world;
  return (coordinate) => {
    const id = releases.releases[releases.placeOf(coordinate)]?.id;
    return id === undefined ? undefined : { id, coordinate, published: true };
  };
}

function ranked({ platforms, edges, snapshot, at }: ComposedPlatforms, { show, limit }: ResolveQuestion) {
  const shown = platforms.filter(({ status }) => show === 'all' || isWorking(status)).sort(byStrength);
  const missing = missingEdges(platforms.map((platform) => ({ ...platform, platform })));
  return {
    items: shown.slice(0, limit).map(tell),
    counts: countStatuses(platforms),
    missing: missing.slice(0, MOST_MISSING).flatMap((one) => {
      const edge = edges.find(({ name }) => name === one.name);
      return edge === undefined ? [] : [{ ...one, edge }];
    }),
    snapshot,
    at,
    revision: snapshot.edition.revision,
  };
}

/** Strongest first; of equals the one with fewer edges so weak; then by coordinates. */
function byStrength(a: PlatformStatus, b: PlatformStatus): number {
  const asWeak = ({ status, edges }: PlatformStatus): number =>
    edges.filter((edge) => edge.required && edge.status === status).length;
  return strength(b.status) - strength(a.status) || asWeak(a) - asWeak(b) || (keyOf(a) < keyOf(b) ? -1 : 1);
}
