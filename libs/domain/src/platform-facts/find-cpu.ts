import type { CpuEntry } from '../catalogue/catalogue-entries.js';
import { coreCalled, coreName, type CpuinfoFacts } from './cpuinfo.js';
import { sameText, search, unknownPart } from './fitting.js';
import { isaOf, type LscpuFacts } from './lscpu.js';
import type { Evidence, PartFound, Undecided } from './part-found.js';

export type IdentifiableCpu = Pick<CpuEntry, 'coordinate' | 'isa' | 'ambiguous' | 'identification'>;

/** Where the firmware's name of a CPU can be read, which tells models with the same cores apart. */
const FIRMWARE_NAMES = ['lscpu: BIOS Model name', 'dmidecode -s processor-version (root)'];

/**
 * The catalogue's CPU model of a machine: by the names that lscpu, the firmware and the kernel give it. Cores are shared between
 * models, so a core alone decides nothing, unless the catalogue lists its name as a model's.
 */
export function findCpu(lscpu: LscpuFacts, cpuinfo: CpuinfoFacts, entries: readonly IdentifiableCpu[]): PartFound {
  const names = namesOf(lscpu, cpuinfo);
  const by = [...names, ...midrOf(cpuinfo)];
  const isa = isaOf(lscpu.architecture);
  const ofVendor = entries.filter((entry) => entry.isa === isa && fitsVendor(entry, lscpu, cpuinfo));
  const named = ofVendor.filter((entry) => names.some(({ name }) => isCalled(entry, name)));
  const candidates = named.map(({ coordinate }) => coordinate);
  const [match] = named;
  if (match !== undefined) {
    if (named.length > 1) {
      const oneName = names.some(({ name }) => named.every((entry) => isCalled(entry, name)));
      return undecided(oneName ? 'several-fit' : 'facts-disagree', candidates, by);
    }
    if (match.ambiguous) return undecided('sources-contradict', candidates, by);
    if (contradictsPart(match, cpuinfo)) return undecided('facts-disagree', candidates, by);
    return { state: 'found', coordinate: match.coordinate, by };
  }
  const core = cpuinfo.implementer === undefined ? coreCalled(lscpu.modelName) : cpuinfo;
  const sameCores = ofVendor.filter(
    ({ identification: { implementer, part } }) =>
      part !== null && sameText(core?.implementer, implementer) && core?.parts.includes(part) === true,
  );
  const coordinates = (found: readonly IdentifiableCpu[]): string[] => found.map(({ coordinate }) => coordinate);
  if (sameCores.length > 0) return undecided('fact-missing', coordinates(sameCores), by);
  if (names.length > 0) return unknownPart(coordinates(ofVendor), by);
  const silent = [lscpu.vendorId, cpuinfo.vendorId, cpuinfo.implementer].every((vendor) => vendor === undefined);
  const possible = entries.filter(
    (entry) => entry.isa === isa && (silent || fitsVendor(entry, lscpu, cpuinfo)) && !contradictsPart(entry, cpuinfo),
  );
  return unknownPart(coordinates(possible), by, [{ fact: 'cpu-model', sources: FIRMWARE_NAMES, values: {} }]);
}

function undecided(
  because: Exclude<Undecided, 'not-in-catalogue'>,
  candidates: readonly string[],
  by: readonly Evidence[],
): PartFound {
  const missing =
    because === 'fact-missing' ? [{ fact: 'cpu-model' as const, sources: FIRMWARE_NAMES, values: {} }] : [];
  return { state: 'undecided', because, candidates, missing, by };
}

function isCalled({ identification }: IdentifiableCpu, name: string): boolean {
  return identification.modelNamePatterns.some((pattern) => search(pattern, 'u', name) !== undefined);
}

interface Name extends Evidence {
  readonly name: string;
}

function namesOf(lscpu: LscpuFacts, cpuinfo: CpuinfoFacts): Name[] {
  const said = [
    ['lscpu', 'Model name', lscpu.modelName],
    ['lscpu', 'BIOS Model name', lscpu.biosModelName],
    ['/proc/cpuinfo', 'model name', cpuinfo.modelName],
    // lscpu translates the part itself where it can.
    ['/proc/cpuinfo', 'core', lscpu.modelName === undefined ? coreName(cpuinfo) : undefined],
  ] as const;
  return said.flatMap(([source, label, name]) =>
    name === undefined ? [] : [{ source, says: `${label}: ${name}`, name }],
  );
}

function midrOf({ implementer, parts }: CpuinfoFacts): Evidence[] {
  if (implementer === undefined) return [];
  return [{ source: '/proc/cpuinfo', says: `CPU implementer: ${implementer}, CPU part: ${parts.join(', ')}` }];
}

function fitsVendor({ identification }: IdentifiableCpu, lscpu: LscpuFacts, cpuinfo: CpuinfoFacts): boolean {
  const { vendorIds, implementer } = identification;
  const otherImplementer = implementer !== null && !sameText(cpuinfo.implementer ?? implementer, implementer);
  if (vendorIds.length === 0) return !otherImplementer;
  // Older lscpu prints the implementer's number where it does not know the vendor's name.
  const told = [lscpu.vendorId, cpuinfo.vendorId, cpuinfo.implementer];
  return [...vendorIds, implementer].some((vendor) => vendor !== null && told.some((text) => sameText(text, vendor)));
}

/** The kernel reads another core from the CPU than the one that the named model has. */
function contradictsPart({ identification: { implementer, part } }: IdentifiableCpu, cpuinfo: CpuinfoFacts): boolean {
  return (
    part !== null &&
    sameText(cpuinfo.implementer, implementer) &&
    cpuinfo.parts.length > 0 &&
    !cpuinfo.parts.includes(part)
  );
}
