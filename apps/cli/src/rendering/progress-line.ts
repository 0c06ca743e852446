import type { Terminal } from '../terminal.js';
import { both } from './words.js';

/** Nothing is said of what takes no longer than this, ms. */
const PATIENCE = 3_000;
const EVERY = 500;

/** Says on a terminal how far a long answer is, in one line of standard error that is gone at the end. */
export class ProgressLine {
  readonly #terminal: Pick<Terminal, 'stderr' | 'now'>;
  readonly #total: number;
  #done = 0;
  #due: number;
  #isShown = false;

  /** @param total releases to look at */
  constructor(terminal: Pick<Terminal, 'stderr' | 'now'>, total: number) {
    this.#terminal = terminal;
    this.#total = total;
    this.#due = terminal.stderr.isTTY === true ? terminal.now().getTime() + PATIENCE : Infinity;
  }

  /** One release more has been looked at; all of them once more where they are looked at twice. */
  step(): void {
    this.#done = this.#done === this.#total ? 1 : this.#done + 1;
    if (this.#due === Infinity) return;
    const now = this.#terminal.now().getTime();
    if (now < this.#due) return;
    this.#due = now + EVERY;
    this.#isShown = true;
    const share = `${this.#done}/${this.#total}`;
    this.#terminal.stderr.write(`\r\x1b[K  ${both(`已查 ${share} 个版本`, `${share} releases looked at`)}`);
  }

  end(): void {
    if (this.#isShown) this.#terminal.stderr.write('\r\x1b[K');
    this.#isShown = false;
  }
}
