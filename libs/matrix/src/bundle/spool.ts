import { randomBytes } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CHUNK = 256 * 1024;

/**
 * Bytes that are made once, as fast as they can be, and read by several, each as fast as it takes them, also while they are
 * still being made. They lie in a file that has no name any more: whatever ends the process, nothing is left behind.
 */
export class Spool {
  readonly #file: FileHandle;
  #written = 0;
  #state: 'making' | 'made' | { readonly failed: unknown } = 'making';
  #waiting: (() => void)[] = [];
  #holders = 1;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(): Promise<Spool> {
    const name = path.join(tmpdir(), `shipei-${randomBytes(8).toString('hex')}.bundle`);
    const file = await open(name, 'wx+', 0o600);
    await unlink(name);
    return new Spool(file);
  }

  get readers(): number {
    return this.#holders - 1;
  }

  /** Takes all bytes in; what goes wrong, readers are told too. */
  async fill(bytes: AsyncIterable<Buffer>): Promise<void> {
    try {
      for await (const chunk of bytes) {
        if (chunk.length === 0) continue;
        await this.#file.write(chunk, 0, chunk.length, this.#written);
        this.#written += chunk.length;
        this.#wake();
      }
      this.#state = 'made';
    } catch (error) {
      this.#state = { failed: error };
      throw error;
    } finally {
      this.#wake();
    }
  }

  /** All bytes from the first; the holder counts as one reader until it has ended. */
  read(): AsyncGenerator<Buffer> {
    this.#holders += 1;
    return this.#read();
  }

  async *#read(): AsyncGenerator<Buffer> {
    try {
      let position = 0;
      for (;;) {
        if (position < this.#written) {
          const chunk = Buffer.allocUnsafe(Math.min(CHUNK, this.#written - position));
          const { bytesRead } = await this.#file.read(chunk, 0, chunk.length, position);
          position += bytesRead;
          yield chunk.subarray(0, bytesRead);
        } else if (this.#state === 'making') {
          await new Promise<void>((resolve) => this.#waiting.push(resolve));
        } else if (this.#state === 'made') {
          return;
        } else {
          throw this.#state.failed;
        }
      }
    } finally {
      await this.release();
    }
  }

  /** Frees the room when nobody holds it any more. */
  async release(): Promise<void> {
    this.#holders -= 1;
    if (this.#holders === 0) await this.#file.close();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
