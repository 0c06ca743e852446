import {
  composeSolution,
  DomainError,
  isSettledAsWhole,
  weakestStatus,
  type CellAnswer,
  type CellStatus,
  type JointFinding,
  type PersonActor,
  type SolutionAnswer,
} from '#libs/domain';
import { releaseFactsAt } from '#libs/registry';
import type { DataSource } from 'typeorm';
import type { Snapshot } from '../memory/live-matrix.js';
import { placePlatforms, platformsOf } from '../search/cell-filter.js';
import { edgesOf, wholeOn, type Composition } from './compose-edges.js';
import { jointFindings } from './joint-findings.queries.js';
import { audienceOf, pairEdges, partsOf, releaseEdges, type EdgeQuestion, type KnownEdge } from './known-edges.js';
import { pairName } from './name-edges.js';

/** A set of releases on one platform, as the asker may see it. */
export interface PlatformStatus {
  readonly os: string;
  readonly cpu: string;
  readonly status: CellStatus;
  /** Nothing there comes from the edges: the whole was tested, or what is known of it is withheld. */
  readonly settled: boolean;
  readonly edges: readonly { readonly name: string; readonly required: boolean; readonly status: CellStatus }[];
  readonly answer: () => SolutionAnswer;
}

export interface ComposedPlatforms {
  readonly snapshot: Snapshot;
  readonly platforms: readonly PlatformStatus[];
  readonly edges: readonly KnownEdge[];
  /** Epoch ms. */
  readonly at: number;
}

export interface PlatformsAsked {
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  /** Counts pairs of which something is known on a platform there, named or not. */
  readonly withKnownPairs: boolean;
}

/** Where what is asked about comes from. */
export interface Present {
  readonly db: DataSource;
  /** The matrix in memory as it is; throws while there is none. */
  readonly matrix: () => Snapshot;
  readonly stopping: AbortSignal;
}

/** The matrix may take over a new revision while the database is asked: all that is told is of one. */
const TRIES = 20;

/**
 * The status of a set of releases on every platform at present (R13), for the asker's eyes, all of one revision.
 *
 * @param use what is made of it, at once: answers are read from a matrix that changes under way
 * @throws DomainError `unknown-coordinate` for a part of platforms · `matrix-loading` where the matrix never stands still
 */
export async function composePlatforms<T>(
  present: Present,
  asker: PersonActor | null,
  composition: Composition,
  asked: PlatformsAsked,
  use: (composed: ComposedPlatforms) => T,
): Promise<T> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const snapshot = present.matrix();
    const { matrix, edition } = snapshot;
    const { world } = matrix;
    const places = platformsOf(placePlatforms(asked, world), world).filter(
      (place) => world.platforms.isImpossible[place] === 0,
    );
    const at = Math.floor(Date.now() / 1000) * 1000;
    const question: EdgeQuestion = { ...present, snapshot, asker, at, platforms: places };
    const read = await readEdges(question, composition, asked.withKnownPairs, edition.revision);
    const now = present.matrix();
    if (now.matrix !== matrix || now.edition.revision !== edition.revision) continue;
    return use({ snapshot, at, edges: read.edges, platforms: places.map((place) => statusOn(question, read, place)) });
  }
  throw new DomainError('matrix-loading', '矩阵变化过快，请稍后重试 · The matrix is changing fast; try again shortly');
}

interface ReadEdges {
  readonly edges: readonly KnownEdge[];
  /** Names of pairs that nobody asked for: they count where something is known. */
  readonly volunteered: ReadonlySet<string>;
  readonly wholes: ReadonlyMap<number, CellAnswer | 'withheld'>;
}

async function readEdges(
  question: EdgeQuestion,
  composition: Composition,
  withKnownPairs: boolean,
  revision: number,
): Promise<ReadEdges> {
  const { db, snapshot, asker, at, platforms } = question;
  const ids = composition.releases.map(({ id }) => id);
  const joint = await jointFindings(db, ids, revision);
  const volunteered = withKnownPairs ? knownPairs(composition, joint) : [];
  const all = edgesOf({ ...composition, pairs: [...composition.pairs, ...volunteered] });
  const pairs = all.filter(({ secondReleaseId }) => secondReleaseId !== null);
  const members = joint.length > 0 || pairs.length > 0 ? await releaseFactsAt(db, ids, revision) : [];
  const known = await releaseEdges(
    question,
    all.filter(({ secondReleaseId }) => secondReleaseId === null),
  );
  const asked = { audience: audienceOf(asker), validAt: at, knownAtRevision: revision };
  const wholes = platforms.flatMap((place) => {
    const whole = wholeOn(members, joint, { ...asked, ...partsOf(snapshot, place) }, snapshot.facts);
    return whole === null ? [] : [[place, whole] as const];
  });
  const coordinateOf = new Map(composition.releases.map(({ id, coordinate }) => [id, coordinate]));
  const nameOf = (id: string): string => coordinateOf.get(id) ?? id;
  return {
    edges: [...known, ...(await pairEdges(question, pairs, members, joint))],
    volunteered: new Set(
      volunteered.map(({ releaseId, secondReleaseId }) => pairName(nameOf(releaseId), nameOf(secondReleaseId))),
    ),
    wholes: new Map(wholes),
  };
}

/** Pairs of the set that somebody has said something about, beyond those that are asked for. */
function knownPairs({ releases, pairs }: Composition, joint: readonly JointFinding[]): Composition['pairs'] {
  const isNamed = (a: string, b: string): boolean =>
    pairs.some(
      ({ releaseId, secondReleaseId }) =>
        (releaseId === a && secondReleaseId === b) || (releaseId === b && secondReleaseId === a),
    );
  return releases.flatMap(({ id: releaseId }, place) =>
    releases.slice(place + 1).flatMap(({ id: secondReleaseId }) => {
      const isKnown = joint.some((one) => one.releaseId === releaseId && one.secondReleaseId === secondReleaseId);
      return isKnown && !isNamed(releaseId, secondReleaseId) ? [{ releaseId, secondReleaseId, required: true }] : [];
    }),
  );
}

function statusOn(
  { snapshot }: EdgeQuestion,
  { edges, volunteered, wholes }: ReadEdges,
  place: number,
): PlatformStatus {
  const { os, cpu } = partsOf(snapshot, place);
  const whole = wholes.get(place) ?? null;
  const counted = edges
    .map((edge) => ({ edge, status: edge.status(place) }))
    .filter(({ edge, status }) => status !== 'unknown' || !volunteered.has(edge.name));
  const isTested = whole !== null && whole !== 'withheld' && isSettledAsWhole(whole.status);
  const composed = weakestStatus(counted.filter(({ edge }) => edge.required).map(({ status }) => status));
  return {
    os: os.coordinate,
    cpu: cpu.coordinate,
    status: isTested ? whole.status : whole === 'withheld' ? 'unknown' : composed,
    settled: isTested || whole === 'withheld',
    edges: counted.map(({ edge: { name, required }, status }) => ({ name, required, status })),
    answer: () =>
      composeSolution(
        whole,
        counted.map(({ edge: { name, required, answer } }) => ({ name, required, answer: answer(place) })),
      ),
  };
}
