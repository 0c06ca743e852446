import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { RuyiMatrix, RuyiSource } from '#libs/domain';
import { UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';
import { readFrontMatter, readOthers, unreadable } from './read-front-matter.js';

/** Pages of the matrix have a few kilobytes; what is larger is none. */
const MOST_BYTES = 256 * 1024;
const MOST_FILES = 20_000;
/** `report-template/[board-name]/[os-name]/README.md` is the deepest. */
const DEEPEST = 6;
const OTHERS = 'others.yml';

type Unread = readonly [code: string, message: string];
const linked: Unread = ['link', '是链接，未读取 · is a link, which is not followed'];

export interface MatrixFolder extends RuyiMatrix {
  /** Markdown files that were looked at. */
  readonly pages: number;
  /** SHA-256 over the names and texts of all that was read. */
  readonly contentSha256: string;
}

/**
 * Reads a checkout of the RuyiSDK support matrix. No link is followed, no file larger than 256 KiB is read, and what can not
 * be read is a row with its reason.
 *
 * @throws UsageError for what is no folder, or has more than 20,000 files
 */
export async function readMatrixFolder(folder: string): Promise<MatrixFolder> {
  const boards: RuyiSource[] = [];
  const reports: RuyiSource[] = [];
  const others: RuyiSource[] = [];
  const digest = createHash('sha256');
  const files = await filesBelow(folder);
  for (const { relative, isLink } of files) {
    const text = isLink ? linked : await readText(path.join(folder, relative));
    digest.update(`${relative}\0${typeof text === 'string' ? text : text[0]}\0`);
    if (path.posix.basename(relative) === OTHERS) {
      others.push(...(typeof text === 'string' ? readOthers(relative, text) : [unreadable(relative, 1, ...text)]));
      continue;
    }
    const page = typeof text === 'string' ? readFrontMatter(relative, text) : unreadable(relative, 0, ...text);
    if (page === undefined) continue;
    const kind = kindOf(page, typeof text === 'string' ? text : null);
    if (kind !== null) (kind === 'report' ? reports : boards).push(page);
  }
  const pages = files.filter(({ relative }) => relative.endsWith('.md')).length;
  return { boards, reports, others, pages, contentSha256: digest.digest('hex') };
}

/** What has a status is a report; of what can not be read, its place tells. */
function kindOf({ path: file, fields }: RuyiSource, text: string | null): 'report' | 'board' | null {
  if (fields !== null) return 'status' in fields ? 'report' : 'product' in fields ? 'board' : null;
  if (text !== null) return /^status[ \t]*:/m.test(text) ? 'report' : 'board';
  return file.split('/').length > 2 ? 'report' : 'board';
}

async function filesBelow(folder: string): Promise<{ relative: string; isLink: boolean }[]> {
  const found: { relative: string; isLink: boolean }[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(path.join(folder, below), { withFileTypes: true });
    for (const entry of entries) {
      const relative = below === '' ? entry.name : `${below}/${entry.name}`;
      const isWanted = entry.name.endsWith('.md') || entry.name === OTHERS;
      if (entry.isDirectory() && depth < DEEPEST && !entry.name.startsWith('.')) await walk(relative, depth + 1);
      // A page of the folder itself is about the matrix, not about a board.
      else if (isWanted && below !== '' && !entry.isDirectory()) {
        found.push({ relative, isLink: !entry.isFile() });
      }
      if (found.length > MOST_FILES) {
        throw new UsageError(`${folder}: 文件过多 · has more than ${MOST_FILES} files`);
      }
    }
  };
  try {
    await walk('', 0);
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${folder}: ${messageOf(error)}`);
  }
  return found.sort((a, b) => (a.relative < b.relative ? -1 : 1));
}

/** A file that became a link since it was listed is not followed either. */
async function readText(file: string): Promise<string | Unread> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      if (size > MOST_BYTES) return ['too-large', `文件过大 · has ${size} bytes, more than ${MOST_BYTES}`];
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    return isWrongEncoding(error)
      ? ['not-utf-8', '不是 UTF-8 · is not UTF-8']
      : ['unreadable', `无法读取 · can not be read: ${messageOf(error)}`];
  }
}

function isWrongEncoding(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  );
}
