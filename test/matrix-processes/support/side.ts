import { startApi, type ApiProcess } from '../../bench/processes/api-process.js';
import { ask, expectStatus } from '../../bench/http/ask.js';
import { Random, STREAM } from '../../bench/world/random.js';
import { questionAbout, type Cell, type Cells } from './cells.js';

export interface Given {
  readonly cell: Cell;
  readonly text: string;
}

/** One API process and those who ask it, one question after the other. */
export class Side {
  readonly answers: Given[] = [];
  #stopped = false;
  /** Set while the process is away: failed questions are then to be expected. */
  #back: Promise<void> | undefined;

  private constructor(
    private readonly start: () => Promise<ApiProcess>,
    private api: ApiProcess,
    private readonly cells: Cells,
  ) {}

  static async open(root: string, databaseUrl: string, cells: Cells): Promise<Side> {
    const start = (): Promise<ApiProcess> => startApi(root, databaseUrl);
    return new Side(start, await start(), cells);
  }

  get url(): string {
    return this.api.url;
  }

  /** Asks about one cell after the other, each as soon as `mayAsk` lets it. */
  async read(reader: number, mayAsk: () => Promise<unknown>): Promise<void> {
    const random = new Random(1, STREAM.questions, 900 + reader);
    while (!this.#stopped) {
      await mayAsk();
      const cell = this.cells.any(random);
      try {
        await this.#ask(cell);
      } catch (error) {
        if (this.#back === undefined) throw error;
        await this.#back;
      }
    }
  }

  stopReading(): void {
    this.#stopped = true;
  }

  /** Asks about every cell once. */
  async readAll(): Promise<void> {
    for (const cell of this.cells.all) await this.#ask(cell);
  }

  /** Stops it as if it had lost the processor; `SIGCONT` goes on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.api.pid, signal);
  }

  /** Ends it without a chance to say goodbye and starts another in its place. */
  async killAndStart(): Promise<void> {
    const restart = async (): Promise<void> => {
      process.kill(this.api.pid, 'SIGKILL');
      await this.api.stop();
      this.api = await this.start();
    };
    this.#back = restart();
    await this.#back;
    this.#back = undefined;
  }

  async close(): Promise<void> {
    this.#stopped = true;
    // A paused process can not end.
    this.signal('SIGCONT');
    await this.api.stop();
  }

  async #ask(cell: Cell): Promise<void> {
    const text = expectStatus(await ask(this.api.url, { path: questionAbout(cell) }), 200);
    this.answers.push({ cell, text });
  }
}
