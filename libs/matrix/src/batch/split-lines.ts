const NEWLINE = 0x0a;

/** A line without its end; null for one that was too long to keep. */
export type Line = Buffer | null;

/** Takes a stream of bytes apart into lines, keeping no more than one of bounded length. */
export class LineSplitter {
  readonly #longest: number;
  #rest: Buffer = Buffer.alloc(0);
  #isTooLong = false;

  /** @param longest bytes of a line */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Lines that end in this chunk. */
  *push(chunk: Buffer): Generator<Line> {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, end));
      from = end + 1;
      yield this.#take();
    }
    this.#keep(chunk.subarray(from));
  }

  /** The last line where it has no end; undefined where there is none. */
  end(): Line | undefined {
    return this.#isTooLong || this.#rest.length > 0 ? this.#take() : undefined;
  }

  #keep(bytes: Buffer): void {
    if (this.#isTooLong || bytes.length === 0) return;
    if (this.#rest.length + bytes.length > this.#longest) {
      this.#isTooLong = true;
      this.#rest = Buffer.alloc(0);
      return;
    }
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
  }

  #take(): Line {
    const line = this.#isTooLong ? null : this.#rest;
    this.#rest = Buffer.alloc(0);
    this.#isTooLong = false;
    return line;
  }
}
