import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ArtifactRole } from '#libs/domain';
import { UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';

/** What people say of a build's files, each `[isa=]path`. */
export interface FileOptions {
  readonly artifact?: readonly string[];
  readonly data?: readonly string[];
  readonly signature?: readonly string[];
  readonly documentation?: readonly string[];
  readonly folder?: readonly string[];
}

/** A file of a build: where it is here, and what it is called there. */
export interface ChosenFile {
  readonly path: string;
  readonly fileName: string;
  readonly isa: string | undefined;
  readonly role: ArtifactRole;
}

/** A path and the ISA whose machines it is for; no ISA where it fits all. */
export interface PathOption {
  readonly isa: string | undefined;
  readonly path: string;
}

const ISA = /^[a-z0-9_-]{2,32}$/;

/**
 * `x86_64=./tool.tgz`, or a path alone for what fits every ISA.
 *
 * @throws UsageError where there is no path
 */
export function parsePathOption(option: string, text: string): PathOption {
  const split = text.indexOf('=');
  const isa = text.slice(0, Math.max(split, 0));
  // `./a=b.tgz` is a path: only what can be an ISA's name is read as one.
  const parsed = split > 0 && ISA.test(isa) ? { isa, path: text.slice(split + 1) } : { isa: undefined, path: text };
  if (parsed.path === '') {
    throw new UsageError(
      `${option} ${text} 缺少文件 · ${option} ${text} names no file; write ${option} x86_64=./package.tgz`,
    );
  }
  return parsed;
}

/** What a file in a folder is for, by its name; whoever means something else names it by an option of its own. */
export function roleOfName(name: string): ArtifactRole {
  if (/\.(?:asc|sig|sign|p7s|sha256|sha256sums|sm3)$/i.test(name) || /^(?:sha256sums|sm3sums)$/i.test(name)) {
    return 'signature';
  }
  if (/\.(?:pdf|docx?|md|txt|html?)$/i.test(name)) return 'documentation';
  if (/\.(?:lic|license|key)$/i.test(name)) return 'data';
  return 'package';
}

/**
 * Files of a build in the order in which they are named; those of a folder by path, hidden ones left out.
 *
 * @throws UsageError for a folder that can't be read or has no files
 */
export async function chooseFiles(options: FileOptions): Promise<ChosenFile[]> {
  const single = (role: ArtifactRole, option: string, texts: readonly string[] | undefined): ChosenFile[] =>
    (texts ?? []).map((text) => {
      const chosen = parsePathOption(option, text);
      return { ...chosen, fileName: path.basename(chosen.path), role };
    });
  const named = [
    ...single('package', '--artifact', options.artifact),
    ...single('data', '--data', options.data),
    ...single('signature', '--signature', options.signature),
    ...single('documentation', '--documentation', options.documentation),
  ];
  const inFolders = await Promise.all((options.folder ?? []).map((text) => filesIn(parsePathOption('--folder', text))));
  return [...named, ...inFolders.flat()];
}

async function filesIn({ isa, path: folder }: PathOption): Promise<ChosenFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new UsageError(`无法读取 ${folder} · Can't read ${folder}: ${messageOf(error)}`);
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(path.sep).some((segment) => segment.startsWith('.')))
    .sort();
  if (files.length === 0) throw new UsageError(`${folder} 中没有文件 · There is no file in ${folder}`);
  return files.map((name) => ({
    path: path.join(folder, name),
    fileName: name.split(path.sep).join('/'),
    isa,
    role: roleOfName(path.basename(name)),
  }));
}
