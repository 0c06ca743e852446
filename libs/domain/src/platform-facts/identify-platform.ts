import {
  type CpuCoordinateText,
  formatCpuCoordinate,
  formatOsReleaseCoordinate,
  parseCpuCoordinate,
  parseOsReleaseCoordinate,
  type VersionedCoordinateText,
} from '../coordinates/coordinates.js';
import { parseCpuinfo } from './cpuinfo.js';
import { findCpu, type IdentifiableCpu } from './find-cpu.js';
import { findOs, type IdentifiableOs } from './find-os.js';
import type { LscpuFacts } from './lscpu.js';
import type { MachineTexts } from './machine-texts.js';
import type { OsReleaseFacts } from './os-release.js';

/**
 * The catalogue's OS release that a machine runs.
 *
 * @returns undefined when none fits, and `ambiguous` when the facts fit several or leave the service pack open: a person must
 * say which one it is
 */
export function identifyOs(
  facts: OsReleaseFacts,
  entries: readonly IdentifiableOs[],
  files: MachineTexts['files'] = {},
): VersionedCoordinateText | 'ambiguous' | undefined {
  const found = findOs(facts, files, entries);
  if (found.state !== 'found') return found.state === 'undecided' ? 'ambiguous' : undefined;
  const coordinate = parseOsReleaseCoordinate(found.coordinate);
  if (coordinate === undefined) throw new Error(`the catalogue has no valid OS coordinate in ${found.coordinate}`);
  return formatOsReleaseCoordinate(coordinate);
}

/**
 * The catalogue's CPU model of a machine.
 *
 * @returns undefined when none fits, and `ambiguous` when several do, when only the cores are known or when the only one is a
 * model that public sources contradict each other about
 */
export function identifyCpu(
  facts: LscpuFacts,
  entries: readonly IdentifiableCpu[],
  cpuinfo = '',
): CpuCoordinateText | 'ambiguous' | undefined {
  const found = findCpu(facts, parseCpuinfo(cpuinfo), entries);
  if (found.state !== 'found') return found.state === 'undecided' ? 'ambiguous' : undefined;
  const coordinate = parseCpuCoordinate(found.coordinate);
  if (coordinate === undefined) throw new Error(`the catalogue has no valid CPU coordinate in ${found.coordinate}`);
  return formatCpuCoordinate(coordinate);
}
