import { row, rows } from '#libs/database';
import type { CellFacts, Finding, Policy } from '#libs/domain';
import { policyAt } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { catalogueFactsAt } from './catalogue-facts.js';
import { findingId } from '../findings/finding-id.js';

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
  readonly sourceFinding: number | null;
}

/** All findings about a release known at a revision. */
async function findingsOfRelease(db: Db, releaseId: string, revision: number): Promise<Finding[]> {
  const found = await rows<FindingRow>(
    db,
    `SELECT f.number, f.kind, f.verdict, f.release_id AS "releaseId", pl.os_release_id AS "osReleaseId", pl.cpu_model_id AS "cpuModelId",
            f.second_release_id AS "secondReleaseId", f.visibility, f.party_ids AS parties, f.scheme, f.valid_from AS "validFrom",
            f.valid_until AS "validTo", f.tested_at AS "testedAt", f.revision, f.certificate_number AS "certificateNumber",
            f.ends_finding AS "endsFinding", f.organization_id AS "organizationId", f.declared_as AS "declaredAs",
            f.policy_version AS "policyVersion", f.source_finding AS "sourceFinding"
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
  const { osReleases, cpuModels, names } = await catalogueFactsAt(db, revision);
  const policy = await policyAt(db, revision);
  if (policy === undefined) return undefined;
  return {
    findings: await findingsOfRelease(db, releaseId, revision),
    releases: [],
    policies: [],
    osReleases,
    cpuModels,
    names,
    policy: policyOf(policy.version, policy.definition),
  };
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
export function policyOf(version: string, stored: unknown): Policy {
  const { rules } = definition.parse(stored);
  return {
    version,
    rules: Object.entries(rules)
      .filter(([, rule]) => 'enabled' in rule && rule.enabled)
      .map(([name]) => name),
    reviewedRules: ['R2'],
    abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
    maxSteps: rules.R9.stepsInAll,
    defaultValidityDays: daysOf(rules.R11.defaultValidity),
    failValidityDays: daysOf(rules.R10.failValidity),
    derivedValidityDays: daysOf(rules.R11.policyCap),
  };
}
