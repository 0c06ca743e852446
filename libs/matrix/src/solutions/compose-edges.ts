import {
  answerAsWhole,
  type Audience,
  type CellAnswer,
  type CellFacts,
  type CpuModel,
  type JointFinding,
  type OsRelease,
  type ReleaseFacts,
} from '#libs/domain';
import { pairName, type NamedEdge } from './name-edges.js';

/** A set of releases, and which of its edges have to work. */
export interface Composition {
  readonly releases: readonly { readonly id: string; readonly coordinate: string; readonly required: boolean }[];
  readonly pairs: readonly {
    readonly releaseId: string;
    readonly secondReleaseId: string;
    readonly required: boolean;
  }[];
}

/** The edges of a set in its own order: each release on the platform, then the pairs. */
export function edgesOf({ releases, pairs }: Composition): NamedEdge[] {
  const nameOf = (id: string): string => releases.find((release) => release.id === id)?.coordinate ?? id;
  return [
    ...releases.map(({ id, coordinate, required }) => ({
      name: coordinate,
      releaseId: id,
      secondReleaseId: null,
      required,
    })),
    ...pairs.map(({ releaseId, secondReleaseId, required }) => ({
      name: pairName(nameOf(releaseId), nameOf(secondReleaseId)),
      releaseId,
      secondReleaseId,
      required,
    })),
  ];
}

export interface AskedPlatform {
  readonly os: OsRelease;
  readonly cpu: CpuModel;
  readonly audience: Audience;
  readonly validAt: number;
  readonly knownAtRevision: number;
}

/** What tests of the whole say on a platform; asked often, and mostly there are none. */
export function wholeOn(
  members: readonly ReleaseFacts[],
  joint: readonly JointFinding[],
  asked: AskedPlatform,
  facts: Omit<CellFacts, 'findings' | 'releases'>,
): CellAnswer | 'withheld' | null {
  return joint.length === 0 ? null : answerAsWhole(members, joint, asked, facts);
}
