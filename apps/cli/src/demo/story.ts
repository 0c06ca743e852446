import { both } from '../rendering/words.js';
import type { Styles } from '../rendering/styles.js';
import type { LiveView } from '../live-view.js';

/** Tells the demo step by step, with the time that has passed. */
export class Story {
  #step = 0;
  readonly #started: number;

  constructor(
    private readonly under: LiveView,
    private readonly styles: Styles,
    private readonly now: () => Date,
  ) {
    this.#started = now().getTime();
  }

  /** The view under the present step: lines are indented like the story's own. */
  get view(): LiveView {
    const { under } = this;
    return { ...under, line: (text) => under.line(`   ${text}`) };
  }

  /** Seconds since the beginning, one decimal. */
  seconds(): number {
    return Math.round((this.now().getTime() - this.#started) / 100) / 10;
  }

  step(zh: string, en: string): void {
    this.#step += 1;
    const time = this.styles.quiet(`${this.seconds().toFixed(1)} s`);
    this.under.line(`\n${this.styles.strong(`${this.#step}. ${both(zh, en)}`)}  ${time}`);
  }

  say(zh: string, en: string): void {
    this.under.line(`   ${both(zh, en)}`);
  }

  done(text: string): void {
    this.under.line(`   ${this.styles.good('✔')} ${text}`);
  }

  /** Several lines, indented under the step. */
  block(text: string): void {
    this.under.line(
      text
        .split('\n')
        .map((line) => (line === '' ? '' : `   ${line}`))
        .join('\n'),
    );
  }
}
