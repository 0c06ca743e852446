import { StringDecoder } from 'node:string_decoder';
import type { LogSpool } from '../logs/log-spool.js';

type Stream = 'stdout' | 'stderr';

/** Output of one process: kept up to a limit for the verdict and the log, counted beyond it. */
export class CapturedOutput {
  readonly #text: Record<Stream, string> = { stdout: '', stderr: '' };
  readonly #decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  #kept = 0;
  #dropped = 0;

  constructor(
    private readonly log: LogSpool,
    private readonly limitBytes: number,
  ) {}

  readonly accept = (stream: Stream, bytes: Buffer): 'kept' | 'dropped' => {
    const room = Math.max(0, this.limitBytes - this.#kept);
    const taken = bytes.subarray(0, room);
    this.#kept += taken.length;
    this.#dropped += bytes.length - taken.length;
    const text = this.#decoders[stream].write(taken);
    this.#text[stream] += text;
    this.log.append(stream, text);
    return taken.length < bytes.length ? 'dropped' : 'kept';
  };

  /** Everything kept of a stream. */
  text(stream: Stream): string {
    return this.#text[stream];
  }

  /** The end of what was kept of both streams, at most `units` UTF-16 units of each. */
  recent(units: number): string {
    return `${this.#text.stdout.slice(-units)}\n${this.#text.stderr.slice(-units)}`;
  }

  /** Changes with every byte. */
  get received(): number {
    return this.#kept + this.#dropped;
  }

  /** Says in the log what was left out, once. */
  reportDropped(): void {
    if (this.#dropped > 0) {
      this.log.append(
        'agent',
        `# 输出超限，略去 ${this.#dropped} 字节 · ${this.#dropped} bytes of output over the limit were dropped\n`,
      );
    }
    this.#dropped = 0;
  }
}
