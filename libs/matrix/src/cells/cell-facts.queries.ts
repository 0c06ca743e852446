import { row, rows } from '#libs/database';
import { mostDaysOf, type CellFacts, type CpuModel, type Finding, type OsRelease, type Policy } from '#libs/domain';
import {
  cpuModelsAt,
  osReleasesAt,
  policiesUpTo,
  policyAt,
  policyDefinition,
  type StoredPolicyRow,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { findingId } from '../findings/record-findings.js';

type Db = Pick<EntityManager, 'query'>;

/** The revision that was the newest at an instant, and when it became known. Null: now. */
export async function revisionAt(db: Db, knownAt: Date | null): Promise<{ revision: number; knownAt: Date }> {
  const found = await row<{ revision: number; knownAt: Date }>(
    db,
    knownAt === null
      ? `SELECT revision, greatest(known_at, now()) AS "knownAt" FROM revision_head`
      : `SELECT revision, $1::timestamptz AS "knownAt" FROM revisions WHERE known_at <= $1 ORDER BY revision DESC LIMIT 1`,
    knownAt === null ? [] : [knownAt],
  );
  return found ?? { revision: 0, knownAt: knownAt ?? new Date(0) };
}

interface FindingRow {
  readonly number: number;
  readonly kind: Finding['kind'];
  readonly verdict: Finding['verdict'];
  readonly releaseId: string;
  readonly osReleaseId: string;
  readonly cpuModelId: string;
  readonly secondReleaseId: string | null;
  readonly visibility: Finding['visibility'];
  readonly parties: readonly string[];
  readonly scheme: string | null;
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly testedAt: Date | null;
  readonly revision: number;
  readonly certificateNumber: string | null;
  readonly endsFinding: number | null;
  readonly organizationId: string;
  readonly declaredAs: 'vendor' | 'os-vendor' | 'cpu-vendor' | null;
  readonly policyVersion: string | null;
}

/** All findings about a release known at a revision. */
async function findingsOfRelease(db: Db, releaseId: string, revision: number): Promise<Finding[]> {
  const found = await rows<FindingRow>(
    db,
    `SELECT f.number, f.kind, f.verdict, f.release_id AS "releaseId", pl.os_release_id AS "osReleaseId", pl.cpu_model_id AS "cpuModelId",
            f.second_release_id AS "secondReleaseId", f.visibility, f.party_ids AS parties, f.scheme, f.valid_from AS "validFrom",
            f.valid_until AS "validTo", f.tested_at AS "testedAt", f.revision, f.certificate_number AS "certificateNumber",
            f.ends_finding AS "endsFinding", f.organization_id AS "organizationId", f.declared_as AS "declaredAs",
            f.policy_version AS "policyVersion"
       FROM findings f JOIN platform_coordinates pl ON pl.id = f.platform_id
      WHERE f.release_id = $1 AND f.revision <= $2 ORDER BY f.number`,
    [releaseId, revision],
  );
  return found.map(({ osReleaseId, cpuModelId, organizationId, declaredAs, ...finding }) => ({
    ...finding,
    id: findingId(finding.number),
    platform: { osReleaseId, cpuModelId },
    validFrom: finding.validFrom.getTime(),
    validTo: finding.validTo?.getTime() ?? null,
    testedAt: finding.testedAt?.getTime() ?? null,
    declaredBy: declaredAs === null ? null : { organizationId, as: declaredAs },
  }));
}

export interface NamedFacts extends CellFacts {
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
  if (policy === undefined) return undefined;
  return {
    findings: await findingsOfRelease(db, releaseId, revision),
    releases: [],
    policies: (await policiesUpTo(db, revision)).map(policyOf),
    osReleases,
    cpuModels,
    names: new Map([...osRows, ...cpuRows].map((row) => [row.coordinate, row])),
    policy: policyOf(policy),
  };
}

/** First instant of a calendar day, UTC, epoch ms. */
export function startOfDay(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}

/** The stored policy in the evaluator's terms. */
export function policyOf({ version, definition }: StoredPolicyRow): Policy {
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
