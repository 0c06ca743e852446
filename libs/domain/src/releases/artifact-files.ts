import type { FieldProblem } from '../errors/domain-error.js';

/**
 * What a file of a build is for: `package` is installed and tested · `data` what the tests need besides (a licence, a
 * sample database) · `signature` a detached signature or a list of digests · `documentation` is for people, and is
 * neither sent to the machines nor part of what a test is about.
 */
export const ARTIFACT_ROLES = ['package', 'data', 'signature', 'documentation'] as const;
export type ArtifactRole = (typeof ARTIFACT_ROLES)[number];

export interface BuildFile {
  /** Path inside the build, with `/`. */
  readonly fileName: string;
  readonly isa: string | null;
  readonly role: ArtifactRole;
}

const LONGEST_SEGMENT = 255;
const DEEPEST = 16;

/**
 * Whether a path names a file inside a build on every machine: relative, no empty, `.` or `..` segment, no backslash, no
 * control character, each segment at most 255 bytes as file systems have it.
 */
export function isBuildPath(path: string): boolean {
  const segments = path.split('/');
  return (
    segments.length <= DEEPEST &&
    !/[\p{Cc}\p{Cs}\\]/u.test(path) &&
    segments.every(
      (segment) =>
        segment.trim() !== '' &&
        segment !== '.' &&
        segment !== '..' &&
        new TextEncoder().encode(segment).length <= LONGEST_SEGMENT,
    )
  );
}

/** Files of a build that can't stand beside each other: two of one path, or one that is another's folder. */
export function clashesOf(files: readonly Pick<BuildFile, 'fileName'>[]): FieldProblem[] {
  const paths = new Set(files.map(({ fileName }) => fileName));
  const seen = new Set<string>();
  return files.flatMap(({ fileName }, index): FieldProblem[] => {
    const path = `artifacts.${index}.fileName`;
    if (seen.has(fileName)) return [{ path, code: 'already-exists', message: 'is named twice in this build' }];
    seen.add(fileName);
    const folder = foldersOf(fileName).find((name) => paths.has(name));
    return folder === undefined ? [] : [{ path, code: 'invalid', message: `lies in ${folder}, which is a file` }];
  });
}

function foldersOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_segment, index) => segments.slice(0, index + 1).join('/'));
}

/** Whether a machine of an ISA is sent the file: what is for that ISA or for every one, but for documentation. */
export function isSentTo(isa: string, file: Pick<BuildFile, 'isa' | 'role'>): boolean {
  return file.role !== 'documentation' && (file.isa === null || file.isa === isa);
}

/** Whether a build has something to install on machines of an ISA. */
export function hasPackageFor(isa: string, files: readonly Pick<BuildFile, 'isa' | 'role'>[]): boolean {
  return files.some((file) => file.role === 'package' && isSentTo(isa, file));
}
