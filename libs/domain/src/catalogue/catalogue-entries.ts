/**
 * Shapes of the catalogue: the versioned YAML files under `libs/registry/catalogue` and the rows made of them.
 *
 * Vocabularies are data, so nothing here enumerates an ISA, a CPU or an OS. A fact that nobody is sure of is `null`,
 * and a fact that public sources contradict is marked ambiguous: neither ever feeds a rule.
 */

/**
 * How far a fact can be trusted: `verified` measured by this project · `published` stated by the named public source ·
 * `background` general knowledge nobody has checked against a source yet.
 */
export type Confidence = 'verified' | 'published' | 'background';

export interface Provenance {
  /** Document, list or measurement the facts come from. */
  readonly source: string;
  /** Day the source was read, `YYYY-MM-DD`. */
  readonly date: string;
  readonly confidence: Confidence;
}

/** Chinese name first, then the English one. */
export interface Named {
  readonly name: string;
  readonly nameEn: string;
}

export interface CatalogueEntry extends Named {
  readonly provenance: Provenance;
  /** What a reader should know before relying on the entry. */
  readonly note?: string | undefined;
}

export interface VendorEntry extends CatalogueEntry {
  readonly slug: string;
}

/** An instruction set together with its ABI world, as packages and OS images name it. */
export interface IsaEntry extends CatalogueEntry {
  readonly slug: string;
  /** ISA of the silicon that executes it. Differs from `slug` only for a second ABI world of one instruction set. */
  readonly hardware: string;
  readonly abiWorld: string | null;
}

/**
 * Facts by which a machine's `lscpu` names its CPU model.
 *
 * `vendorIds` are values of "Vendor ID" (none given: every vendor fits). `modelNamePatterns` are regular expressions, searched in
 * "Model name" and "BIOS Model name"; without any the model cannot be told from lscpu. `implementer` and `part` are
 * the Arm MIDR fields of /proc/cpuinfo, in lower-case hexadecimal with `0x`.
 */
export interface CpuIdentification {
  readonly vendorIds: readonly string[];
  readonly implementer: string | null;
  readonly part: string | null;
  readonly modelNamePatterns: readonly string[];
}

export interface CpuEntry extends CatalogueEntry {
  /** `vendor/model` */
  readonly coordinate: string;
  /** Same vendor, ISA and generation is what rule R1 inherits over. `null`: unknown or ambiguous, R1 refuses. */
  readonly generation: string | null;
  readonly isa: string;
  /** LoongArch only: `both`, `old` or `new` as far as known. Which one a machine runs is decided by its OS. */
  readonly abiWorld: string | null;
  /** Public sources contradict each other about this model; `note` says how. Never the result of an identification. */
  readonly ambiguous: boolean;
  readonly identification: CpuIdentification;
}

/**
 * Facts by which a machine's os-release names its OS release. All that are given must hold; `id` and `versionId`
 * compare without regard to case. `patterns` are regular expressions by os-release field. `files` says where the
 * machine tells what os-release leaves out.
 */
export interface OsIdentification {
  readonly id: string;
  readonly versionId: string | null;
  readonly patterns: Readonly<Record<string, string>>;
  readonly files?: readonly OsFileReading[];
}

/** Files beside os-release in which systems tell edition and service pack. No other file of a machine is looked into. */
export const VERSION_FILES = ['/etc/os-version', '/etc/issue', '/etc/.productinfo', '/etc/kylin-release'] as const;
export type VersionFile = (typeof VERSION_FILES)[number];

/** What `tells` is told by: words of people and of identification's answers alike. */
export const FILE_FACTS = ['edition', 'service-pack'] as const;

/**
 * Where a machine tells one fact about its OS release. Of the readings that tell the same fact one must find something, and all
 * that find something must find `is`. An optional one only has to agree: os-release has told the fact already.
 */
export interface OsFileReading {
  readonly tells: (typeof FILE_FACTS)[number];
  readonly file: VersionFile;
  /** A regular expression, searched line by line (flags `mu`); its first group is what the file says. */
  readonly reads: string;
  readonly is: string;
  readonly optional?: boolean;
}

export interface OsReleaseEntry extends CatalogueEntry {
  /** `vendor/os@release` */
  readonly coordinate: string;
  readonly edition: string;
  readonly servicePack: string | null;
  /** Kernel version of the release's default kernel. */
  readonly kernel: string | null;
  /** C library and its version, e.g. `glibc 2.28`. */
  readonly libc: string | null;
  /** Kernel page size in bytes, by ISA; an ISA that is missing is unknown. */
  readonly pageSizes: Readonly<Record<string, number>>;
  /** By ISA: equal words promise that a kernel module built for one release loads in the other. Left out: unknown. */
  readonly kernelAbi?:
    { readonly byIsa: Readonly<Record<string, string>>; readonly provenance: Provenance } | undefined;
  readonly packageFormat: string | null;
  /** Release that this one declares itself to be derived from (rule R5), if it is in the catalogue. */
  readonly base: string | null;
  readonly isas: readonly string[];
  /**
   * CPU models that it makes platforms with, by coordinate, where it is not offered for every CPU of its ISAs: systems of boards come as
   * an image for each. Left out: all of its ISAs. Not read by rules.
   */
  readonly onlyCpus?: readonly string[] | undefined;
  /** First day on which the OS vendor no longer maintains the release. */
  readonly endOfLife: string | null;
  /** Releases of one line are service packs of one major: rule R4 goes forward inside a line and nowhere else. */
  readonly line: string;
  /** Order inside the line, ascending by release. */
  readonly ordinal: number;
  readonly identification: OsIdentification | null;
}

export interface CategoryEntry extends CatalogueEntry {
  readonly slug: string;
  readonly parent: string | null;
}

export interface RegionEntry extends CatalogueEntry {
  /** GB/T 2260, six digits. */
  readonly code: string;
  readonly parent: string | null;
}

/** A calendar span in UTC. */
export type Validity = { readonly days: number } | { readonly years: number };

export interface SchemeEntry extends CatalogueEntry {
  readonly slug: string;
  /** Which platforms it may certify on. */
  readonly platformOrigins: readonly string[];
  /** Whether the vendors of the OS and the CPU must confirm before issue. */
  readonly partnerConfirmation: boolean;
  /** Whether only sub-centers accredited for the scheme may test under it. */
  readonly accreditedCentersOnly: boolean;
  readonly validity: Validity;
  /**
   * Schemes under which a certificate of this one is an answer. Stored, and decides nothing yet: no question names a scheme.
   * Every answer names the scheme of its source instead, and whether that will do is the reader's to judge.
   */
  readonly holdsFor: readonly string[];
}

/** What an alias may mean, by coordinate; organizations by slug, products as `vendor/product`. */
export interface AliasMeanings {
  readonly organizations?: readonly string[] | undefined;
  readonly products?: readonly string[] | undefined;
  readonly releases?: readonly string[] | undefined;
  readonly operatingSystems?: readonly string[] | undefined;
  readonly cpus?: readonly string[] | undefined;
}

/**
 * What people call things that are called otherwise. All ways of writing it (`name`, `nameEn`, `spellings`) mean all that
 * is listed: an alias of several things stays ambiguous, and so does a spelling that two entries have.
 */
export interface AliasEntry extends CatalogueEntry {
  readonly slug: string;
  readonly spellings: readonly string[];
  readonly means: AliasMeanings;
}

/** Parameters of one inference rule; which keys a rule has is said in domain.md and in the policy file. */
export type RuleParameters = Readonly<Record<string, unknown>> & { readonly enabled: boolean };

export interface InferencePolicyEntry extends CatalogueEntry {
  readonly version: string;
  /**
   * RFC 3339, UTC: what its authors state, kept with the definition for whoever reads it. A policy takes effect with the
   * revision that loads it, whatever this says, and no earlier: what was answered before must stay what was answered. A policy
   * for a later day is loaded on that day.
   */
  readonly effectiveFrom: string;
  readonly rules: Readonly<Record<string, RuleParameters>>;
}
