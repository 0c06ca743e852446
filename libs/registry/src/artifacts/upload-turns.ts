import path from 'node:path';

/** An upload's turn at its partial file. */
export interface UploadTurn {
  /** Aborted when a newer upload of the same bytes wants the turn. */
  readonly superseded: AbortSignal;
  /** From here on a newer upload waits for the end instead: everything has arrived. */
  keep(): void;
  end(): void;
}

interface Holder {
  readonly bytes: number;
  readonly giveUp: AbortController;
  readonly ended: Promise<void>;
  whole: boolean;
}

/** One upload at a time writes a partial file in this process, and it is the newest one. */
export class UploadTurns {
  readonly #holders = new Map<string, Holder>();

  /** @param bytes that the whole may have */
  async take(file: string, bytes: number): Promise<UploadTurn> {
    for (let older = this.#holders.get(file); older !== undefined; older = this.#holders.get(file)) {
      if (!older.whole) older.giveUp.abort();
      await older.ended;
    }
    let settle = (): void => undefined;
    const ended = new Promise<void>((resolve) => (settle = resolve));
    const holder: Holder = { bytes, giveUp: new AbortController(), ended, whole: false };
    this.#holders.set(file, holder);
    return {
      superseded: holder.giveUp.signal,
      keep: () => {
        holder.whole = true;
      },
      end: () => {
        this.#holders.delete(file);
        settle();
      },
    };
  }

  /** Files of a folder whose turn somebody has, with the bytes that they may come to. */
  announced(folder: string): [string, number][] {
    const here = [...this.#holders].filter(([file]) => path.dirname(file) === folder);
    return here.map(([file, { bytes }]) => [file, bytes]);
  }
}
