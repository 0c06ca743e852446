import type { CellAnswer, CellStatus, ReleaseQuestion } from '../cell.js';
import { ReleaseEvaluator } from '../evaluate-release.js';
import type { Platform } from '../platform-model.js';
import type { PlatformReach } from '../reach.js';
import { toldAnswer } from './answer-from-public.js';
import type { ReleaseFindings } from './public-part.js';
import type { WithheldAnswer } from './withheld-answers.js';

/** What strangers are told of one release on many platforms, each cell as `answerFromPublic` answers it. */
export class ReleaseAnswers {
  readonly #question: Omit<ReleaseQuestion, 'release'>;
  readonly #shown: ReleaseFindings;
  readonly #evaluator: ReleaseEvaluator;
  readonly #withheld = new Map<string, WithheldAnswer>();

  /** @param withheld of the release */
  constructor(
    question: Omit<ReleaseQuestion, 'release'>,
    shown: ReleaseFindings,
    withheld: readonly WithheldAnswer[],
    reach: PlatformReach,
  ) {
    this.#question = question;
    this.#shown = shown;
    this.#evaluator = new ReleaseEvaluator({ ...question, release: shown.release }, shown, reach);
    for (const one of withheld) {
      const { from, to, os, cpu } = one;
      const isNow = from <= question.validAt && (to === null || question.validAt < to);
      if (isNow) this.#withheld.set(`${os.id} ${cpu.id}`, one);
    }
  }

  statusOn(platform: Platform): CellStatus {
    return this.#told(platform)?.status ?? this.#evaluator.statusOn(platform);
  }

  /** The answer, but for the reason of an `unknown` one. */
  briefOn(platform: Platform): CellAnswer {
    return this.#told(platform) ?? this.#evaluator.briefOn(platform);
  }

  answerOn(platform: Platform): CellAnswer {
    return this.#told(platform) ?? this.#evaluator.answerOn(platform);
  }

  #told({ os, cpu }: Platform): CellAnswer | undefined {
    const told = this.#withheld.get(`${os.id} ${cpu.id}`);
    return told === undefined ? undefined : toldAnswer({ ...this.#question, os, cpu }, this.#shown, told);
  }
}
