import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MachineTexts } from '#libs/domain';
import { PassThrough, Readable, Writable } from 'node:stream';
import { runShipei } from '../../../apps/cli/src/main.js';
import type { Terminal } from '../../../apps/cli/src/terminal.js';

const NOW = new Date('2026-11-23T13:04:05Z');

const SILENT: MachineTexts = {
  files: {},
  lscpu: '',
  machine: '',
  kernel: undefined,
  libc: undefined,
  userlandBits: undefined,
  pageSize: undefined,
  loaders: [],
};

class Recorder extends Writable {
  text = '';

  constructor(private readonly hear: (text: string) => void) {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    this.hear(this.text);
    done();
  }
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** What is piped in. */
  readonly input?: string;
  /** Interrupts the command when its standard output first contains this. */
  readonly interruptOn?: string;
  /** Hears all that the command has said so far on either output, each time that it says more. */
  readonly hear?: (text: string) => void;
  /** What the machine says of itself, as far as it is not silent. */
  readonly machine?: Partial<MachineTexts>;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A person's home and the commands they run, without a process. */
export class Person {
  private constructor(
    readonly home: string,
    private readonly url: string,
    private readonly now: () => Date,
  ) {}

  /** @param now the person's clock, which stands still unless told otherwise */
  static async at(url: string, now: () => Date = () => NOW): Promise<Person> {
    return new Person(await mkdtemp(path.join(tmpdir(), 'shipei-cli-')), url, now);
  }

  get sessionFile(): string {
    return path.join(this.home, '.config', 'shipei', 'session.json');
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const hear = options.hear ?? (() => undefined);
    const stdout = new Recorder(hear);
    const stderr = new Recorder(hear);
    const stdin = options.input === undefined ? new PassThrough() : Readable.from([Buffer.from(options.input)]);
    const terminal: Terminal = {
      stdin,
      stdout,
      stderr,
      env: { SHIPEI_URL: this.url, ...options.env },
      home: this.home,
      now: this.now,
      machine: () => Promise.resolve({ ...SILENT, ...options.machine }),
      onInterrupt: (stop) => {
        const wanted = options.interruptOn;
        if (wanted === undefined) return () => undefined;
        const look = (): void => {
          if (stdout.text.includes(wanted)) stop();
        };
        stdout.on('drain', look);
        const write = stdout.write.bind(stdout);
        stdout.write = (chunk: Uint8Array | string): boolean => {
          const more = write(chunk);
          look();
          return more;
        };
        return () => undefined;
      },
    };
    const code = await runShipei(args, terminal);
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  async leave(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }
}
