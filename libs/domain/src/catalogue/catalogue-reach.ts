import { parseCpuCoordinate } from '../coordinates/coordinates.js';
import type { CatalogueContent } from './catalogue-content.js';
import type { CpuEntry, OsReleaseEntry } from './catalogue-entries.js';
import type { CatalogueEntryChange } from './diff-catalogue.js';
import { platformIsa } from './platform-isa.js';

/** Fields that rules read; the others only describe. */
const READ_BY_RULES: Readonly<Record<string, readonly string[]>> = {
  operatingSystems: ['line', 'ordinal', 'isas', 'pageSizes', 'kernelAbi', 'endOfLife', 'base'],
  cpus: ['isa', 'generation', 'ambiguous'],
};

/** OS releases and CPU models whose answers a change may alter, by coordinate. */
export interface CatalogueReach {
  readonly operatingSystems: readonly string[];
  readonly cpus: readonly string[];
}

/** What changes name themselves, where they change something that rules read. */
export function directReach(changes: readonly CatalogueEntryChange[]): CatalogueReach {
  const of = (kind: 'operatingSystems' | 'cpus') =>
    changes
      .filter((change) => change.kind === kind && change.action === 'changed')
      .filter(({ fields }) => fields.some(({ field }) => READ_BY_RULES[kind]?.includes(field)))
      .map(({ key }) => key);
  return { operatingSystems: of('operatingSystems'), cpus: of('cpus') };
}

/**
 * With all that rules may carry a result to or from: releases of the same lines, what is derived from them, CPUs of the same
 * generations. Before the change as well as after it.
 */
export function fullReach(
  changes: readonly CatalogueEntryChange[],
  before: CatalogueContent,
  after: CatalogueContent,
): CatalogueReach {
  const direct = directReach(changes);
  const systems = new Set(direct.operatingSystems);
  const cpus = new Set(direct.cpus);
  for (const content of [before, after]) {
    for (const coordinate of relatedSystems(content.operatingSystems, new Set(direct.operatingSystems))) {
      systems.add(coordinate);
    }
    const generations = new Set(content.cpus.filter(({ coordinate }) => cpus.has(coordinate)).map(generationOf));
    for (const cpu of content.cpus)
      if (cpu.generation !== null && generations.has(generationOf(cpu))) cpus.add(cpu.coordinate);
  }
  return { operatingSystems: [...systems], cpus: [...cpus] };
}

function relatedSystems(entries: readonly OsReleaseEntry[], changed: ReadonlySet<string>): Set<string> {
  const lines = new Set(entries.filter(({ coordinate }) => changed.has(coordinate)).map(lineOf));
  const reached = new Set(entries.filter((os) => lines.has(lineOf(os))).map(({ coordinate }) => coordinate));
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const { coordinate, base } of entries) if (base !== null && reached.has(base)) reached.add(coordinate);
  }
  return reached;
}

const lineOf = ({ coordinate, line }: OsReleaseEntry): string => `${coordinate.split('@', 1)[0]} ${line}`;
const generationOf = ({ coordinate, isa, generation }: CpuEntry): string =>
  `${parseCpuCoordinate(coordinate)?.vendor} ${isa} ${generation}`;

/** How many platforms the OS releases and CPU models of a catalogue make. */
export function platformCount({ operatingSystems, cpus, isas }: CatalogueContent): number {
  const ofIsa = new Map<string, number>();
  for (const { isa } of cpus) ofIsa.set(isa, (ofIsa.get(isa) ?? 0) + 1);
  let count = 0;
  const isaOfCpu = new Map(cpus.map(({ coordinate, isa }) => [coordinate, isa]));
  for (const os of operatingSystems) {
    if (os.onlyCpus !== undefined) {
      const chosen = os.onlyCpus.flatMap((cpu) => isaOfCpu.get(cpu) ?? []);
      count += chosen.filter((isa) => platformIsa(os, { isa }, isas) !== undefined).length;
      continue;
    }
    for (const [isa, models] of ofIsa) if (platformIsa(os, { isa }, isas) !== undefined) count += models;
  }
  return count;
}
