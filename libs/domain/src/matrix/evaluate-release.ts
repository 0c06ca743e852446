import type { CellAnswer, CellFacts, CellStatus, ReleaseQuestion } from './cell.js';
import { passesIn } from './derive.js';
import type { Source } from './derive.js';
import { answerByReading } from './evaluate-cell.js';
import { nearestFirst } from './explain.js';
import type { Platform } from './platform-model.js';
import type { PlatformReach } from './reach.js';
import { readFindings } from './standing.js';
import type { StandingFinding } from './standing.js';

/**
 * Many cells of one release, each as `evaluateCell` answers it. What is said is read once, and of each cell only that is
 * weighed which can reach it, and, where somebody wants to know why nothing is known, the nearest source.
 */
export class ReleaseEvaluator {
  readonly #question: ReleaseQuestion;
  readonly #facts: CellFacts;
  readonly #reach: PlatformReach;
  readonly #reading: readonly StandingFinding[];
  readonly #byPlatform = new Map<string, Map<string, StandingFinding[]>>();
  #passes: readonly Source[] | null = null;
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
    const near = this.#near(platform);
    const brief = this.#by(platform, near);
    const nearest = brief.status === 'unknown' ? this.#nearest(platform) : undefined;
    return nearest === undefined || near.includes(nearest) ? brief : this.#by(platform, [...near, nearest]);
  }

  /** The source that is told as refused, where none derives the cell; from further off than rules reach all are refused. */
  #nearest({ os, cpu }: Platform): StandingFinding | undefined {
    this.#passes ??= passesIn(this.#question, this.#facts, this.#reading).filter(({ entry }) => entry.visible);
    const order = nearestFirst({ ...this.#question, os, cpu });
    const { id } = this.#question.release;
    let nearest: Source | undefined;
    for (const source of this.#passes) {
      const { release, os: itsOs, cpu: itsCpu } = source.place;
      if (release.id === id && itsOs.id === os.id && itsCpu.id === cpu.id) continue;
      if (nearest === undefined || order(source, nearest) < 0) nearest = source;
    }
    return nearest?.entry;
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
