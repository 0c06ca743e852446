import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';

export interface LocalArtifact {
  readonly path: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * Size and SHA-256 of a file, read once as a stream.
 *
 * @throws UsageError where it is not a readable file with something in it
 */
export async function digestFile(file: string): Promise<LocalArtifact> {
  try {
    const facts = await stat(file);
    if (!facts.isFile()) throw new Error('not a regular file');
    if (facts.size === 0) throw new Error('empty file');
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of createReadStream(file)) {
      // A read stream without an encoding yields buffers.
      const bytes = chunk as Buffer;
      hash.update(bytes);
      size += bytes.length;
    }
    return { path: file, fileName: path.basename(file), size, sha256: hash.digest('hex') };
  } catch (error) {
    const reason = messageOf(error);
    throw new UsageError(`无法读取 ${file} · Can't read ${file}: ${reason}`);
  }
}
