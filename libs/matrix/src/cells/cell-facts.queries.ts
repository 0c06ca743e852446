import { row, rows } from '#libs/database';
import type { CellFacts, CpuModel, Finding, OsRelease, Policy } from '#libs/domain';
import { cpuModelsAt, osReleasesAt, policyAt } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
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
  readonly artifactDigests: readonly string[];
}

/** All findings about a release known at a revision, and the files tested by number of the finding. */
async function findingsOfRelease(
  db: Db,
  releaseId: string,
  revision: number,
): Promise<Pick<NamedFacts, 'findings' | 'testedFiles'>> {
  const found = await rows<FindingRow>(
    db,
    `SELECT f.number, f.kind, f.verdict, f.release_id AS "releaseId", pl.os_release_id AS "osReleaseId", pl.cpu_model_id AS "cpuModelId",
            f.second_release_id AS "secondReleaseId", f.visibility, f.party_ids AS parties, f.scheme, f.valid_from AS "validFrom",
            f.valid_until AS "validTo", f.tested_at AS "testedAt", f.revision, f.certificate_number AS "certificateNumber",
            f.ends_finding AS "endsFinding", f.organization_id AS "organizationId", f.declared_as AS "declaredAs",
            -- A reviewed inheritance that lists no files of its own speaks of those that its source tested.
            coalesce(nullif(f.artifact_digests, '[]'), source.artifact_digests, '[]') AS "artifactDigests"
       FROM findings f JOIN platform_coordinates pl ON pl.id = f.platform_id
       LEFT JOIN findings source ON source.number = f.source_finding
      WHERE f.release_id = $1 AND f.revision <= $2 ORDER BY f.number`,
    [releaseId, revision],
  );
  const testedFiles = new Map(found.map(({ number, artifactDigests }) => [number, artifactDigests]));
  const findings = found.map(
    ({ osReleaseId, cpuModelId, organizationId, declaredAs, artifactDigests: _, ...finding }) => ({
      ...finding,
      id: findingId(finding.number),
      platform: { osReleaseId, cpuModelId },
      validFrom: finding.validFrom.getTime(),
      validTo: finding.validTo?.getTime() ?? null,
      testedAt: finding.testedAt?.getTime() ?? null,
      declaredBy: declaredAs === null ? null : { organizationId, as: declaredAs },
    }),
  );
  return { findings, testedFiles };
}

/**
 * Releases whose certificates name a file, by SHA-256 or SM3, as known at a revision: on a platform, and on any. Passes
 * only: they are public from issue, so that whom it prefers tells nobody of what they may not see.
 */
export async function releasesCertifiedWith(
  db: Db,
  asked: { readonly digest: string; readonly platformId: number; readonly revision: number },
): Promise<{ readonly here: readonly string[]; readonly anywhere: readonly string[] }> {
  const found = await rows<{ releaseId: string; here: boolean }>(
    db,
    `SELECT ra.release_id AS "releaseId", bool_or(f.platform_id = $2) AS here
       FROM artifacts a JOIN release_artifacts ra USING (sha256) JOIN findings f ON f.release_id = ra.release_id
      WHERE (a.sha256 = $1 OR a.sm3 = $1) AND f.kind = 'direct' AND f.verdict = 'pass' AND f.visibility = 'public'
        AND f.revision <= $3 AND f.artifact_digests ? a.sha256
      GROUP BY ra.release_id`,
    [asked.digest, asked.platformId, asked.revision],
  );
  return {
    here: found.filter(({ here }) => here).map(({ releaseId }) => releaseId),
    anywhere: found.map(({ releaseId }) => releaseId),
  };
}

export interface NamedFacts extends CellFacts {
  /** SHA-256 of the files that a finding is about, by its number; empty where it says none. */
  readonly testedFiles: ReadonlyMap<number, readonly string[]>;
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
    ...(await findingsOfRelease(db, releaseId, revision)),
    osReleases,
    cpuModels,
    names: new Map([...osRows, ...cpuRows].map((row) => [row.coordinate, row])),
    policy: policyOf(policy.version, policy.definition),
  };
}

/** First instant of a calendar day, UTC, epoch ms. */
export function startOfDay(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}

const span = z.union([z.object({ days: z.number() }), z.object({ years: z.number() })]);
const DAYS_PER_YEAR = 365.2425;

function daysOf(validity: z.infer<typeof span>): number {
  return 'days' in validity ? validity.days : Math.round(validity.years * DAYS_PER_YEAR);
}

const definition = z.object({
  rules: z.intersection(
    z.record(z.string(), z.looseObject({ enabled: z.boolean() })),
    z.object({
      R9: z.object({ stepsInAll: z.number().int() }),
      R10: z.object({ failValidity: span }),
      R11: z.object({ policyCap: span, defaultValidity: span }),
    }),
  ),
});

/** The stored policy in the evaluator's terms. */
function policyOf(version: string, stored: unknown): Policy {
  const { rules } = definition.parse(stored);
  return {
    version,
    rules: Object.entries(rules)
      .filter(([, rule]) => 'enabled' in rule && rule.enabled)
      .map(([name]) => name),
    maxSteps: rules.R9.stepsInAll,
    defaultValidityDays: daysOf(rules.R11.defaultValidity),
    failValidityDays: daysOf(rules.R10.failValidity),
    derivedValidityDays: daysOf(rules.R11.policyCap),
  };
}
