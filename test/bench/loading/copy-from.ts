import type { Client, Connection, Submittable } from 'pg';

/** What pg's connection has beyond its published types: the sending half of the copy protocol. */
interface CopyConnection {
  readonly stream: { readonly writableNeedDrain: boolean; once(event: 'drain', listener: () => void): void };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** Text that is sent in one message. */
const CHUNK_CHARACTERS = 256 * 1024;

/**
 * `COPY … FROM STDIN` in text format, at the pace of the server: at no time are more than a few chunks in memory.
 *
 * @param lines each one row with its line feed
 * @throws the server's error; what `lines` throws
 */
export function copyFrom(client: Client, statement: string, lines: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyFrom(statement, lines[Symbol.iterator](), resolve, reject));
  });
}

class CopyFrom implements Submittable {
  #failure: unknown;

  constructor(
    private readonly statement: string,
    private readonly lines: Iterator<string>,
    private readonly resolve: () => void,
    private readonly reject: (reason: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: Connection): void {
    // pg declares only a part of its Connection; these members have been there as long as the copy protocol.
    this.#send(connection as unknown as CopyConnection);
  }

  handleError(error: Error): void {
    this.#failure ??= error;
    this.reject(this.#failure);
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.resolve();
  }

  /** pg calls it on whatever it runs; a copy is complete once the server is ready for the next query. */
  readonly handleCommandComplete = (): void => undefined;

  #send(connection: CopyConnection): void {
    try {
      while (this.#failure === undefined) {
        const chunk = this.#nextChunk();
        if (chunk === '') return connection.endCopyFrom();
        connection.sendCopyFromChunk(Buffer.from(chunk, 'utf8'));
        if (connection.stream.writableNeedDrain) {
          return connection.stream.once('drain', () => this.#send(connection));
        }
      }
    } catch (error) {
      this.#failure = error;
      // The server answers with an error of its own, which ends the query.
      connection.sendCopyFail('the rows could not be made');
    }
  }

  #nextChunk(): string {
    let chunk = '';
    while (chunk.length < CHUNK_CHARACTERS) {
      const next = this.lines.next();
      if (next.done === true) break;
      chunk += next.value;
    }
    return chunk;
  }
}
