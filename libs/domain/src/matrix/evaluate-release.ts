import type { CellAnswer, CellFacts, CellStatus, ReleaseQuestion } from './cell.js';
import { answerByReading } from './evaluate-cell.js';
import type { Platform } from './platform-model.js';
import type { PlatformReach } from './reach.js';
import { readFindings } from './standing.js';
import type { StandingFinding } from './standing.js';

/**
 * Many cells of one release, each as `evaluateCell` answers it. What is said is read once, and of each cell only that is
 * weighed which can reach it; all of it only where somebody wants to know why nothing is known.
 */
export class ReleaseEvaluator {
  readonly #question: ReleaseQuestion;
  readonly #facts: CellFacts;
  readonly #reach: PlatformReach;
  readonly #reading: readonly StandingFinding[];
  readonly #byPlatform = new Map<string, Map<string, StandingFinding[]>>();
  readonly #byNumber: ReadonlyMap<number, StandingFinding>;

  /** @param reach of the facts' catalogue */
  constructor(question: ReleaseQuestion, facts: CellFacts, reach: PlatformReach) {
    this.#question = question;
    this.#facts = facts;
    this.#reach = reach;
    this.#reading = readFindings(question, facts);
    this.#byNumber = new Map(this.#reading.map((entry) => [entry.finding.number, entry]));
    for (const entry of this.#reading) {
      const { osReleaseId, cpuModelId } = entry.finding.platform;
      const byCpu = this.#byPlatform.get(osReleaseId) ?? new Map<string, StandingFinding[]>();
      this.#byPlatform.set(osReleaseId, byCpu.set(cpuModelId, [...(byCpu.get(cpuModelId) ?? []), entry]));
    }
  }

  statusOn(platform: Platform): CellStatus {
    const near = this.#near(platform);
    return near.length === 0 ? 'unknown' : this.#by(platform, near).status;
  }

  /** The answer, but for the reason of an `unknown` one. */
  briefOn(platform: Platform): CellAnswer {
    return this.#by(platform, this.#near(platform));
  }

  answerOn(platform: Platform): CellAnswer {
    const brief = this.briefOn(platform);
    return brief.status === 'unknown' ? this.#by(platform, this.#reading) : brief;
  }

  #by({ os, cpu }: Platform, reading: readonly StandingFinding[]): CellAnswer {
    return answerByReading({ ...this.#question, os, cpu }, this.#facts, reading);
  }

  /** What can reach a cell, and the findings that inheritances there name, which may have been made anywhere. */
  #near(platform: Platform): StandingFinding[] {
    const { systems, models } = this.#reach.into(platform);
    const near: StandingFinding[] = [];
    for (const os of systems) {
      const byCpu = this.#byPlatform.get(os);
      if (byCpu === undefined) continue;
      for (const cpu of models) near.push(...(byCpu.get(cpu) ?? []));
    }
    const known = new Set(near);
    for (const { finding } of this.#byPlatform.get(platform.os.id)?.get(platform.cpu.id) ?? []) {
      const source = this.#byNumber.get(finding.sourceFinding ?? -1);
      if (source !== undefined && !known.has(source)) near.push(source);
      if (source !== undefined) known.add(source);
    }
    return near;
  }
}
