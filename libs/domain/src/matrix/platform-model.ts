import type { ReleaseFacts } from './release-facts.js';

/** What the rules read of the catalogue. Facts marked ambiguous are kept as such and never feed a rule. */
export interface OsRelease {
  readonly id: string;
  /** `vendor/os@release` */
  readonly coordinate: string;
  /** The line of one OS product and edition in which `ordinal` counts. Version strings are never parsed. */
  readonly lineId: string;
  readonly ordinal: number;
  /** Key of the major within the line (`22.03-lts`, `v10`): service packs of one major share it. */
  readonly majorLine: string;
  readonly isas: readonly string[];
  /** Bytes per page by ISA. An ISA without an entry has an unknown page size. */
  readonly pageSizes: Readonly<Record<string, number>>;
  /** Kernel ABI by ISA: equal words promise that a module built for one loads in the other. No entry: unknown. */
  readonly kernelAbi: Readonly<Record<string, string>>;
  /** First instant (epoch ms) at which the OS release is out of support. */
  readonly endOfLife: number | null;
  /** Id of the OS release that this one declares as its base. */
  readonly base: string | null;
}

export interface CpuModel {
  readonly id: string;
  /** `vendor/model` */
  readonly coordinate: string;
  readonly vendor: string;
  readonly isa: string;
  readonly generation: string | null;
  /** Sources disagree about this model's generation. */
  readonly ambiguous: boolean;
}

/** Where a finding speaks: one cell. */
export interface Place extends Platform {
  readonly release: ReleaseFacts;
}

export interface Platform {
  readonly os: OsRelease;
  readonly cpu: CpuModel;
}

/** The group that R1 infers within and R8 blocks within. A model without a clear generation is alone in its group. */
export function sameGeneration(a: CpuModel, b: CpuModel): boolean {
  if (a.id === b.id) return true;
  if (a.ambiguous || b.ambiguous || a.generation === null) return false;
  return a.vendor === b.vendor && a.isa === b.isa && a.generation === b.generation;
}

export function sameMajor(a: OsRelease, b: OsRelease): boolean {
  return a.lineId === b.lineId && a.majorLine === b.majorLine;
}
