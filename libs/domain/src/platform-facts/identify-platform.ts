import type { CpuEntry, OsIdentification, OsReleaseEntry } from '../catalogue/catalogue-entries.js';
import {
  type CpuCoordinateText,
  formatCpuCoordinate,
  formatOsReleaseCoordinate,
  parseCpuCoordinate,
  parseOsReleaseCoordinate,
  type VersionedCoordinateText,
} from '../coordinates/coordinates.js';
import { isaOf, type LscpuFacts } from './lscpu.js';
import type { OsReleaseFacts } from './os-release.js';

/** The part of a catalogue entry that identification reads. */
export type IdentifiableOs = Pick<OsReleaseEntry, 'coordinate' | 'identification'>;
export type IdentifiableCpu = Pick<CpuEntry, 'coordinate' | 'isa' | 'ambiguous' | 'identification'>;

/**
 * The catalogue's OS release that a machine runs.
 *
 * @returns undefined when none fits, and `ambiguous` when the facts fit several: UOS tells its minor version in
 * another file, so a person must say which one it is
 */
export function identifyOs(
  facts: OsReleaseFacts,
  entries: readonly IdentifiableOs[],
): VersionedCoordinateText | 'ambiguous' | undefined {
  const matches = entries.filter(({ identification }) => identification !== null && fitsOs(facts, identification));
  const [match] = matches;
  if (match === undefined) return undefined;
  if (matches.length > 1) return 'ambiguous';
  const coordinate = parseOsReleaseCoordinate(match.coordinate);
  if (coordinate === undefined) throw new Error(`the catalogue has no valid OS coordinate in ${match.coordinate}`);
  return formatOsReleaseCoordinate(coordinate);
}

function fitsOs(facts: OsReleaseFacts, identification: OsIdentification): boolean {
  return (
    sameText(facts.id, identification.id) &&
    (identification.versionId === null || sameText(facts.versionId, identification.versionId)) &&
    Object.entries(identification.patterns).every(([field, pattern]) =>
      new RegExp(pattern, 'u').test(facts.fields[field] ?? ''),
    )
  );
}

/**
 * The catalogue's CPU model of a machine.
 *
 * @returns undefined when none fits, and `ambiguous` when several do or the only one is a model that public sources
 * contradict each other about
 */
export function identifyCpu(
  facts: LscpuFacts,
  entries: readonly IdentifiableCpu[],
): CpuCoordinateText | 'ambiguous' | undefined {
  const matches = entries.filter((entry) => fitsCpu(facts, entry));
  const [match] = matches;
  if (match === undefined) return undefined;
  if (matches.length > 1 || match.ambiguous) return 'ambiguous';
  const coordinate = parseCpuCoordinate(match.coordinate);
  if (coordinate === undefined) throw new Error(`the catalogue has no valid CPU coordinate in ${match.coordinate}`);
  return formatCpuCoordinate(coordinate);
}

function fitsCpu(facts: LscpuFacts, { isa, identification }: IdentifiableCpu): boolean {
  const { vendorIds, implementer, modelNamePatterns } = identification;
  const names = [facts.modelName, facts.biosModelName].filter((name) => name !== undefined);
  // Older lscpu prints the implementer's number where it does not know the vendor's name.
  const fitsVendor =
    vendorIds.length === 0 ||
    [...vendorIds, implementer].some((vendor) => vendor !== null && sameText(facts.vendorId, vendor));
  return (
    isaOf(facts.architecture) === isa &&
    fitsVendor &&
    modelNamePatterns.some((pattern) => names.some((name) => new RegExp(pattern, 'u').test(name)))
  );
}

function sameText(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}
