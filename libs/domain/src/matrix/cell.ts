import type { Audience } from './audience.js';
import type { EndCode } from './expiry.js';
import type { Declarer, Finding, Verdict } from './finding.js';
import type { CpuModel, OsRelease } from './platform-model.js';
import type { Policy } from './policy.js';
import type { ReleaseFacts } from './release-facts.js';

export const CELL_STATUSES = [
  'certified',
  'inherited',
  'expected',
  'declared',
  'incompatible',
  'conflicting',
  'lapsed',
  'suspended',
  'revoked',
  'unknown',
] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** What holds on this cell at `validAt`, as known at `knownAtRevision`, for this audience? */
export interface CellQuestion {
  readonly release: ReleaseFacts;
  readonly os: OsRelease;
  readonly cpu: CpuModel;
  /** Asks about the edge to this release: do both work together on the platform? Null: about the release alone. */
  readonly secondReleaseId: string | null;
  readonly audience: Audience;
  readonly validAt: number;
  readonly knownAtRevision: number;
}

/** What of a question decides how findings stand, wherever the release is asked about. */
export type ReleaseQuestion = Omit<CellQuestion, 'os' | 'cpu'>;

/** The caller selects catalogue and policy as of the question's revision; findings are selected here. */
export interface CellFacts {
  /** All findings of the release and of `releases`, whatever their revision, visibility or order. */
  readonly findings: readonly Finding[];
  /** The releases that the asked one may inherit from: its line's, a rebrand's original, hardware of the same kind. */
  readonly releases: readonly ReleaseFacts[];
  /** All of the catalogue: R8 needs every release that an R4 step passes over. */
  readonly osReleases: readonly OsRelease[];
  readonly cpuModels: readonly CpuModel[];
  /** In force at the question's revision. */
  readonly policy: Policy;
  /** Earlier policies by version: a reviewed inheritance lives by the one it was reviewed under. */
  readonly policies: readonly Policy[];
}

export interface FindingReference {
  readonly number: number;
  readonly id: string;
}

/** One step, told by the coordinate it left behind on its axis. Steps are listed from the source to the cell asked about. */
export interface PathStep {
  readonly rule: string;
  readonly from: { readonly release?: string; readonly os?: string; readonly cpu?: string };
  /** The source, which is the same for every step of a path. */
  readonly findingId: string;
  readonly certificate: string | null;
}

export interface UnknownBecause {
  readonly code: string;
  /** The rule that refused the nearest source. */
  readonly rule: string | null;
  readonly nearest: {
    /** Where the nearest source is another release's. */
    readonly release?: string;
    readonly os: string;
    readonly cpu: string;
    readonly findingId: string;
  } | null;
}

export interface Declared extends Declarer {
  readonly verdict: Verdict;
}

export interface CellAnswer {
  /** Coordinates of what was asked. */
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly status: CellStatus;
  readonly scheme: string | null;
  readonly sources: readonly FindingReference[];
  readonly path: readonly PathStep[];
  /** The cell's own certificate, the contested one when `conflicting`; a derived answer has its source's in `path`. */
  readonly certificate: string | null;
  /** Epoch ms, exclusive: in the past for `lapsed`, `suspended` and `revoked`. Null when no end is known. */
  readonly validUntil: number | null;
  readonly endsBecause: EndCode | null;
  /** Declarations in force, whatever the status: information, not rank. */
  readonly declaredBy: readonly Declared[];
  /** Set exactly when the status is `unknown`. */
  readonly unknownBecause: UnknownBecause | null;
  /** Version of the policy in force. */
  readonly policy: string;
  readonly validAt: number;
  readonly knownAtRevision: number;
}

/** The part of an answer on which the precedence of R10 decides. */
export type CellRuling = Pick<
  CellAnswer,
  'status' | 'scheme' | 'sources' | 'path' | 'certificate' | 'unknownBecause'
> & {
  readonly end: { readonly at: number; readonly because: EndCode } | null;
};
