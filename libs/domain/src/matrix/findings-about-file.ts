import { maySee } from './audience.js';
import type { CellQuestion } from './cell.js';
import type { Finding } from './finding.js';

/** A file of a release, asked about by its digest. */
export interface FileAsked {
  readonly sha256: string;
  /** ISAs that its release names it for; null: for every ISA. */
  readonly isas: readonly (string | null)[];
}

/** Findings of a release, divided by what they say about one of its files. */
export interface FindingsAboutFile {
  readonly about: readonly Finding[];
  /** Statements about other bytes: true of the release, and nothing to go by for the file. */
  readonly setAside: readonly Finding[];
}

/** Whether the release offers the file for a platform of this ISA. */
export function isForIsa(file: FileAsked, isa: string): boolean {
  return file.isas.some((named) => named === null || named === isa);
}

/**
 * Only tested builds are certified (domain.md "What a finding is about"), so a result counts for a file if that file was
 * tested: passes and fails alike, since a fail of other bytes is no test of this one, and unknown is never shown as
 * incompatible. That holds for files of another ISA and for those of another build of the version alike
 * (docs/decisions/017): what is set aside neither blocks an inference nor is a source of one; the answer names it.
 *
 * A declaration is about the release as offered for a platform: it counts where the file is for that platform's ISA.
 *
 * @param digests SHA-256 of the tested files, by number of the finding
 * @param isa of the platform asked about
 */
export function findingsAboutFile(
  findings: readonly Finding[],
  digests: ReadonlyMap<number, readonly string[]>,
  file: FileAsked,
  isa: string,
): FindingsAboutFile {
  const isAbout = ({ kind, number }: Finding): boolean => {
    switch (kind) {
      case 'direct':
      case 'inherited':
        return digests.get(number)?.includes(file.sha256) ?? false;
      case 'declaration':
        return isForIsa(file, isa);
      // An act says something about the finding that it names, wherever that one is.
      case 'revocation':
      case 'suspension':
      case 'reinstatement':
      case 'publication':
        return true;
    }
  };
  return { about: findings.filter(isAbout), setAside: findings.filter((finding) => !isAbout(finding)) };
}

/** Ids of those of the findings that are on the cell, have begun, and may be seen by the asker. */
export function idsSeenOn(question: CellQuestion, findings: readonly Finding[], known: readonly Finding[]): string[] {
  const { os, cpu, audience, release, validAt } = question;
  return findings
    .filter(({ releaseId }) => releaseId === release.id)
    .filter(({ platform }) => platform.osReleaseId === os.id && platform.cpuModelId === cpu.id)
    .filter((finding) => finding.validFrom <= validAt && maySee(audience, finding, release.vendorId, known))
    .map(({ id }) => id);
}
