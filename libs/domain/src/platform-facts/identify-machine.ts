import type { CpuIdentification, OsIdentification } from '../catalogue/catalogue-entries.js';
import { parseCpuinfo } from './cpuinfo.js';
import { findCpu } from './find-cpu.js';
import { findOs } from './find-os.js';
import { isaOf, parseLscpu, type LscpuFacts } from './lscpu.js';
import type { MachineTexts } from './machine-texts.js';
import { parseOsRelease } from './os-release.js';
import type { PartFound } from './part-found.js';
import {
  abiWorldOf,
  machineMismatches,
  otherCpu,
  otherOs,
  platformMismatches,
  type AbiWorld,
  type ComparableCpu,
  type ComparableOs,
  type Mismatch,
} from './platform-mismatches.js';

/** What the catalogue says of platforms, as far as a machine is compared with it. */
export interface MachineCatalogue {
  readonly systems: readonly (ComparableOs & { readonly identification: OsIdentification | null })[];
  readonly cpus: readonly (ComparableCpu & {
    readonly ambiguous: boolean;
    readonly identification: CpuIdentification | null;
  })[];
}

/** Platform parts that a person named, who knows what the machine does not tell. */
export interface StatedParts {
  readonly os?: string | undefined;
  readonly cpu?: string | undefined;
}

/** Which platform a machine is. */
export interface MachineIdentity {
  readonly os: PartFound;
  readonly cpu: PartFound;
  /** ISA of the silicon, in the catalogue's words; empty where nothing tells it. */
  readonly isa: string;
  readonly abiWorld: AbiWorld | null;
  /** Set where both parts are certain: found, or named by the person among those that it may be. */
  readonly platform: { readonly os: string; readonly cpu: string } | null;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Finds the platform of a machine by what the catalogue says of OS releases and CPU models, and everything in which the machine
 * is not as the catalogue says. What a person states chooses between candidates and never overrules the machine.
 */
export function identifyMachine(
  machine: MachineTexts,
  catalogue: MachineCatalogue,
  stated: StatedParts = {},
): MachineIdentity {
  const lscpu = withArchitecture(parseLscpu(machine.lscpu), machine.machine);
  const isa = isaOf(lscpu.architecture);
  const osRelease = machine.files['/etc/os-release'];
  const os = findOs(osRelease === undefined ? undefined : parseOsRelease(osRelease), machine.files, catalogue.systems);
  const cpu = findCpu(
    lscpu,
    parseCpuinfo(machine.files['/proc/cpuinfo'] ?? ''),
    catalogue.cpus.flatMap(({ identification, ...entry }) =>
      identification === null ? [] : [{ ...entry, identification }],
    ),
  );
  const cpus = catalogue.cpus.filter((one) => couldBe(cpu).includes(one.coordinate));
  const statedCpu = catalogue.cpus.find(({ coordinate }) => coordinate === stated.cpu);
  const statedOs = catalogue.systems.find(({ coordinate }) => coordinate === stated.os);
  const osCoordinate = decided(os, stated.os, statedOs === undefined || statedOs.identification === null);
  const cpuCoordinate = decided(
    cpu,
    stated.cpu,
    statedCpu === undefined || (statedCpu.isa === isa && isUntold(statedCpu.identification)),
  );
  const mismatches = [
    ...machineMismatches(machine, lscpu),
    ...platformMismatches(
      machine,
      isa,
      catalogue.systems.find(({ coordinate }) => coordinate === osCoordinate),
    ),
    ...(stated.os !== undefined && osCoordinate === undefined ? [otherOs(stated.os, couldBe(os))] : []),
    ...(stated.cpu !== undefined && cpuCoordinate === undefined ? [otherCpu(statedCpu, stated.cpu, isa, cpus)] : []),
  ];
  const platform =
    osCoordinate === undefined || cpuCoordinate === undefined ? null : { os: osCoordinate, cpu: cpuCoordinate };
  return { os, cpu, isa, abiWorld: abiWorldOf(isa, machine.loaders) ?? null, platform, mismatches };
}

/** What the machine may be, as far as it tells. */
function couldBe(part: PartFound): readonly string[] {
  if (part.state === 'found') return [part.coordinate];
  return part.state === 'undecided' ? part.candidates : [];
}

/**
 * @param untold whether machines never tell that they are what was stated, so that the person's word is all there is; as it is
 * where this machine does not tell
 */
function decided(part: PartFound, stated: string | undefined, untold: boolean): string | undefined {
  if (stated === undefined) return part.state === 'found' ? part.coordinate : undefined;
  if (couldBe(part).includes(stated)) return stated;
  if (part.state !== 'unknown') return undefined;
  const silent = part.because === 'fact-missing' && (part.candidates.includes(stated) || part.by.length === 0);
  return untold || silent ? stated : undefined;
}

function isUntold(identification: CpuIdentification | null): boolean {
  return identification === null || identification.modelNamePatterns.length === 0;
}

function withArchitecture(lscpu: LscpuFacts, machine: string): LscpuFacts {
  return lscpu.architecture === '' ? { ...lscpu, architecture: machine } : lscpu;
}
