import { rows, takeRevision, transaction } from '#libs/database';
import type { DataSource, EntityManager } from 'typeorm';
import { Random, STREAM } from '../../bench/world/random.js';
import type { Cell, Cells } from './cells.js';

/** What a writer does, and how often of a hundred. */
const STORIES = [
  ['pass', 34],
  ['fail', 22],
  ['declaration', 16],
  ['act', 20],
  ['publication', 8],
] as const;

/** Seconds that a result is in force: some end while the world is being written. */
const TERMS = [2, 5, 20, 31_536_000, 31_536_000] as const;

/** Writes findings of all kinds about a few releases, one transaction each, until it is told to stop. */
export class Writer {
  readonly #random: Random;
  #stopped = false;
  /** Transactions committed. */
  written = 0;

  constructor(
    private readonly db: DataSource,
    private readonly cells: Cells,
    index: number,
  ) {
    this.#random = new Random(1, STREAM.findings, 900 + index);
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      await transaction(this.db, (tx) => this.#tell(tx));
      this.written += 1;
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #tell(tx: EntityManager): Promise<void> {
    const cell = this.cells.any(this.#random);
    switch (this.#story()) {
      case 'pass':
        return this.#state(tx, cell, { kind: 'direct', verdict: 'pass', visibility: 'public' });
      case 'fail': {
        const visibility = this.#random.chance(0.5) ? 'public' : 'parties';
        return this.#state(tx, cell, { kind: 'direct', verdict: 'fail', visibility });
      }
      case 'declaration': {
        const verdict = this.#random.chance(0.8) ? 'pass' : 'fail';
        return this.#state(tx, cell, { kind: 'declaration', verdict, visibility: 'public' });
      }
      case 'act':
        return this.#act(tx, cell, this.#random.pick(['revocation', 'suspension', 'reinstatement']), 'pass');
      case 'publication':
        return this.#act(tx, cell, 'publication', 'fail');
    }
  }

  #story(): (typeof STORIES)[number][0] {
    let place = this.#random.below(100);
    for (const [story, share] of STORIES) {
      if (place < share) return story;
      place -= share;
    }
    throw new Error('the shares of the stories are not a hundred');
  }

  async #state(
    tx: EntityManager,
    { release, platformId }: Cell,
    { kind, verdict, visibility }: { kind: 'direct' | 'declaration'; verdict: 'pass' | 'fail'; visibility: string },
  ): Promise<void> {
    const isPass = kind === 'direct' && verdict === 'pass';
    const term = isPass ? this.#random.pick(TERMS) : null;
    const revision = await takeRevision(tx, 'writing');
    await tx.query(
      `INSERT INTO findings (kind, verdict, release_id, platform_id, visibility, scheme, valid_from, valid_until, tested_at, revision,
                             organization_id, declared_as, certificate_number)
       SELECT $1::text, $2, $3, $4, $5, CASE WHEN $1 = 'direct' THEN 'xinchuang' END, s.at, s.at + make_interval(secs => $6),
              CASE WHEN $1 = 'direct' THEN s.at END, $7::bigint, p.vendor_id, CASE WHEN $1 = 'declaration' THEN 'vendor' END,
              CASE WHEN $8 THEN 'SP-2026-' || (1000000 + $7::bigint)::text END
         FROM releases r JOIN products p ON p.id = r.product_id, (SELECT date_trunc('second', now()) AS at) s WHERE r.id = $3`,
      [kind, verdict, release.id, platformId, visibility, term, revision, isPass],
    );
  }

  /** Upon any result about the release that can take such an act; on nothing where it has none. */
  async #act(tx: EntityManager, { release }: Cell, kind: string, verdict: 'pass' | 'fail'): Promise<void> {
    const candidates = await rows<{ number: number }>(
      tx,
      `SELECT number FROM findings WHERE release_id = $1 AND kind = 'direct' AND verdict = $2
          AND ($3 <> 'publication' OR visibility = 'parties') ORDER BY number DESC LIMIT 12`,
      [release.id, verdict, kind],
    );
    if (candidates.length === 0) return;
    const { number } = this.#random.pick(candidates);
    const revision = await takeRevision(tx, 'writing');
    await tx.query(
      `INSERT INTO findings (kind, release_id, platform_id, visibility, valid_from, revision, organization_id, ends_finding)
       SELECT $1, release_id, platform_id, 'public', date_trunc('second', now()), $2, organization_id, number
         FROM findings WHERE number = $3`,
      [kind, revision, number],
    );
  }
}
