import type { components } from '#libs/client';
import { checkCell } from '#libs/contracts';
import {
  answerFromPublic,
  documentOf,
  explainInWords,
  fileInWords,
  findingsAboutFile,
  idsSeenOn,
  isForIsa,
  PUBLIC_AUDIENCE,
  readDigests,
  readRelease,
  readWithheld,
  type BundleRelease,
  type CellQuestion,
  type FileAsked,
  type Language,
  type Platform,
} from '#libs/domain';
import { momentsOf, type MomentsAsked } from './moments.js';
import type { OfflineMatrix } from './offline-matrix.js';

type CellAnswer = components['schemas']['CellAnswer'];

/** A question as the service takes it. Instants are RFC 3339. */
export interface OfflineCheck extends MomentsAsked {
  readonly release?: string | undefined;
  readonly digest?: string | undefined;
  readonly with?: string | undefined;
  readonly os: string;
  readonly cpu: string;
}

/**
 * Answers for one cell from a bundle: the document that the service gives a stranger as of the bundle's revision.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches · `invalid-request` for moments that it can't answer for
 */
export async function checkOffline(matrix: OfflineMatrix, check: OfflineCheck, now: Date): Promise<CellAnswer> {
  const { knownAt, validAt } = momentsOf(matrix.file.index, check, now);
  const platform = matrix.platform(check);
  const { line, file } = await subjectOf(matrix, check, platform);
  const partner = check.with === undefined ? null : (await matrix.release(check.with, 'with')).release;
  const kin = await matrix.kin(line);
  return matrix.reading(() => {
    const shown = readRelease(line, kin, matrix.facts);
    const question: CellQuestion = {
      release: shown.release,
      os: platform.os,
      cpu: platform.cpu,
      secondReleaseId: partner,
      audience: PUBLIC_AUDIENCE,
      validAt,
      knownAtRevision: matrix.file.index.revision,
    };
    const { about, setAside } =
      file === null
        ? { about: shown.findings, setAside: [] }
        : findingsAboutFile(shown.findings, readDigests(line), file.asked, platform.isa);
    const withheld = readWithheld(line, matrix.facts, { partner, file: file?.place ?? null });
    const answer = answerFromPublic(question, { ...shown, findings: about }, withheld);
    const names = matrix.namesFor(line);
    const ofFile = (language: Language): string[] => {
      if (file === null) return [];
      const otherIsa = isForIsa(file.asked, platform.isa) ? null : platform.isa;
      return fileInWords(file.asked, { otherIsa, setAside: idsSeenOn(question, setAside, shown.findings) }, language);
    };
    const inWords = (language: Language): string[] => [
      ...explainInWords(answer, names.in(language), language),
      ...ofFile(language),
    ];
    const document = documentOf({
      answer,
      knownAt,
      explanation: { zh: inWords('zh'), en: inWords('en') },
      declaredBy: answer.declaredBy.map(({ organizationId, as }) => ({
        organization: names.organizationSlug(organizationId),
        as,
      })),
    });
    const told = checkCell.response.parse({ ...document, ...(partner === null ? {} : { with: partner }) });
    // The client's types come from this very schema; they call absent what zod calls undefined, and JSON has no other.
    return told as CellAnswer;
  });
}

interface Subject {
  readonly line: BundleRelease;
  readonly file: { readonly asked: FileAsked; readonly place: number } | null;
}

/** Of releases that have the file, the one whose certificate names it on this platform, else on any, else the first. */
async function subjectOf(matrix: OfflineMatrix, check: OfflineCheck, platform: Platform): Promise<Subject> {
  const { digest } = check;
  if (digest === undefined) return { line: await matrix.release(check.release ?? '', 'release'), file: null };
  const candidates = (await matrix.releasesOfFile(digest)).map((line) => subjectIn(line, digest));
  const certified = candidates.map(({ line, file }) => certifiedOn(matrix, line, file.asked.sha256));
  const here = certified.findIndex((platforms) =>
    platforms.some(({ os, cpu }) => os === platform.os.id && cpu === platform.cpu.id),
  );
  const anywhere = certified.findIndex((platforms) => platforms.length > 0);
  const [place] = [here, anywhere, 0].filter((one) => one !== -1);
  const found = candidates[place ?? 0];
  if (found === undefined) throw new Error(`a file of no release: ${digest}`);
  return found;
}

function subjectIn(
  line: BundleRelease,
  digest: string,
): { readonly line: BundleRelease; readonly file: NonNullable<Subject['file']> } {
  const files = line.files.filter(({ sha256, sm3 }) => sha256 === digest || sm3 === digest);
  const sha256 = files[0]?.sha256 ?? digest;
  const place = line.files.findIndex((file) => file.sha256 === sha256);
  return { line, file: { asked: { sha256, isas: files.map(({ isa }) => isa) }, place } };
}

/** Platforms on which a direct pass names the file. */
function certifiedOn(
  matrix: OfflineMatrix,
  line: BundleRelease,
  sha256: string,
): readonly { readonly os: string; readonly cpu: string }[] {
  return matrix.reading(() => {
    const digests = readDigests(line);
    return readRelease(line, [], matrix.facts)
      .findings.filter(({ kind, verdict }) => kind === 'direct' && verdict === 'pass')
      .filter(({ number }) => digests.get(number)?.includes(sha256) === true)
      .map(({ platform }) => ({ os: platform.osReleaseId, cpu: platform.cpuModelId }));
  });
}
