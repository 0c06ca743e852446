import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';

/** What the service takes in one request; a larger file is not read at all. */
const MOST_BYTES = 1024 * 1024;
/** The shipped files name one source for a hundred entries and more. */
const MOST_ALIASES = 5000;

/**
 * Catalogue documents (YAML or JSON, as the shipped files are) as they stand, each with the name by which refusals are to
 * name it. What is wrong in them the service says, by file, row and field.
 *
 * @throws UsageError for what is no such file
 */
export async function readCatalogueFiles(files: readonly string[]): Promise<never[]> {
  const documents: never[] = [];
  for (const file of files) {
    const content = await readDocument(file);
    if (typeof content !== 'object' || content === null || Array.isArray(content)) {
      throw new UsageError(`${file}: 不是目录文件 · is no catalogue document: sections such as cpus are missing`);
    }
    // Sent unread: the service checks every field, and the types of the client say nothing about a file.
    documents.push({ ...content, file: path.basename(file) } as never);
  }
  return documents;
}

async function readDocument(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw new Error(`超过 1 MiB · is larger than 1 MiB (${size} bytes)`);
    return parse(await readFile(file, 'utf8'), { maxAliasCount: MOST_ALIASES });
  } catch (error) {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  }
}
