import type { components } from '#libs/client';
import { cpuIdentification, osIdentification } from '#libs/contracts';
import type { OfflineMatrix } from './offline-matrix.js';

type OsRelease = components['schemas']['OsRelease'];
type CpuModel = components['schemas']['CpuModel'];

/** As the service lists it, but for the pools, which are nothing of a bundle's. */
export type BundledPlatform = Omit<components['schemas']['Platform'], 'pools' | 'emulatedPools' | 'liveHosts'>;

interface List<T> {
  readonly items: readonly T[];
}

interface PartFilter {
  readonly vendor?: string;
  readonly isa?: string;
}

/** All at once: a bundle has no pages. */
export function platformsOffline(
  matrix: OfflineMatrix,
  filter: { readonly os?: string; readonly cpu?: string; readonly isa?: string; readonly origin?: string },
): Promise<List<BundledPlatform>> {
  const { osReleases, cpuModels, platforms } = matrix.catalogue;
  const all = platforms.flatMap(({ os, cpu, isa, origin }): BundledPlatform[] => {
    const [system, model] = [osReleases[os], cpuModels[cpu]];
    if (system === undefined || model === undefined) return [];
    const { coordinate, name } = model;
    return [{ os: system.coordinate, osName: system.name, cpu: coordinate, cpuName: name, isa, origin }];
  });
  const items = all.filter((one) =>
    (['os', 'cpu', 'isa', 'origin'] as const).every((key) => isAsked(filter[key], one[key])),
  );
  return Promise.resolve({ items });
}

export function systemsOffline(matrix: OfflineMatrix, { vendor, isa }: PartFilter): Promise<List<OsRelease>> {
  const found = matrix.catalogue.osReleases.filter(
    (os) => isAsked(vendor, os.vendor) && (isa === undefined || os.isas.includes(isa)),
  );
  return Promise.resolve({
    items: found.map((os) => ({
      ...os,
      isas: [...os.isas],
      pageSizes: { ...os.pageSizes },
      kernelAbi: { ...os.kernelAbi },
      identification: osIdentification.nullable().parse(os.identification ?? null),
    })),
  });
}

export function cpusOffline(matrix: OfflineMatrix, { vendor, isa }: PartFilter): Promise<List<CpuModel>> {
  const found = matrix.catalogue.cpuModels.filter((cpu) => isAsked(vendor, cpu.vendor) && isAsked(isa, cpu.isa));
  return Promise.resolve({
    items: found.map((cpu) => ({
      ...cpu,
      identification: cpuIdentification.nullable().parse(cpu.identification ?? null),
    })),
  });
}

function isAsked(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted === value;
}
