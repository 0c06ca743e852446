import type { CpuIdentification, OsIdentification } from '../../catalogue/catalogue-entries.js';
import type { Policy } from '../policy.js';
import type { HardwareFacts, AbiLevel } from '../release-facts.js';
import type { AnswerBody } from './withheld-answers.js';

/*
 * An offline bundle is one file: gzip members one behind the other, so that any tool reads it as lines of JSON. Each member
 * but the last two is a block of lines; the last but one is the index, which names every block with its place, its sizes and
 * its SHA-256; the last is empty and of fixed length and says in its header where the index is and what its SHA-256 is.
 * That SHA-256 stands for the whole file. Readers look for what they need from the end, and hold no more than a block.
 *
 * Coordinates stand for ids. OS releases and CPU models are places in the catalogue's lists; instants are epoch seconds.
 */
export const BUNDLE_FORMAT = 'shipei-bundle';
export const BUNDLE_VERSION = 2;

/** No block is larger, unpacked: bytes that a reader must be ready to hold. */
export const MAX_BLOCK_BYTES = 64 * 1024 * 1024;

/** Which edition of the matrix a bundle holds. Instants are RFC 3339. */
export interface BundleEdition {
  readonly format: typeof BUNDLE_FORMAT;
  readonly version: number;
  readonly revision: number;
  /** When the revision became known. */
  readonly knownAt: string;
  readonly writtenAt: string;
}

export const BUNDLE_SECTIONS = ['edition', 'catalogue', 'directory', 'releases', 'files', 'newest'] as const;
export type BundleSection = (typeof BUNDLE_SECTIONS)[number];

/** A block: `firstKey` is the key of its first line, by which lines of a section ascend (code units). */
export interface BundleBlock {
  readonly section: BundleSection;
  readonly firstKey: string;
  readonly offset: number;
  readonly length: number;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Of the packed bytes. */
  readonly sha256: string;
}

export interface BundleIndex extends BundleEdition {
  readonly releases: number;
  readonly findings: number;
  readonly blocks: readonly BundleBlock[];
}

/** The one line of section `catalogue`: what is public whoever is asked about, as of the edition. */
export interface BundleCatalogue {
  readonly osReleases: readonly BundleOs[];
  readonly cpuModels: readonly BundleCpu[];
  /** `isa` is the one whose packages run there: on an old-world system another one than the CPU's. */
  readonly platforms: readonly {
    readonly os: number;
    readonly cpu: number;
    readonly isa: string;
    readonly origin: Origin;
  }[];
  /** The one in force, by version. */
  readonly policy: string;
  readonly policies: readonly Policy[];
  /** Slugs of the product taxonomy and of organizations: what searches may name, whether or not anything is found. */
  readonly categories: readonly string[];
  readonly vendors: readonly string[];
}

/** A line of section `directory`: what a release is found by. Lines are in the order in which searches list releases. */
export interface BundleEntry {
  readonly release: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly category: string;
}

type Origin = 'catalogue' | 'discovered';
interface Provenance {
  readonly source: string;
  readonly date: string;
  readonly confidence: 'verified' | 'published' | 'background';
}

export interface BundleOs {
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly vendor: string;
  readonly edition: string;
  readonly servicePack: string | null;
  readonly kernel: string | null;
  readonly libc: string | null;
  readonly pageSizes: Readonly<Record<string, number>>;
  readonly kernelAbi: Readonly<Record<string, string>>;
  readonly packageFormat: string | null;
  readonly base: string | null;
  readonly isas: readonly string[];
  readonly line: string;
  readonly ordinal: number;
  /** A day, `YYYY-MM-DD`. */
  readonly endOfLife: string | null;
  /** What machines are identified by; bundles written before this was told have none. */
  readonly identification?: OsIdentification | null;
  readonly origin: Origin;
  readonly provenance: Provenance;
}

export interface BundleCpu {
  readonly coordinate: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly vendor: string;
  readonly generation: string | null;
  readonly isa: string;
  readonly abiWorld: string | null;
  readonly ambiguous: boolean;
  readonly identification?: CpuIdentification | null;
  readonly origin: Origin;
  readonly provenance: Provenance;
}

/** A line of section `releases`, keyed by its coordinate. */
export interface BundleRelease {
  readonly release: string;
  readonly product: { readonly name: string; readonly nameEn: string | null; readonly category: string };
  readonly line: string;
  readonly ordinal: number;
  readonly abiLevel: AbiLevel | null;
  readonly kernelModule: boolean;
  readonly endOfLife: number | null;
  readonly fixesOnly: boolean;
  readonly rebrand: {
    readonly original: string;
    readonly offered: boolean;
    readonly consented: boolean;
    readonly forbidden: boolean;
  } | null;
  readonly hardware: HardwareFacts | null;
  /** Releases that it may inherit from. */
  readonly kin: readonly string[];
  /** Who declares something here, in the order in which declarations are told. */
  readonly organizations: readonly { readonly slug: string; readonly name: string }[];
  /** Releases that findings here are told together with. */
  readonly partners: readonly string[];
  /** SHA-256 of the files that findings here are about. */
  readonly digests: readonly string[];
  readonly files: readonly { readonly sha256: string; readonly sm3: string; readonly isa: string | null }[];
  readonly findings: readonly BundleFinding[];
  readonly withheld: readonly BundleWithheld[];
  /** What `withheld` tells; declarers are places in `organizations`. */
  readonly answers: readonly AnswerBody[];
}

export const BUNDLE_KINDS = [
  'direct',
  'inherited',
  'declaration',
  'revocation',
  'suspension',
  'reinstatement',
] as const;
export const BUNDLE_CAPACITIES = ['vendor', 'os-vendor', 'cpu-vendor', 'third-party'] as const;

/** Places are numbers into the lists of the release or the catalogue; null is none. */
export type BundleFinding = readonly [
  number: number,
  /** Place in {@link BUNDLE_KINDS}. */
  kind: number,
  /** 1 pass, 0 fail; null for acts. */
  verdict: 0 | 1 | null,
  os: number,
  cpu: number,
  partner: number | null,
  scheme: string | null,
  validFrom: number,
  validTo: number | null,
  testedAt: number | null,
  revision: number,
  certificate: string | null,
  /** Number of the finding that an act names. */
  ends: number | null,
  declarer: number | null,
  /** Place in {@link BUNDLE_CAPACITIES}. */
  capacity: number | null,
  policy: string | null,
  sourceFinding: number | null,
  digests: readonly number[] | null,
];

/** From an instant on until another, the answer about a platform is another one than the findings here say. */
export type BundleWithheld = readonly [
  partner: number | null,
  /** Place in `files`: asked about by this file's digest. */
  file: number | null,
  os: number,
  cpu: number,
  from: number,
  to: number | null,
  answer: number,
];

/** A line of section `files`, keyed by digest: releases that have the file, the one published first before the others. */
export interface BundleFile {
  readonly digest: string;
  readonly releases: readonly string[];
}

/** The one line of section `newest`: releases that wrong coordinates are compared with. */
export type BundleNewest = readonly string[];
