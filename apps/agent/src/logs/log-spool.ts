import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { piecesOf, printableText } from './printable-text.js';

export type LogStream = 'stdout' | 'stderr' | 'agent';

const chunkSchema = z.strictObject({
  seq: z.number().int(),
  at: z.string(),
  stream: z.enum(['stdout', 'stderr', 'agent']),
  text: z.string(),
});
export type LogChunk = z.infer<typeof chunkSchema>;

/** UTF-16 units of one chunk; the contract allows 65,536. */
const CHUNK_UNITS = 16_384;
const FLUSH_MS = 200;

/**
 * The log of one attempt on disk, as numbered chunks, one JSON object a line. It is written before it is sent, so that
 * a network that is away for hours costs disk and not memory.
 *
 * Appending never throws: it happens in timers and as output arrives, where nobody could catch. {@link failed} tells.
 */
export class LogSpool {
  readonly #file: string;
  /** Where chunk n begins in the file; one more than there are chunks. */
  readonly #offsets: number[] = [0];
  #pending: { stream: LogStream; text: string } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;
  readonly #failed = new AbortController();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = path.join(folder, 'log.ndjson');
    if (!existsSync(this.#file)) return;
    for (const line of readFileSync(this.#file, 'utf8').split('\n').slice(0, -1)) {
      this.#offsets.push(this.#end() + Buffer.byteLength(line) + 1);
    }
    // A half line is what a killed agent was writing last: nobody has heard of it.
    truncateSync(this.#file, this.#end());
  }

  /** Chunks so far, which is the number of the next one. */
  get length(): number {
    return this.#offsets.length - 1;
  }

  /** Aborts when the disk took no more of the log; the reason says why. What comes later is dropped. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  append(stream: LogStream, text: string): void {
    if (text === '' || this.failed.aborted) return;
    if (this.#pending !== undefined && this.#pending.stream !== stream) this.flush();
    this.#pending = { stream, text: (this.#pending?.text ?? '') + printableText(text) };
    if (this.#pending.text.length >= CHUNK_UNITS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined || this.failed.aborted) return;
    const at = new Date().toISOString();
    for (const text of piecesOf(pending.text, CHUNK_UNITS)) {
      const line = `${JSON.stringify({ seq: this.length, at, stream: pending.stream, text } satisfies LogChunk)}\n`;
      if (!this.#write(Buffer.from(line))) return;
    }
    this.#wake?.();
  }

  /** Writes a whole line or nothing: half of one would shift all that follow. */
  #write(line: Buffer): boolean {
    const end = this.#end();
    try {
      const descriptor = openSync(this.#file, constants.O_WRONLY | constants.O_CREAT, 0o600);
      try {
        for (let done = 0; done < line.length;) {
          done += writeSync(descriptor, line, done, line.length - done, end + done);
        }
      } finally {
        closeSync(descriptor);
      }
      this.#offsets.push(end + line.length);
      return true;
    } catch (error) {
      this.#failed.abort(error);
      try {
        truncateSync(this.#file, end);
      } catch {
        // The next life of the agent cuts a half line off.
      }
      return false;
    }
  }

  /** Chunks from number `from` on: at least one where there is one, then as many as fit. */
  read(from: number, maxChunks: number, maxBytes: number): LogChunk[] {
    const start = this.#offsets[from];
    if (start === undefined || from >= this.length) return [];
    let to = from + 1;
    while (to < this.length && to - from < maxChunks && (this.#offsets[to + 1] ?? Infinity) - start <= maxBytes)
      to += 1;
    const bytes = Buffer.alloc((this.#offsets[to] ?? start) - start);
    const descriptor = openSync(this.#file, 'r');
    try {
      if (fstatSync(descriptor).size < start + bytes.length) throw new Error(`${this.#file} was cut short`);
      readSync(descriptor, bytes, 0, bytes.length, start);
    } finally {
      closeSync(descriptor);
    }
    return bytes
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => chunkSchema.parse(JSON.parse(line)));
  }

  /** Resolves when there is a chunk of number `from`, or when aborted. */
  async waitFor(from: number, signal: AbortSignal): Promise<void> {
    if (this.length > from || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const woken = (): void => resolve();
      this.#wake = () => {
        signal.removeEventListener('abort', woken);
        resolve();
      };
      signal.addEventListener('abort', woken, { once: true });
    });
    this.#wake = undefined;
  }

  #end(): number {
    return this.#offsets.at(-1) ?? 0;
  }
}
