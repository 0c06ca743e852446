import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { BOUNDS } from './sheet-limits.js';
import { sheetRefusal } from './sheet-refusals.js';

/** The parts of a workbook, each looked at before any is unpacked. Close it. */
export interface WorkbookArchive {
  readonly parts: ReadonlyMap<string, Entry>;
  /** Bytes of a part as they unpack. What unpacks to another size than it says ends with an error. */
  open(name: string): Promise<Readable>;
  close(): void;
}

/** @throws DomainError `unreadable-sheet`: damaged, encrypted, too-many-parts, zip-bomb */
export async function openArchive(file: string): Promise<WorkbookArchive> {
  const archive = await openPromise(file, { autoClose: false, validateEntrySizes: true }).catch((error: unknown) => {
    throw damaged(error);
  });
  try {
    const parts = await listParts(archive);
    return {
      parts,
      async open(name) {
        const part = parts.get(name);
        if (part === undefined) throw damaged(new Error(`no part ${name}`));
        return archive.openReadStreamPromise(part).catch((error: unknown) => {
          throw damaged(error);
        });
      },
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function listParts(archive: ZipFile): Promise<Map<string, Entry>> {
  if (archive.entryCount > BOUNDS.parts) throw tooManyParts();
  const parts = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const name = entry.fileName.replace(/^\/+/, '');
      if (entry.isEncrypted()) throw encrypted();
      // Two parts of one name: programs differ in which of them they show.
      if (parts.has(name)) throw damaged(new Error(`two parts ${name}`));
      unpacked += entry.uncompressedSize;
      if (unpacked > BOUNDS.unpackedBytes || isBomb(entry)) throw bomb(name);
      parts.set(name, entry);
      if (parts.size > BOUNDS.parts) throw tooManyParts();
    }
  } catch (error) {
    throw asRefusal(error);
  }
  return parts;
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  if (uncompressedSize > BOUNDS.partBytes) return true;
  return uncompressedSize > BOUNDS.ratioBytes && uncompressedSize > compressedSize * BOUNDS.ratio;
}

function bomb(name: string): Error {
  return sheetRefusal(
    'zip-bomb',
    `压缩包展开后过大（${name}） · The file unpacks to far more than a workbook does (${name}); save the rows as a new workbook`,
  );
}

function tooManyParts(): Error {
  return sheetRefusal(
    'too-many-parts',
    `压缩包内文件超过 ${BOUNDS.parts} 个 · The workbook has more than ${BOUNDS.parts} parts; save the rows as a new workbook`,
  );
}

export function encrypted(): Error {
  return sheetRefusal(
    'encrypted',
    '工作簿已加密，请取消密码后重试 · The workbook is encrypted; save it without a password',
  );
}

export function damaged(cause?: unknown): Error {
  return sheetRefusal(
    'damaged',
    '文件损坏，无法作为工作簿读取 · The file is damaged: it can not be read as a workbook; open it and save it again',
    {},
    cause,
  );
}

/** What a damaged archive fails with, in our words; refusals stay themselves. */
export function asRefusal(error: unknown): Error {
  return error instanceof Error && error.name === 'DomainError' ? error : damaged(error);
}
