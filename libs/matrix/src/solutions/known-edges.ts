import {
  CELL_STATUSES,
  evaluateCell,
  PUBLIC_AUDIENCE,
  type Audience,
  type CellAnswer,
  type CellFacts,
  type CellStatus,
  type JointFinding,
  type PersonActor,
  type Platform,
  type ReleaseFacts,
} from '#libs/domain';
import { kinReleases, releaseFactsAt } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import { findingsOfReleases } from '../cells/cell-findings.queries.js';
import { answerCell } from '../memory/answer-cell.js';
import type { Snapshot } from '../memory/live-matrix.js';
import type { NamedEdge } from './name-edges.js';
import { releasesKnownBetter } from './private-knowledge.queries.js';

/** An edge that can be asked about any platform, by its place in the matrix. */
export interface KnownEdge extends NamedEdge {
  readonly status: (platform: number) => CellStatus;
  readonly answer: (platform: number) => CellAnswer;
}

/** For whom, when and where: what all edges of one question have in common. */
export interface EdgeQuestion {
  readonly db: DataSource;
  readonly snapshot: Snapshot;
  readonly asker: PersonActor | null;
  /** Epoch ms, a whole second: the present. */
  readonly at: number;
  /** Places of the platforms. */
  readonly platforms: readonly number[];
  readonly stopping: AbortSignal;
}

export function audienceOf(asker: PersonActor | null): Audience {
  return asker === null ? PUBLIC_AUDIENCE : { organizationIds: [asker.organizationId] };
}

/**
 * Edges to the platform: from the matrix in memory where the asker sees what everybody sees, else derived from the findings.
 * Those from memory have to be asked while the matrix is still at the same revision.
 */
export async function releaseEdges(question: EdgeQuestion, edges: readonly NamedEdge[]): Promise<KnownEdge[]> {
  const { snapshot, db } = question;
  const better = await knownBetter(question, edges);
  const known: KnownEdge[] = [];
  for (const edge of edges) {
    const place = snapshot.matrix.world.releases.placeOfId(edge.releaseId);
    const isOpen = place !== -1 && !snapshot.matrix.world.releases.isDraft(place);
    if (isOpen && !better.has(edge.releaseId)) {
      known.push(edgeInMemory(question, edge, place));
      continue;
    }
    const { revision } = snapshot.edition;
    const [release] = await releaseFactsAt(db, [edge.releaseId], revision);
    if (release === undefined) throw new Error(`no facts of release ${edge.releaseId}`);
    const releases = await kinReleases(db, release.id, revision);
    const findings = await findingsOfReleases(db, [release.id, ...releases.map(({ id }) => id)], revision);
    known.push(await edgeEvaluated(question, edge, release, { ...snapshot.facts, releases, findings }));
  }
  return known;
}

/** Edges between two releases: they are in no memory, and seldom is anything known of one. */
export async function pairEdges(
  question: EdgeQuestion,
  edges: readonly NamedEdge[],
  members: readonly ReleaseFacts[],
  joint: readonly JointFinding[],
): Promise<KnownEdge[]> {
  const known: KnownEdge[] = [];
  for (const edge of edges) {
    const release = members.find(({ id }) => id === edge.releaseId);
    if (release === undefined) throw new Error(`no facts of release ${edge.releaseId}`);
    const findings = joint.filter(
      ({ releaseId, secondReleaseId }) => releaseId === edge.releaseId && secondReleaseId === edge.secondReleaseId,
    );
    known.push(await edgeEvaluated(question, edge, release, { ...question.snapshot.facts, releases: [], findings }));
  }
  return known;
}

/** Ids of the releases of which the asker may see more than everybody, by their own findings or those of their kin. */
async function knownBetter(
  { db, snapshot, asker }: EdgeQuestion,
  edges: readonly NamedEdge[],
): Promise<ReadonlySet<string>> {
  if (asker === null) return new Set();
  const { releases } = snapshot.matrix.world;
  const kinOf = new Map(
    edges.map(({ releaseId }) => {
      const place = releases.placeOfId(releaseId);
      const kin = place === -1 ? [] : releases.kin(place).flatMap((other) => releases.releases[other]?.id ?? []);
      return [releaseId, [releaseId, ...kin]] as const;
    }),
  );
  const ids = [...new Set([...kinOf.values()].flat())];
  const better = await releasesKnownBetter(db, asker.organizationId, ids, snapshot.edition.revision);
  return new Set([...kinOf].filter(([, kin]) => kin.some((id) => better.has(id))).map(([id]) => id));
}

function edgeInMemory({ snapshot, at }: EdgeQuestion, edge: NamedEdge, place: number): KnownEdge {
  const { matrix, edition } = snapshot;
  return {
    ...edge,
    status: (platform) => {
      matrix.refresh(place, at / 1000);
      return CELL_STATUSES[matrix.answers.status(place, platform)] ?? 'unknown';
    },
    answer: (platform) => answerCell(matrix, place, platform, at, edition.revision, true),
  };
}

async function edgeEvaluated(
  question: EdgeQuestion,
  edge: NamedEdge,
  release: ReleaseFacts,
  facts: CellFacts,
): Promise<KnownEdge> {
  const { snapshot, asker, at, platforms, stopping } = question;
  const audience = audienceOf(asker);
  const answers = new Map<number, CellAnswer>();
  const turns = new Turns(stopping);
  for (const platform of platforms) {
    const { os, cpu } = partsOf(snapshot, platform);
    const { secondReleaseId } = edge;
    const { revision } = snapshot.edition;
    const asked = { release, secondReleaseId, os, cpu, audience, validAt: at, knownAtRevision: revision };
    answers.set(platform, evaluateCell(asked, facts));
    if (turns.isOver) await turns.next();
  }
  const answer = (platform: number): CellAnswer => {
    const found = answers.get(platform);
    if (found === undefined) throw new Error(`platform ${platform} was not asked about`);
    return found;
  };
  return { ...edge, answer, status: (platform) => answer(platform).status };
}

/** OS release and CPU model of a platform, by its place. */
export function partsOf({ matrix }: Snapshot, platform: number): Platform {
  const { platforms, osReleases, cpuModels } = matrix.world.platforms;
  const entry = platforms[platform];
  const os = osReleases[entry?.os ?? -1];
  const cpu = cpuModels[entry?.cpu ?? -1];
  if (os === undefined || cpu === undefined) throw new Error(`no platform ${platform}`);
  return { os, cpu };
}
