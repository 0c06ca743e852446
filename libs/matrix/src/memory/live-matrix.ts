import { setImmediate as nextTurn } from 'node:timers/promises';
import { newestOwnRevision, rows, type WakeUps } from '#libs/database';
import { documentNames, type DocumentNames } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { CEILING } from '../cells/revision-at.queries.js';
import { AnswerWriter, type Edition } from './answer-writer.js';
import { findingsAfter } from './findings-after.js';
import { deriveAll, loadMatrix, organizationsNamed, type Loaded, type WorldFacts } from './load-matrix.js';
import type { FollowedFinding } from './pack-findings.js';
import { worldChanges, type WorldChanges } from './world-changes.js';
import type { Matrix } from './matrix.js';

/** The matrix that a process answers from. It changes under way: read it anew for each question, and don't keep it. */
export interface Snapshot {
  readonly matrix: Matrix;
  readonly writer: AnswerWriter;
  readonly names: DocumentNames;
  readonly facts: WorldFacts;
  readonly edition: Edition;
}

/** Looks by itself this often, in case a wake-up was missed. */
const LOOK_EVERY_MS = 1_000;
/** Time passes for the answers this often; reads look at the clock themselves. */
const TICK_MS = 1_000;
const TICK_SLICE_MS = 5;
const RETRY_MS = 5_000;

/**
 * Keeps a matrix in memory that follows the database: findings are added as they are committed; a change of catalogue or
 * policy rebuilds beside the old answers and swaps.
 */
export class LiveMatrix {
  #snapshot: { -readonly [K in keyof Snapshot]: Snapshot[K] } | null = null;
  readonly #db: DataSource;
  readonly #url: string;
  readonly #report: (error: unknown) => void;
  readonly #stopListening: () => void;
  #timers: NodeJS.Timeout[] = [];
  #isLooking = false;
  #lookAgain = false;
  #isClosed = false;
  #isEmpty = false;
  #isPassing = false;
  #looking: Promise<void> = Promise.resolve();

  /** Begins to load; until that is done there is no snapshot. `report` hears what goes wrong; it is tried again. */
  constructor(db: DataSource, url: string, wakeUps: WakeUps, report: (error: unknown) => void) {
    this.#db = db;
    this.#url = url;
    this.#report = report;
    this.#stopListening = wakeUps.on('matrix', () => this.#look());
    this.#timers.push(setInterval(() => this.#look(), LOOK_EVERY_MS).unref());
    this.#timers.push(setInterval(() => this.#tick(), TICK_MS).unref());
    this.#look();
  }

  get snapshot(): Snapshot | null {
    return this.#snapshot;
  }

  /** `empty` while no catalogue is loaded: there is nothing to wait for then. */
  get state(): 'loading' | 'empty' | 'loaded' {
    return this.#snapshot !== null ? 'loaded' : this.#isEmpty ? 'empty' : 'loading';
  }

  /** The snapshot, unless this process has committed something newer: whoever writes here then reads what he wrote. */
  get upToOwnWrites(): Snapshot | null {
    const snapshot = this.#snapshot;
    return snapshot !== null && snapshot.edition.revision >= newestOwnRevision() ? snapshot : null;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking;
  }

  /** One look at a time; a wake-up during one is not lost. */
  #look(): void {
    this.#lookAgain = true;
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    this.#looking = this.#follow().finally(() => {
      this.#isLooking = false;
    });
  }

  async #follow(): Promise<void> {
    while (this.#lookAgain && !this.#isClosed) {
      this.#lookAgain = false;
      try {
        if (this.#snapshot === null) await this.#load();
        else await this.#catchUp(this.#snapshot);
      } catch (error) {
        this.#report(error);
        if (this.#snapshot === null) {
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
          return;
        }
      }
    }
  }

  async #load(): Promise<void> {
    const loaded = await loadMatrix(this.#db, this.#url);
    this.#isEmpty = loaded === undefined;
    if (loaded === undefined) return;
    await deriveAll(loaded.matrix, nowSeconds);
    this.#snapshot = snapshotOf(loaded);
    this.#lookAgain = true;
  }

  /** Takes what was committed since, revision by revision: a gap would mean that something was missed. */
  async #catchUp(snapshot: { -readonly [K in keyof Snapshot]: Snapshot[K] }): Promise<void> {
    const { revision } = snapshot.edition;
    const later = await revisionsAfter(this.#db, revision);
    const last = later.at(-1);
    if (last === undefined) return;
    const revisions = later.map((one) => one.revision);
    const { world } = snapshot.matrix;
    const hasGap = revisions.some((next, index) => next !== revision + index + 1);
    const changes = hasGap ? NO_WORLD : await worldChanges(this.#db, world, revisions);
    if (changes.isWorldChanged) {
      await this.#load();
      return;
    }
    const findings = await findingsAfter(this.#db, world, revision, last.revision, changes.releases);
    await learnOrganizations(this.#db, snapshot.facts, findings);
    snapshot.matrix.change(changes.releases, findings, nowSeconds());
    setEdition(snapshot, { revision: last.revision, knownAt: last.knownAt.getTime() });
    this.#lookAgain = true;
  }

  /** Where much changes at one instant, as at midnight, it goes on until all is done, a slice at a time. */
  #tick(): void {
    if (!this.#isPassing) void this.#passTime();
  }

  async #passTime(): Promise<void> {
    this.#isPassing = true;
    for (let isDone = false; !isDone && !this.#isClosed;) {
      const until = performance.now() + TICK_SLICE_MS;
      isDone = this.#snapshot?.matrix.passTime(nowSeconds(), () => performance.now() < until) ?? true;
      if (!isDone) await nextTurn();
    }
    this.#isPassing = false;
  }
}

/** Something was missed: all has to be read anew. */
const NO_WORLD: WorldChanges = { isWorldChanged: true, releases: [] };

interface RevisionRow {
  readonly revision: number;
  readonly knownAt: Date;
}

/** One question and no more: every finding waits for its answer before it is seen. */
async function revisionsAfter(db: DataSource, revision: number): Promise<RevisionRow[]> {
  return rows<RevisionRow>(
    db,
    `SELECT revision, ${CEILING('known_at')} AS "knownAt" FROM revisions WHERE revision > $1 ORDER BY revision LIMIT 1000`,
    [revision],
  );
}

/** Organizations come without a revision: a declarer may be newer than what was loaded. */
async function learnOrganizations(
  db: DataSource,
  { organizations }: WorldFacts,
  findings: readonly FollowedFinding[],
): Promise<void> {
  const declarers = findings.flatMap(({ declaredBy }) => declaredBy?.organizationId ?? []);
  const unknown = declarers.filter((id) => !organizations.has(id));
  if (unknown.length === 0) return;
  const found = await organizationsNamed(db, [...new Set(unknown)]);
  for (const [id, organization] of found) organizations.set(id, organization);
}

function snapshotOf({ matrix, facts, revision, knownAt }: Loaded): { -readonly [K in keyof Snapshot]: Snapshot[K] } {
  const names = documentNames(facts.names, facts.organizations);
  const writer = new AnswerWriter(matrix, names);
  const edition = { revision, knownAt: knownAt.getTime() };
  writer.edition = edition;
  return { matrix, facts, names, writer, edition };
}

function setEdition(snapshot: { writer: AnswerWriter; edition: Edition }, edition: Edition): void {
  snapshot.edition = edition;
  snapshot.writer.edition = edition;
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
