import { type FileHandle, open, rename, stat } from 'node:fs/promises';

import { notOurs } from './data-home.js';
import { hasCode } from './postgres-error.js';

const ROTATE_AT_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 16 * 1024;
const TAIL_LINES = 12;

/** The server's own log. The server writes to the file itself, so it keeps its words when the supervisor dies. */
export class ServerLog {
  readonly path: string;
  readonly handle: FileHandle;
  readonly #start: number;

  private constructor(path: string, handle: FileHandle, start: number) {
    this.path = path;
    this.handle = handle;
    this.#start = start;
  }

  /** Opens for appending; a log over 10 MB becomes `<path>.1` first. */
  static async open(path: string): Promise<ServerLog> {
    try {
      const size = await stat(path).then(
        (file) => file.size,
        () => 0,
      );
      if (size > ROTATE_AT_BYTES) await rename(path, `${path}.1`);
      const handle = await open(path, 'a+', 0o600);
      return new ServerLog(path, handle, (await handle.stat()).size);
    } catch (error) {
      if (hasCode(error, 'EACCES', 'EPERM')) throw notOurs(path, error);
      throw error;
    }
  }

  /** Last lines written since this log was opened. */
  async tail(): Promise<string> {
    const { size } = await this.handle.stat();
    const from = Math.max(this.#start, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - from));
    await this.handle.read(buffer, 0, buffer.length, from);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
