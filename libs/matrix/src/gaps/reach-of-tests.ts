import {
  evaluateCell,
  PlannedTests,
  reachOf,
  sameGeneration,
  type CellFacts,
  type CellStatus,
  type CpuModel,
  type GapGoal,
  type GapQuestion,
  type Platform,
  type Reach,
} from '#libs/domain';
import { Turns } from '../batch/take-turns.js';

/**
 * CPUs of one generation with what is known there. No inference goes from one generation to another (R1), and what stands
 * against one is on a CPU of the same (R8): each is looked at by itself, with much less.
 */
class GenerationWorld {
  readonly #facts: CellFacts;
  readonly #question: GapQuestion;
  readonly cpu: CpuModel;
  readonly planned: PlannedTests;

  constructor(cpu: CpuModel, question: GapQuestion, facts: CellFacts, goal: GapGoal) {
    const cpus = new Set(facts.cpuModels.filter((other) => sameGeneration(cpu, other)).map(({ id }) => id));
    const findings = facts.findings.filter(({ platform }) => cpus.has(platform.cpuModelId));
    this.cpu = cpu;
    this.#facts = { ...facts, findings };
    this.#question = question;
    this.planned = new PlannedTests(question, this.#facts, goal);
  }

  status({ os, cpu }: Platform): CellStatus {
    return evaluateCell({ ...this.#question, os, cpu }, this.#facts).status;
  }
}

/** What tests that nobody has made yet would do for cells. */
export class TestReach {
  readonly #worlds: GenerationWorld[] = [];
  readonly #question: GapQuestion;
  readonly #facts: CellFacts;
  readonly #goal: GapGoal;
  readonly #turns: Turns;

  constructor(question: GapQuestion, facts: CellFacts, goal: GapGoal, stopping: AbortSignal) {
    this.#question = question;
    this.#facts = facts;
    this.#goal = goal;
    this.#turns = new Turns(stopping);
  }

  /** The cell as it is, without any test. */
  status(cell: Platform): CellStatus {
    return this.#worldOf(cell).status(cell);
  }

  /** Cells that are not good enough as they are. */
  async gaps<P extends Platform>(cells: readonly P[]): Promise<P[]> {
    const gaps: P[] = [];
    for (const cell of cells) {
      if (this.#worldOf(cell).planned.covered(cell, []) === null) gaps.push(cell);
      if (this.#turns.isOver) await this.#turns.next();
    }
    return gaps;
  }

  /** What the pass of each candidate would make of the cells. */
  async of<P extends Platform>(candidates: readonly P[], cells: readonly P[]): Promise<Reach[]> {
    const reaches: Reach[] = [];
    for (const candidate of candidates) {
      reaches.push(reachOf(this.#worldOf(candidate).planned, candidate, cells));
      if (this.#turns.isOver) await this.#turns.next();
    }
    return reaches;
  }

  #worldOf({ cpu }: Platform): GenerationWorld {
    const known = this.#worlds.find((world) => sameGeneration(world.cpu, cpu));
    if (known !== undefined) return known;
    const world = new GenerationWorld(cpu, this.#question, this.#facts, this.#goal);
    this.#worlds.push(world);
    return world;
  }
}
