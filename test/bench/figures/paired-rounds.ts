import type { LoadAnswer } from '../http-load.js';
import type { LoadResult } from '../http/load.js';
import { cpuMicroseconds } from '../processes/cpu-time.js';
import { forked, type Forked } from '../processes/forked.js';
import type { WorldSize } from '../world/size.js';

export interface Side {
  readonly pid: number;
  readonly port: number;
}

export interface Loaded extends LoadResult {
  /** CPU time of the server's process per request; null where the system does not tell. */
  readonly cpuPerRequest: number | null;
}

export interface Round {
  readonly baseline: Loaded;
  readonly subject: Loaded;
}

/** The load generator on one world's questions. */
export class LoadGenerator {
  readonly #process: Forked<LoadAnswer>;
  readonly distinctCells: number;

  private constructor(process: Forked<LoadAnswer>, distinctCells: number) {
    this.#process = process;
    this.distinctCells = distinctCells;
  }

  static async start(size: WorldSize): Promise<LoadGenerator> {
    const process = forked<LoadAnswer>('http-load', [JSON.stringify(size)]);
    const first = await process.answer();
    if (!('ready' in first)) throw new Error('the load generator did not start');
    return new LoadGenerator(process, first.ready.distinctCells);
  }

  /** @throws Error where the server does not answer, or answers anything but 200 */
  async load(side: Side, connections: number, seconds: number): Promise<Loaded> {
    const before = await cpuMicroseconds(side.pid);
    this.#process.send({ port: side.port, connections, seconds });
    const answer = await this.#process.answer();
    const after = await cpuMicroseconds(side.pid);
    if (!('result' in answer))
      throw new Error('failed' in answer ? answer.failed : 'the load generator lost its place');
    const { result } = answer;
    if (result.errors > 0) throw new Error(`${result.errors} of ${result.requests} answers were errors`);
    return { ...result, cpuPerRequest: before === null || after === null ? null : (after - before) / result.requests };
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }
}

/**
 * Both sides are loaded in turn, each round in the other order, so that whatever else slows the machine slows both. A first
 * round warms both up and does not count.
 */
export async function pairedRounds(
  rounds: number,
  loadBaseline: () => Promise<Loaded>,
  loadSubject: () => Promise<Loaded>,
): Promise<Round[]> {
  await loadBaseline();
  await loadSubject();
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const baseline = await loadBaseline();
      measured.push({ baseline, subject: await loadSubject() });
    } else {
      const subject = await loadSubject();
      measured.push({ baseline: await loadBaseline(), subject });
    }
  }
  return measured;
}
