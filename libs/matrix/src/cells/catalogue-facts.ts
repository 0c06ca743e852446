import type { CpuModel, OsRelease } from '#libs/domain';
import { cpuModelsAt, osReleasesAt } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { startOfDay } from './start-of-day.js';

type Db = Pick<EntityManager, 'query'>;

/** What people call an OS release or CPU model. */
export interface Named {
  readonly name: string;
  readonly nameEn: string | null;
}

export interface CatalogueFacts {
  readonly osReleases: readonly OsRelease[];
  readonly cpuModels: readonly CpuModel[];
  /** By coordinate. */
  readonly names: ReadonlyMap<string, Named>;
}

/** The catalogue in the evaluator's terms, as of a revision. */
export async function catalogueFactsAt(db: Db, revision: number): Promise<CatalogueFacts> {
  const osRows = await osReleasesAt(db, revision);
  const byCoordinate = new Map(osRows.map(({ id, coordinate }) => [coordinate, id]));
  const osReleases = osRows.map((os): OsRelease => ({
    id: os.id,
    coordinate: os.coordinate,
    lineId: os.productId,
    ordinal: os.ordinal,
    majorLine: os.line,
    isas: os.isas,
    pageSizes: os.pageSizes,
    kernelAbi: os.kernelAbi,
    endOfLife: startOfDay(os.endOfLife),
    base: os.base === null ? null : (byCoordinate.get(os.base) ?? null),
  }));
  const cpuRows = await cpuModelsAt(db, revision);
  const cpuModels = cpuRows.map((cpu): CpuModel => ({
    id: cpu.id,
    coordinate: cpu.coordinate,
    vendor: cpu.vendor,
    isa: cpu.isa,
    generation: cpu.generation,
    ambiguous: cpu.ambiguous,
  }));
  const names = [...osRows, ...cpuRows].map(({ coordinate, name, nameEn }) => [coordinate, { name, nameEn }] as const);
  return { osReleases, cpuModels, names: new Map(names) };
}
