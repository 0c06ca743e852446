import { buffer } from 'node:stream/consumers';
import { openPromise, type ZipFile } from 'yauzl';
import { ZipFile as NewZipFile } from 'yazl';

export interface StoredPart {
  /** As it is stored: packed, where it is. */
  readonly stored: Buffer;
  readonly content: string;
}

/** Parts of an archive in the order of its directory. */
export async function partsOf(file: string): Promise<Map<string, StoredPart>> {
  const archive = await openPromise(file, { autoClose: false });
  const parts = new Map<string, StoredPart>();
  for await (const entry of archive.eachEntry()) {
    parts.set(entry.fileName, {
      stored: await bytesOf(archive.openReadStreamPromise(entry, { decodeFileData: false })),
      content: (await bytesOf(archive.openReadStreamPromise(entry))).toString(),
    });
  }
  archive.close();
  return parts;
}

async function bytesOf(opening: ReturnType<ZipFile['openReadStreamPromise']>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // A stream without an encoding gives buffers.
  for await (const chunk of (await opening) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An archive with these parts put in, or in the place of its own. */
export async function withParts(file: string, parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const archive = new NewZipFile();
  const all = new Map<string, string | Buffer>(
    [...(await partsOf(file))].map(([name, { content }]) => [name, content]),
  );
  for (const [name, content] of Object.entries(parts)) all.set(name, content);
  for (const [name, content] of all) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return buffer(archive.outputStream);
}

/** A sheet without what is put in between a first new column and the end of a row, and without what says how far it reaches. */
export function withoutNewCells(sheet: string, firstColumn: string): string {
  const isNew = (column: string): boolean =>
    column.length > firstColumn.length || (column.length === firstColumn.length && column >= firstColumn);
  return withoutReach(sheet).replaceAll(
    /<c r="([A-Z]+)\d+"(?: s="\d+")?(?: t="inlineStr"><is><t xml:space="preserve">[^<]*<\/t><\/is><\/c>|\/>)/g,
    (cell, column: string) => (isNew(column) ? '' : cell),
  );
}

/** Without the range of the sheet, spans of rows and widths of columns. */
export function withoutReach(sheet: string): string {
  return sheet
    .replace(/<dimension [^>]*>/, '')
    .replaceAll(/ spans="[^"]*"/g, '')
    .replace(/<cols>.*?<\/cols>/s, '');
}
