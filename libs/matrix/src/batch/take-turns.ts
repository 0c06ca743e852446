import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest that one answer keeps others of the process waiting. */
const SLICE_MS = 5;

/** Lets other work of the process in between, and ends the work where it is no longer wanted. */
export class Turns {
  #until = performance.now() + SLICE_MS;
  readonly #stopping: AbortSignal;

  constructor(stopping: AbortSignal) {
    this.#stopping = stopping;
  }

  get isOver(): boolean {
    return performance.now() >= this.#until;
  }

  /** @throws the signal's reason */
  async next(): Promise<void> {
    this.#stopping.throwIfAborted();
    await nextTurn();
    this.#until = performance.now() + SLICE_MS;
  }
}
