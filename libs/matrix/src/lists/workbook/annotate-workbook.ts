import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { LIST_LIMITS } from '../list-limits.js';
import { largeContents } from '../list-refusals.js';
import { annotateSheet, type NewColumns } from './annotate-sheet.js';
import { spliceArchive } from './splice-archive.js';

/** @throws DomainError `invalid-request` for a workbook that unpacks to more than a list may, or whose parts overlap */
export async function refuseLargeContents(file: string): Promise<void> {
  const { archive, entries } = await openEntries(file);
  archive.close();
  const sum = (of: (entry: Entry) => number): number => entries.reduce((total, entry) => total + of(entry), 0);
  const unpacked = sum(({ uncompressedSize }) => uncompressedSize);
  const packed = sum(({ compressedSize }) => compressedSize);
  if (unpacked > LIST_LIMITS.unpackedBytes || packed > archive.fileSize) throw largeContents();
}

/** @param additions by the part of the sheet */
export async function* annotateWorkbook(
  file: string,
  additions: ReadonlyMap<string, NewColumns>,
): AsyncGenerator<Buffer> {
  const { archive, entries } = await openEntries(file);
  try {
    const replaced = new Map(
      entries.flatMap((entry): [string, () => AsyncIterable<Buffer>][] => {
        const columns = additions.get(entry.fileName);
        return columns === undefined ? [] : [[entry.fileName, () => annotatedPart(archive, entry, columns)]];
      }),
    );
    if (replaced.size < additions.size) throw new Error('a sheet to be written to is not in its workbook');
    yield* spliceArchive(archive, entries, replaced);
  } finally {
    archive.close();
  }
}

async function* annotatedPart(archive: ZipFile, entry: Entry, columns: NewColumns): AsyncGenerator<Buffer> {
  // A part without an encoding is a stream of buffers, which its type does not say.
  const xml = (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  yield* annotateSheet(xml, columns);
}

async function openEntries(file: string): Promise<{ readonly archive: ZipFile; readonly entries: readonly Entry[] }> {
  const archive = await openPromise(file, { autoClose: false });
  const entries: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry);
  } catch (error) {
    archive.close();
    throw error;
  }
  return { archive, entries };
}
