import { mostDaysOf, type CellFacts, type Policy, type ReleaseFacts } from '#libs/domain';
import {
  kinReleases,
  policiesUpTo,
  policyAt,
  policyDefinition,
  releaseFactsAt,
  type StoredPolicyRow,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { catalogueFactsAt } from './catalogue-facts.js';
import { findingsOfReleases } from './cell-findings.queries.js';

type Db = Pick<EntityManager, 'query'>;

export interface NamedFacts extends CellFacts {
  /** The release asked about. */
  readonly release: ReleaseFacts;
  /** What people call OS releases and CPU models, by coordinate. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;
}

/**
 * Everything that the evaluator reads, as of a revision; undefined for one before the catalogue was loaded.
 *
 * @param upTo revision of the newest findings, where later ones are wanted too
 */
export async function cellFacts(
  db: Db,
  releaseId: string,
  revision: number,
  upTo = revision,
): Promise<NamedFacts | undefined> {
  const { osReleases, cpuModels, names } = await catalogueFactsAt(db, revision);
  const policy = await policyAt(db, revision);
  const [release] = await releaseFactsAt(db, [releaseId], revision);
  if (policy === undefined || release === undefined) return undefined;
  const releases = await kinReleases(db, releaseId, revision);
  return {
    release,
    releases,
    findings: await findingsOfReleases(db, [releaseId, ...releases.map(({ id }) => id)], revision, upTo),
    policies: (await policiesUpTo(db, revision)).map(policyOf),
    osReleases,
    cpuModels,
    names,
    policy: policyOf(policy),
  };
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
