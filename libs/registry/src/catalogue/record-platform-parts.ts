import type { EntityManager } from 'typeorm';
import {
  changedFacts,
  changedRows,
  insertFacts,
  upsertRows,
  type StagedRow,
  type StagedTable,
} from './changed-rows.js';
import type { Origin, StagedCpu, StagedOs } from './stage-platform-parts.js';

const PROVENANCE = { provenance_source: 'text', provenance_date: 'text', provenance_confidence: 'text' } as const;

/** What lists show of an OS release now. */
const OS_RELEASES: StagedTable = {
  table: 'os_releases',
  key: 'release_id',
  columns: {
    name: 'text',
    name_en: 'text',
    edition: 'text',
    service_pack: 'text',
    kernel: 'text',
    libc: 'text',
    page_sizes: 'jsonb',
    package_format: 'text',
    base_release_id: 'uuid',
    isas: 'text[]',
    identification: 'jsonb',
    origin: 'text',
    ...PROVENANCE,
  },
};

/** What inference reads of it, by revision. */
const OS_RELEASE_FACTS: StagedTable = {
  table: 'os_release_facts',
  key: 'release_id',
  columns: {
    line: 'text',
    ordinal: 'integer',
    isas: 'text[]',
    page_sizes: 'jsonb',
    kernel_abi: 'jsonb',
    kernel_abi_provenance: 'jsonb',
    end_of_life: 'date',
    base_release_id: 'uuid',
  },
};

const CPU_MODELS: StagedTable = {
  table: 'cpu_models',
  key: 'product_id',
  columns: {
    generation: 'text',
    isa: 'text',
    abi_world: 'text',
    identification: 'jsonb',
    ambiguous: 'boolean',
    origin: 'text',
    ...PROVENANCE,
  },
};

const CPU_MODEL_FACTS: StagedTable = {
  table: 'cpu_model_facts',
  key: 'product_id',
  columns: { isa: 'text', generation: 'text', ambiguous: 'boolean' },
};

export interface PlatformPartChanges {
  readonly renamed: boolean;
  readonly rows: readonly (readonly [StagedTable, readonly StagedRow[]])[];
  readonly facts: readonly (readonly [StagedTable, readonly StagedRow[]])[];
}

/** What of the staged parts is new or says something else than what is known. */
export async function platformPartChanges(
  tx: EntityManager,
  staged: { readonly cpus: readonly StagedCpu[]; readonly systems: readonly StagedOs[] },
  origin: Origin,
): Promise<PlatformPartChanges> {
  const systems = staged.systems.map((os) => osRow(os, origin));
  const cpus = staged.cpus.map((cpu) => cpuRow(cpu, origin));
  const pick = async (
    into: StagedTable,
    from: readonly StagedRow[],
    changed: typeof changedRows,
  ): Promise<readonly [StagedTable, StagedRow[]]> => {
    const keys = await changed(tx, into, from);
    return [into, from.filter((entry) => keys.has(String(entry[into.key])))];
  };
  return {
    renamed: staged.cpus.some(({ renamed }) => renamed),
    rows: [await pick(OS_RELEASES, systems, changedRows), await pick(CPU_MODELS, cpus, changedRows)],
    facts: [await pick(OS_RELEASE_FACTS, systems, changedFacts), await pick(CPU_MODEL_FACTS, cpus, changedFacts)],
  };
}

export function isUnchanged({ renamed, rows, facts }: PlatformPartChanges): boolean {
  return !renamed && [...rows, ...facts].every(([, changed]) => changed.length === 0);
}

export async function recordPlatformParts(
  tx: EntityManager,
  { rows, facts }: PlatformPartChanges,
  revision: number,
): Promise<void> {
  for (const [into, staged] of rows) await upsertRows(tx, into, staged, revision);
  for (const [into, staged] of facts) await insertFacts(tx, into, staged, revision);
}

function osRow(os: StagedOs, origin: Origin): StagedRow {
  return {
    release_id: os.releaseId,
    name: os.name,
    name_en: os.nameEn,
    edition: os.edition,
    service_pack: os.servicePack,
    kernel: os.kernel,
    libc: os.libc,
    page_sizes: os.pageSizes,
    package_format: os.packageFormat,
    base_release_id: os.baseReleaseId,
    isas: os.isas,
    identification: os.identification ?? {},
    origin,
    ...provenanceOf(os),
    line: os.line,
    ordinal: os.ordinal,
    kernel_abi: os.kernelAbi?.byIsa ?? {},
    kernel_abi_provenance: os.kernelAbi?.provenance ?? null,
    end_of_life: os.endOfLife,
  };
}

function cpuRow(cpu: StagedCpu, origin: Origin): StagedRow {
  return {
    product_id: cpu.productId,
    generation: cpu.generation,
    isa: cpu.isa,
    abi_world: cpu.abiWorld,
    identification: cpu.identification,
    ambiguous: cpu.ambiguous,
    origin,
    ...provenanceOf(cpu),
  };
}

function provenanceOf({ provenance }: StagedOs | StagedCpu): StagedRow {
  return {
    provenance_source: provenance.source,
    provenance_date: provenance.date,
    provenance_confidence: provenance.confidence,
  };
}
