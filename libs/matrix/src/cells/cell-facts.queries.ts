import {
  mostDaysOf,
  type CellFacts,
  type CpuModel,
  type OsRelease,
  type Policy,
  type ReleaseFacts,
} from '#libs/domain';
import {
  cpuModelsAt,
  kinReleases,
  osReleasesAt,
  policiesUpTo,
  policyAt,
  policyDefinition,
  releaseFactsAt,
  type StoredPolicyRow,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { findingsOfReleases } from './cell-findings.queries.js';

type Db = Pick<EntityManager, 'query'>;

export interface NamedFacts extends CellFacts {
  /** The release asked about. */
  readonly release: ReleaseFacts;
  /** What people call OS releases and CPU models, by coordinate. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;
}

/** Everything that the evaluator reads, as of a revision; undefined for one before the catalogue was loaded. */
export async function cellFacts(db: Db, releaseId: string, revision: number): Promise<NamedFacts | undefined> {
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
  const policy = await policyAt(db, revision);
  const [release] = await releaseFactsAt(db, [releaseId], revision);
  if (policy === undefined || release === undefined) return undefined;
  const releases = await kinReleases(db, releaseId, revision);
  return {
    release,
    releases,
    findings: await findingsOfReleases(db, [releaseId, ...releases.map(({ id }) => id)], revision),
    policies: (await policiesUpTo(db, revision)).map(policyOf),
    osReleases,
    cpuModels,
    names: new Map([...osRows, ...cpuRows].map((row) => [row.coordinate, row])),
    policy: policyOf(policy),
  };
}

/** First instant of a calendar day, UTC, epoch ms. */
function startOfDay(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}

/** The stored policy in the evaluator's terms. */
function policyOf({ version, definition }: StoredPolicyRow): Policy {
  const rules = policyDefinition.parse(definition).rules;
  const named = Object.entries(rules);
  const { failValidity } = rules.R10;
  const { policyCap, defaultValidity } = rules.R11;
  return {
    version,
    rules: named.filter(([, rule]) => rule.enabled).map(([name]) => name),
    reviewedRules: named.filter(([, rule]) => 'needsReview' in rule && rule.needsReview === true).map(([name]) => name),
    abiReach: rules.R4.reachByAbiLevel,
    maxSteps: rules.R9.stepsInAll,
    defaultValidityDays: mostDaysOf(defaultValidity),
    failValidityDays: failValidity === null ? null : mostDaysOf(failValidity),
    derivedValidityDays: policyCap === null ? null : mostDaysOf(policyCap),
  };
}
