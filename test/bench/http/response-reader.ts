const HEAD_END = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)\r\n/i;

/**
 * Reads the responses of one connection that has one request under way at a time. It understands what a server sends for a
 * body of known length and nothing else, so that reading costs next to nothing beside the server's work.
 */
export class ResponseReader {
  #pending: Buffer | undefined;
  /** Bytes of the whole response, once its head was read. */
  #length = 0;
  #status = 0;

  /**
   * @returns the status once a response is complete, else null
   * @throws Error for a response without a length and for bytes that nobody asked for
   */
  push(chunk: Buffer): number | null {
    const bytes = this.#pending === undefined ? chunk : Buffer.concat([this.#pending, chunk]);
    if (this.#length === 0 && !this.#readHead(bytes)) {
      this.#pending = bytes;
      return null;
    }
    if (bytes.length < this.#length) {
      this.#pending = bytes;
      return null;
    }
    if (bytes.length > this.#length) throw new Error('more bytes than the response announced');
    this.#pending = undefined;
    this.#length = 0;
    return this.#status;
  }

  #readHead(bytes: Buffer): boolean {
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) return false;
    const head = bytes.toString('latin1', 0, end + 2);
    const length = CONTENT_LENGTH.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 ') || length === undefined) throw new Error('a response without a content-length');
    this.#status = Number(head.slice(9, 12));
    this.#length = end + HEAD_END.length + Number(length);
    return true;
  }
}
