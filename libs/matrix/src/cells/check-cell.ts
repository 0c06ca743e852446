import { rows } from '#libs/database';
import {
  evaluateCell,
  explainInWords,
  maySee,
  nearestMatches,
  parseReleaseCoordinate,
  PUBLIC_AUDIENCE,
  type Audience,
  type CellAnswer,
  type CellNames,
  type CellQuestion,
  type Finding,
  type Language,
  type PersonActor,
} from '#libs/domain';
import {
  findRelease,
  findReleaseByDigest,
  requirePlatform,
  unknownCoordinate,
  visibleReleaseCoordinates,
  type ReleaseRow,
} from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { cellFacts, releasesCertifiedWith, revisionAt, startOfDay } from './cell-facts.queries.js';
import { fileInWords } from './file-in-words.js';
import { findingsAboutFile, isForIsa, type FileAsked } from './findings-about-file.js';

export interface CellCheck {
  /** Either a release coordinate … */
  readonly release?: string | undefined;
  /** … or the SHA-256 or SM3 of a file: the answer is then about this file, not about its release. */
  readonly digest?: string | undefined;
  readonly os: string;
  readonly cpu: string;
  readonly validAt: Date | null;
  readonly knownAt: Date | null;
}

export interface ExplainedCell {
  readonly answer: CellAnswer;
  readonly knownAt: Date;
  readonly explanation: { readonly zh: string[]; readonly en: string[] };
  readonly declaredBy: readonly { organization: string; as: 'vendor' | 'os-vendor' | 'cpu-vendor' }[];
}

/**
 * Answers for one cell by the naive evaluator, over one consistent snapshot. By digest, tests of other files of the
 * release are no results (`findings-about-file.ts`), and where several releases have the file, the one whose certificate
 * names it on this platform is meant, else on any, else the one published first.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches
 */
export async function checkCell(db: DataSource, asker: PersonActor | null, check: CellCheck): Promise<ExplainedCell> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const known = await revisionAt(tx, check.knownAt);
    const platform = await requirePlatform(tx, check);
    const { release, file } = await subjectAsked(tx, asker, check, { platformId: platform.id, ...known });
    const facts = await cellFacts(tx, release.id, known.revision);
    const os = facts?.osReleases.find(({ id }) => id === platform.osReleaseId);
    const cpu = facts?.cpuModels.find(({ id }) => id === platform.cpuModelId);
    if (facts === undefined || os === undefined || cpu === undefined) {
      // The platform exists today but was not known at the moment asked about.
      throw unknownCoordinate(os === undefined ? 'os' : 'cpu', os === undefined ? check.os : check.cpu, []);
    }
    const question: CellQuestion = {
      release: {
        id: release.id,
        coordinate: release.coordinate,
        abiLevel: release.abiLevel,
        endOfLife: startOfDay(release.endOfLife),
        vendorId: release.vendorId,
      },
      os,
      cpu,
      audience: audienceOf(asker),
      validAt: (check.validAt ?? known.knownAt).getTime(),
      knownAtRevision: known.revision,
    };
    const { about, setAside } =
      file === null
        ? { about: facts.findings, setAside: [] }
        : findingsAboutFile(facts.findings, facts.testedFiles, file, platform.isa);
    const answer = evaluateCell(question, { ...facts, findings: about });
    const ofFile = (language: Language): string[] => {
      if (file === null) return [];
      const otherIsa = isForIsa(file, platform.isa) ? null : platform.isa;
      return fileInWords(file, { otherIsa, setAside: idsSeen(question, setAside, facts.findings) }, language);
    };
    const organizations = await organizationsNamed(tx, answer);
    const namesIn = (language: Language): CellNames => {
      const nameOf = (coordinate: string): string => {
        const known = facts.names.get(coordinate);
        return (language === 'en' ? known?.nameEn : known?.name) ?? known?.name ?? coordinate;
      };
      return {
        release: (coordinate) => coordinate,
        os: nameOf,
        cpu: nameOf,
        organization: (id) => organizations.get(id)?.name ?? id,
      };
    };
    const inWords = (language: Language): string[] => [
      ...explainInWords(answer, namesIn(language), language),
      ...ofFile(language),
    ];
    return {
      answer,
      knownAt: known.knownAt,
      explanation: { zh: inWords('zh'), en: inWords('en') },
      declaredBy: answer.declaredBy.map(({ organizationId, as }) => ({
        organization: organizations.get(organizationId)?.slug ?? organizationId,
        as,
      })),
    };
  });
}

async function subjectAsked(
  tx: EntityManager,
  asker: PersonActor | null,
  check: CellCheck,
  at: { platformId: number; revision: number },
): Promise<{ release: ReleaseRow; file: FileAsked | null }> {
  const viewer = asker?.organizationId ?? null;
  const { digest } = check;
  if (digest !== undefined) {
    const certified = await releasesCertifiedWith(tx, { digest, ...at });
    const preferred = { first: certified.here, second: certified.anywhere };
    const release = await findReleaseByDigest(tx, viewer, digest, preferred);
    const files = release?.artifacts.filter(({ sha256, sm3 }) => sha256 === digest || sm3 === digest) ?? [];
    const [first] = files;
    if (release === undefined || first === undefined) throw unknownCoordinate('digest', digest, []);
    return { release, file: { sha256: first.sha256, isas: files.map(({ isa }) => isa) } };
  }
  const text = check.release ?? '';
  const coordinate = parseReleaseCoordinate(text);
  const found = coordinate === undefined ? undefined : await findRelease(tx, viewer, coordinate);
  if (found === undefined) {
    throw unknownCoordinate('release', text, nearestMatches(text, await visibleReleaseCoordinates(tx, viewer)));
  }
  return { release: found, file: null };
}

/** Ids of the findings on the cell that have begun and that the asker may see. */
function idsSeen(question: CellQuestion, findings: readonly Finding[], known: readonly Finding[]): string[] {
  const { os, cpu, audience, release, validAt } = question;
  return findings
    .filter(({ platform }) => platform.osReleaseId === os.id && platform.cpuModelId === cpu.id)
    .filter((finding) => finding.validFrom <= validAt && maySee(audience, finding, release.vendorId, known))
    .map(({ id }) => id);
}

/** An asker sees with the eyes of the organization it acts for, and of no other. */
function audienceOf(asker: PersonActor | null): Audience {
  return asker === null ? PUBLIC_AUDIENCE : { organizationIds: [asker.organizationId] };
}

async function organizationsNamed(
  tx: EntityManager,
  answer: CellAnswer,
): Promise<Map<string, { slug: string; name: string }>> {
  const ids = answer.declaredBy.map(({ organizationId }) => organizationId);
  const found = await rows<{ id: string; slug: string; name: string }>(
    tx,
    'SELECT id, slug, name FROM organizations WHERE id = ANY($1)',
    [ids],
  );
  return new Map(found.map((organization) => [organization.id, organization]));
}
