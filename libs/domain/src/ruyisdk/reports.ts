import type { Provenance } from '../catalogue/catalogue-entries.js';

/**
 * Reports of the RuyiSDK support matrix, as its pages are read. Glossary:
 *
 * - page: one Markdown file; its front matter says of a board what it is, or of a system how it fared on that board.
 * - report: a page with a status, `<board>/<system>/<page>.md`, dated by `last_update`.
 * - other: a row of `<board>/others.yml`, a combination that nobody has reported on. It has no date.
 * - word: the status as written: good, basic, part, cfh, cft, cfi, wip.
 */

/** Fields as texts; null where the page says null or nothing. What is no text is a problem of the page instead. */
export type RuyiFields = Readonly<Record<string, string | null>>;

export interface RuyiProblem {
  /** Stable: `template-placeholder`, `not-yaml`, `too-large`, `not-text`, … */
  readonly code: string;
  /** For people, Chinese and English. */
  readonly message: string;
}

/** One page or one row of `others.yml`: what it says, or why it can not be read. */
export interface RuyiSource {
  /** Below the folder of the matrix, with `/`. */
  readonly path: string;
  /** Row in its file from 1; 0 for a page, which is one row. */
  readonly row: number;
  readonly fields: RuyiFields | null;
  readonly problem: RuyiProblem | null;
  /** Oddities that do not change what it says. */
  readonly notes: readonly string[];
}

export interface RuyiMatrix {
  readonly boards: readonly RuyiSource[];
  readonly reports: readonly RuyiSource[];
  readonly others: readonly RuyiSource[];
}

export interface StatusMeaning {
  readonly finding: 'runs' | 'none';
  readonly means: string;
  /** Why there is no finding. */
  readonly because?: string | undefined;
}

export interface SystemMapping {
  /** `vendor/os` */
  readonly os: string;
  readonly name: string;
  /** English name of the vendor, for one that the catalogue does not have. */
  readonly vendor: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly variants: Readonly<Record<string, string | null>>;
}

export interface CpuMapping {
  /** `vendor/model` */
  readonly cpu: string;
  readonly isa: string;
  readonly note?: string | undefined;
}

/** How the matrix's words are read: data with a provenance of its own, never guessed beyond. */
export interface RuyiMapping {
  readonly words: Readonly<Record<string, StatusMeaning>>;
  readonly systems: Readonly<Record<string, SystemMapping>>;
  readonly cpus: Readonly<Record<string, CpuMapping>>;
  readonly ambiguousCpus: Readonly<Record<string, readonly string[]>>;
  readonly makers: Readonly<Record<string, string>>;
}

/** Where the pages are from. */
export interface RuyiOrigin {
  /** Commit of the support matrix, or what else tells its state. */
  readonly state: string;
  /** Its day, `YYYY-MM-DD`: no report in it can be of a later one. */
  readonly day: string;
}

/** A report that becomes a declaration of RuyiSDK, a third party: that the system runs on the board. */
export interface RuyiStatement {
  readonly board: { readonly vendor: string; readonly slug: string; readonly name: string; readonly maker: string };
  readonly os: string;
  readonly system: string;
  readonly cpu: string;
  readonly cpuName: string;
  readonly isa: string;
  readonly word: string;
  /** Day of the report, `YYYY-MM-DD`. */
  readonly day: string;
  /** Who made the image, as the page has it. */
  readonly provider: string | null;
}

export type RuyiOutcome =
  | { readonly outcome: 'imported'; readonly statement: RuyiStatement }
  | { readonly outcome: 'duplicate-language'; readonly of: string; readonly message: string }
  | { readonly outcome: 'unmapped' | 'refused'; readonly code: string; readonly message: string };

export type RuyiRow = RuyiOutcome & { readonly path: string; readonly row: number; readonly notes: readonly string[] };

/** `imported + duplicateLanguage + unmapped + refused = total`, always. */
export interface RuyiSum {
  readonly total: number;
  readonly imported: number;
  readonly duplicateLanguage: number;
  readonly unmapped: number;
  readonly refused: number;
  /** Rows of each reason code. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface RuyiAccount {
  readonly origin: RuyiOrigin;
  readonly reports: readonly RuyiRow[];
  readonly others: readonly RuyiRow[];
  readonly sums: { readonly reports: RuyiSum; readonly others: RuyiSum };
}

export function provenanceOf({ state, day }: RuyiOrigin): Provenance {
  return { source: `ruyisdk support-matrix at ${state}`, date: day, confidence: 'published' };
}
