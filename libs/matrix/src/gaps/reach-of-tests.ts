import {
  evaluateCell,
  PlannedTests,
  reachOf,
  type CellFacts,
  type CellStatus,
  type GapGoal,
  type GapQuestion,
  type Platform,
  type Reach,
} from '#libs/domain';
import { Turns } from '../batch/take-turns.js';

/** Platforms of one ISA with what is known there: no inference crosses ISA, so each is looked at by itself, with less. */
class IsaWorld {
  readonly #facts: CellFacts;
  readonly #question: GapQuestion;
  readonly planned: PlannedTests;

  constructor(isa: string, question: GapQuestion, facts: CellFacts, goal: GapGoal) {
    const cpus = new Set(facts.cpuModels.filter((cpu) => cpu.isa === isa).map(({ id }) => id));
    const findings = facts.findings.filter(({ platform }) => cpus.has(platform.cpuModelId));
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
  readonly #worlds = new Map<string, IsaWorld>();
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

  #worldOf({ cpu }: Platform): IsaWorld {
    const known = this.#worlds.get(cpu.isa);
    if (known !== undefined) return known;
    const world = new IsaWorld(cpu.isa, this.#question, this.#facts, this.#goal);
    this.#worlds.set(cpu.isa, world);
    return world;
  }
}
