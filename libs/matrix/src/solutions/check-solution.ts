import {
  composeSolution,
  evaluateCell,
  explainSolutionInWords,
  PUBLIC_AUDIENCE,
  type CellAnswer,
  type CellFacts,
  type JointFinding,
  type Language,
  type PersonActor,
  type Policy,
  type ReleaseFacts,
  type SolutionAnswer,
  cellDocument,
  documentNames,
  type CellDocument,
  type DocumentNames,
  refuseOutOfRange,
} from '#libs/domain';
import {
  kinReleases,
  policiesUpTo,
  policyAt,
  releaseFactsAt,
  requirePlatform,
  unknownCoordinate,
} from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { catalogueFactsAt, type CatalogueFacts } from '../cells/catalogue-facts.js';
import { policyOf } from '../cells/cell-facts.queries.js';
import { findingsOfReleases } from '../cells/cell-findings.queries.js';
import { revisionAt } from '../cells/revision-at.queries.js';
import { organizationsNamed } from '../memory/load-matrix.js';
import { edgesOf, wholeOn, type AskedPlatform } from './compose-edges.js';
import { jointFindings } from './joint-findings.queries.js';
import type { NamedEdge } from './name-edges.js';
import { solutionByName, type SolutionName, type SolutionRow } from './solutions.queries.js';

export interface SolutionCheck extends SolutionName {
  readonly os: string;
  readonly cpu: string;
  readonly validAt: Date | null;
  readonly knownAt: Date | null;
}

export interface ExplainedSolution extends SolutionName {
  readonly os: string;
  readonly cpu: string;
  readonly answer: SolutionAnswer;
  readonly edges: readonly { readonly name: string; readonly required: boolean; readonly answer: CellDocument }[];
  readonly policy: string;
  readonly validAt: Date;
  readonly knownAt: Date;
  readonly revision: number;
  readonly explanation: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

/**
 * Answers for one platform, edge by edge, by the naive evaluator over one consistent snapshot: at any moment, and with the
 * asker's own eyes.
 *
 * @throws DomainError `not-found` solution · `unknown-coordinate` with the nearest matches · `invalid-request` for a `knownAt`
 * in the future, or a `validAt` that no finding can have
 */
export async function checkSolution(
  db: DataSource,
  asker: PersonActor | null,
  check: SolutionCheck,
): Promise<ExplainedSolution> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const known = await revisionAt(tx, check.knownAt);
    const validAt = check.validAt ?? check.knownAt ?? known.now;
    if (check.validAt !== null) refuseOutOfRange('validAt', check.validAt);
    const viewer = asker?.organizationId ?? null;
    const solution = await solutionByName(tx, viewer, check, check.knownAt);
    const platform = await requirePlatform(tx, check);
    const facts = await solutionFacts(tx, solution, known.revision);
    const os = facts?.catalogue.osReleases.find(({ id }) => id === platform.osReleaseId);
    const cpu = facts?.catalogue.cpuModels.find(({ id }) => id === platform.cpuModelId);
    if (facts === undefined || os === undefined || cpu === undefined) {
      // The platform exists today but was not known at the moment asked about.
      throw unknownCoordinate(os === undefined ? 'os' : 'cpu', os === undefined ? check.os : check.cpu, []);
    }
    const asked: AskedPlatform = {
      os,
      cpu,
      audience: asker === null ? PUBLIC_AUDIENCE : { organizationIds: [asker.organizationId] },
      validAt: validAt.getTime(),
      knownAtRevision: known.revision,
    };
    const composition = {
      releases: solution.releases.map(({ release, ...one }) => ({ ...one, coordinate: release })),
      pairs: solution.edges,
    };
    const edges = edgesOf(composition).map((edge) => ({ ...edge, answer: answerEdge(edge, asked, facts) }));
    const whole = wholeOn(
      facts.members.map(({ release }) => release),
      facts.joint,
      asked,
      {
        ...facts.catalogue,
        policy: facts.policy,
        policies: facts.policies,
      },
    );
    const answer = composeSolution(whole, edges);
    const names = await namesOfAnswer(
      tx,
      facts.catalogue,
      edges.map((edge) => edge.answer),
    );
    const required = edges.filter((edge) => edge.required).map(({ name }) => name);
    const inWords = (language: Language): string[] => {
      const called = names.in(language);
      const solutionName = (language === 'en' ? solution.nameEn : null) ?? solution.name;
      const subject = { solution: solutionName, os: called.os(os.coordinate), cpu: called.cpu(cpu.coordinate) };
      return explainSolutionInWords({ ...answer, validAt: asked.validAt }, required, subject, language);
    };
    return {
      organization: solution.organization,
      solution: solution.solution,
      os: os.coordinate,
      cpu: cpu.coordinate,
      answer,
      edges: edges.map(({ name, required: isRequired, answer: cell }) => ({
        name,
        required: isRequired,
        answer: cellDocument(cell, known.knownAt, names),
      })),
      policy: facts.policy.version,
      validAt,
      knownAt: known.knownAt,
      revision: known.revision,
      explanation: { zh: inWords('zh'), en: inWords('en') },
    };
  });
}

interface SolutionFacts {
  readonly catalogue: CatalogueFacts;
  readonly policy: Policy;
  readonly policies: readonly Policy[];
  readonly members: readonly { readonly release: ReleaseFacts; readonly facts: CellFacts }[];
  readonly joint: readonly JointFinding[];
}

/** Everything that the evaluator reads of all releases of a solution; undefined before the catalogue was loaded. */
async function solutionFacts(
  tx: EntityManager,
  solution: SolutionRow,
  revision: number,
): Promise<SolutionFacts | undefined> {
  const stored = await policyAt(tx, revision);
  if (stored === undefined) return undefined;
  const catalogue = await catalogueFactsAt(tx, revision);
  const policy = policyOf(stored);
  const policies = (await policiesUpTo(tx, revision)).map(policyOf);
  const ids = solution.releases.map(({ id }) => id);
  const members: SolutionFacts['members'][number][] = [];
  for (const release of await releaseFactsAt(tx, ids, revision)) {
    const releases = await kinReleases(tx, release.id, revision);
    const findings = await findingsOfReleases(tx, [release.id, ...releases.map(({ id }) => id)], revision);
    members.push({ release, facts: { ...catalogue, policy, policies, releases, findings } });
  }
  return { catalogue, policy, policies, members, joint: await jointFindings(tx, ids, revision) };
}

function answerEdge(
  { releaseId, secondReleaseId }: NamedEdge,
  asked: AskedPlatform,
  { members, joint }: SolutionFacts,
): CellAnswer {
  const member = members.find(({ release }) => release.id === releaseId);
  if (member === undefined) throw new Error(`no facts of release ${releaseId}`);
  const facts = secondReleaseId === null ? member.facts : { ...member.facts, findings: joint };
  return evaluateCell({ ...asked, release: member.release, secondReleaseId }, facts);
}

async function namesOfAnswer(
  tx: EntityManager,
  catalogue: CatalogueFacts,
  answers: readonly CellAnswer[],
): Promise<DocumentNames> {
  const ids = answers.flatMap(({ declaredBy }) => declaredBy.map(({ organizationId }) => organizationId));
  return documentNames(catalogue.names, await organizationsNamed(tx, ids));
}
