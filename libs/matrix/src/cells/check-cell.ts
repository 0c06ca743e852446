import { row } from '#libs/database';
import {
  documentNames,
  evaluateCell,
  explainInWords,
  fileInWords,
  findingsAboutFile,
  idsSeenOn,
  isForIsa,
  PUBLIC_AUDIENCE,
  refuseOutOfRange,
  type Audience,
  type CellQuestion,
  type ExplainedCell,
  type FileAsked,
  type Language,
  type PersonActor,
} from '#libs/domain';
import {
  fileOfRelease,
  findReleaseByDigest,
  requirePlatform,
  requireRelease,
  unknownCoordinate,
  type ReleaseRow,
} from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { revisionAt } from './revision-at.queries.js';
import { sharedCellFacts } from './shared-cell-facts.js';
import { releasesCertifiedWith, testedFiles } from './tested-files.queries.js';
import { organizationsNamed } from '../memory/load-matrix.js';

type Db = Pick<EntityManager, 'query'>;

export interface CellCheck {
  /** Either a release coordinate … */
  readonly release?: string | undefined;
  /** Asks about the edge to this release: do both work together there? */
  readonly with?: string | undefined;
  /** … or the SHA-256 or SM3 of a file: the answer is then about this file, not about its release. */
  readonly digest?: string | undefined;
  readonly os: string;
  readonly cpu: string;
  readonly validAt: Date | null;
  readonly knownAt: Date | null;
}

/**
 * Answers for one cell by the naive evaluator. All that it reads is as of one revision, which is read first: what was known
 * then stays known, so the statements need no snapshot in common. By digest, tests of other files of the release are no
 * results (`findingsAboutFile`), and where several releases have the file, the one whose certificate names it on this platform
 * is meant, else on any, else the one published first.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches · `invalid-request` for a `knownAt` in the future, or a
 * `validAt` that no finding can have
 */
export async function checkCell(db: DataSource, asker: PersonActor | null, check: CellCheck): Promise<ExplainedCell> {
  const known = await revisionAt(db, check.knownAt);
  const validAt = check.validAt ?? check.knownAt ?? known.now;
  if (check.validAt !== null) refuseOutOfRange('validAt', check.validAt);
  const platform = await requirePlatform(db, check);
  const { release, file } = await subjectAsked(db, asker, check, { platformId: platform.id, ...known });
  const viewer = asker?.organizationId ?? null;
  const second = check.with === undefined ? undefined : await requireRelease(db, viewer, check.with, 'with');
  for (const [field, asked] of Object.entries({ release, with: second })) {
    if (asked !== undefined) await refuseUnpublished(db, viewer, field, asked, known.revision);
  }
  const facts = await sharedCellFacts(db, release.id, known.revision);
  const os = facts?.osReleases.find(({ id }) => id === platform.osReleaseId);
  const cpu = facts?.cpuModels.find(({ id }) => id === platform.cpuModelId);
  if (facts === undefined || os === undefined || cpu === undefined) {
    // The platform exists today but was not known at the moment asked about.
    throw unknownCoordinate(os === undefined ? 'os' : 'cpu', os === undefined ? check.os : check.cpu, []);
  }
  const question: CellQuestion = {
    release: facts.release,
    secondReleaseId: second?.id ?? null,
    os,
    cpu,
    audience: audienceOf(asker),
    validAt: validAt.getTime(),
    knownAtRevision: known.revision,
  };
  const { about, setAside } =
    file === null
      ? { about: facts.findings, setAside: [] }
      : findingsAboutFile(facts.findings, await testedFiles(db, release.id, known.revision), file, platform.isa);
  const answer = evaluateCell(question, { ...facts, findings: about });
  const ofFile = (language: Language): string[] => {
    if (file === null) return [];
    const otherIsa = isForIsa(file, platform.isa) ? null : platform.isa;
    return fileInWords(file, { otherIsa, setAside: idsSeenOn(question, setAside, facts.findings) }, language);
  };
  const declarers = answer.declaredBy.map(({ organizationId }) => organizationId);
  const organizations = declarers.length === 0 ? new Map<string, never>() : await organizationsNamed(db, declarers);
  const names = documentNames(facts.names, organizations);
  const inWords = (language: Language): string[] => [
    ...explainInWords(answer, names.in(language), language),
    ...ofFile(language),
  ];
  return {
    answer,
    knownAt: known.knownAt,
    explanation: { zh: inWords('zh'), en: inWords('en') },
    declaredBy: answer.declaredBy.map(({ organizationId, as }) => ({
      organization: names.organizationSlug(organizationId),
      as,
    })),
  };
}

async function subjectAsked(
  db: Db,
  asker: PersonActor | null,
  check: CellCheck,
  at: { platformId: number; revision: number },
): Promise<{ release: ReleaseRow; file: FileAsked | null }> {
  const viewer = asker?.organizationId ?? null;
  const { digest } = check;
  if (digest === undefined) {
    return { release: await requireRelease(db, viewer, check.release ?? '', 'release'), file: null };
  }
  const certified = await releasesCertifiedWith(db, { digest, ...at });
  const preferred = { first: certified.here, second: certified.anywhere };
  const release = await findReleaseByDigest(db, viewer, digest, at.revision, preferred);
  const file = release && (await fileOfRelease(db, release.id, digest, at.revision));
  if (release === undefined || file === undefined) throw unknownCoordinate('digest', digest, []);
  return { release, file };
}

/** What was a draft at the moment asked about was known to its vendor only. */
async function refuseUnpublished(
  db: Db,
  viewer: string | null,
  field: string,
  release: ReleaseRow,
  revision: number,
): Promise<void> {
  if (release.vendorId === viewer) return;
  const since = await row<{ revision: number | null }>(
    db,
    'SELECT published_revision AS revision FROM release_coordinates WHERE id = $1',
    [release.id],
  );
  if (since === undefined || since.revision === null || since.revision > revision)
    throw unknownCoordinate(field, release.coordinate, []);
}

/** An asker sees with the eyes of the organization it acts for, and of no other. */
function audienceOf(asker: PersonActor | null): Audience {
  return asker === null ? PUBLIC_AUDIENCE : { organizationIds: [asker.organizationId] };
}
