import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CopyTuples } from './copy-tuples.js';
import { NO_END, PASS as PASSED, PUBLIC as SEEN, type PackedFinding } from './finding-rows.js';
import type { MatrixWorld } from './matrix.js';
import { FindingStore, openness, PACKED_KINDS } from './pack-findings.js';

const KINDS = [
  'direct',
  'inherited',
  'declaration',
  'revocation',
  'suspension',
  'reinstatement',
  'publication',
] as const;
const CAPACITIES = ['vendor', 'os-vendor', 'cpu-vendor', 'third-party'] as const;
const PASS = 8;
const FAIL = 16;
const PUBLIC = 32;
const CAPACITY = 64;

/** Code of what a finding is, in one number; the reader below takes it apart. */
const CODE = `(CASE f.kind ${KINDS.map((kind, place) => `WHEN '${kind}' THEN ${place}`).join(' ')} END
  + CASE f.verdict WHEN 'pass' THEN ${PASS} WHEN 'fail' THEN ${FAIL} ELSE 0 END
  + CASE WHEN f.visibility = 'public' THEN ${PUBLIC} ELSE 0 END
  + CASE f.declared_as ${CAPACITIES.map((as, place) => `WHEN '${as}' THEN ${(place + 1) * CAPACITY}`).join(' ')} ELSE 0 END)::int4`;

const FIELDS = {
  release: ['f.release_id', 0],
  platform: ['f.platform_id', 1],
  number: ['f.number', 2],
  code: [CODE, 3],
  scheme: ['f.scheme', 4],
  validFrom: ['f.valid_from', 5],
  validTo: ['f.valid_until', 6],
  testedAt: ['f.tested_at', 7],
  certificate: ['f.certificate_number', 8],
  declarer: [`CASE WHEN f.kind = 'declaration' THEN f.organization_id END`, 9],
  ends: ['f.ends_finding', 10],
  source: ['f.source_finding', 11],
  policy: ['f.policy_version', 12],
} as const;
const FIELD_COUNT = Object.keys(FIELDS).length;

/** Edges of solutions are not packed; they are answered from the database. */
const COPY = `COPY (SELECT ${Object.values(FIELDS)
  .map(([expression]) => expression)
  .join(', ')} FROM findings f WHERE f.second_release_id IS NULL AND f.revision <= $REVISION
  ORDER BY f.release_id, f.platform_id, f.number) TO STDOUT (FORMAT binary)`;

/** Room beyond the database's estimate of its rows; what stays empty is never touched, and so takes no memory. */
const ROOM = 1.05;

/**
 * Reads all findings up to a revision into packed form. The client is inside a transaction; its findings come in the order
 * of the index on cells, so that nothing has to be sorted.
 */
export async function copyFindings(client: pg.Client, world: MatrixWorld, revision: number): Promise<FindingStore> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT greatest(reltuples, 0)::float8 AS count FROM pg_class WHERE oid = 'findings'::regclass`,
  );
  const reader = new FindingReader(world, new FindingStore(Math.ceil((rows[0]?.count ?? 0) * ROOM)));
  await client.query('SET LOCAL enable_sort = off');
  const copy = client.query(copyTo(COPY.replace('$REVISION', String(revision)), { highWaterMark: 1024 * 1024 }));
  await pipeline(
    copy,
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        reader.push(chunk);
        done();
      },
    }),
  );
  return reader.finish();
}

/** Puts the findings of the copy into a store as they come. */
class FindingReader {
  readonly #world: MatrixWorld;
  readonly #store: FindingStore;
  readonly #tuples = new CopyTuples(FIELD_COUNT);
  readonly #start: Uint32Array;
  #startsKnown = 0;
  readonly #releaseWords = new Int32Array(4);
  #release = -1;
  #isAboutDraft = false;
  /** Places of declarers by the bytes of their ids. */
  readonly #declarers = new Map<string, number>();
  /** Filled anew for each finding. */
  readonly #packed: { -readonly [K in keyof PackedFinding]: PackedFinding[K] } = {
    release: 0,
    platform: 0,
    bits: 0,
    scheme: 0,
    validFrom: 0,
    validTo: 0,
    testEnd: 0,
    number: 0,
    reference: 0,
  };
  readonly #each = (): void => this.#take();

  constructor(world: MatrixWorld, store: FindingStore) {
    this.#world = world;
    this.#store = store;
    this.#start = new Uint32Array(world.releases.size + 1);
  }

  push(chunk: Buffer): void {
    this.#tuples.push(chunk, this.#each);
  }

  finish(): FindingStore {
    this.#beginUpTo(this.#world.releases.size);
    this.#store.endOfSorted(this.#start);
    return this.#store;
  }

  #beginUpTo(release: number): void {
    while (this.#startsKnown < release) this.#start[(this.#startsKnown += 1)] = this.#store.rows.count;
  }

  #take(): void {
    const tuples = this.#tuples;
    this.#lookUpRelease();
    const platform = this.#world.platforms.placeOfId(tuples.int(FIELDS.platform[1]) ?? -1);
    if (this.#release === -1 || platform === -1) return;
    const number = tuples.int(FIELDS.number[1]) ?? 0;
    const code = tuples.int(FIELDS.code[1]) ?? 0;
    const kind = KINDS[code % PASS];
    if (kind === undefined) throw new Error(`finding ${number} has a kind that nobody knows`);
    const visibility = (code & PUBLIC) === 0 ? 'parties' : 'public';
    const validFrom = tuples.seconds(FIELDS.validFrom[1]) ?? 0;
    const validTo = tuples.seconds(FIELDS.validTo[1]);
    const bits = openness(visibility, this.#isAboutDraft);
    if (kind !== 'direct' && kind !== 'inherited' && kind !== 'declaration') {
      const target = tuples.int(FIELDS.ends[1]);
      if (target === null) return;
      this.#store.acts.add({ kind, target, number, isPublic: bits === SEEN, validFrom, validTo });
      return;
    }
    this.#beginUpTo(this.#release);
    const packed = this.#packed;
    packed.release = this.#release;
    packed.platform = platform;
    packed.bits = PACKED_KINDS[kind] | bits | ((code & PASS) === 0 ? 0 : PASSED);
    packed.scheme = this.#store.schemePlace(tuples.frequentText(FIELDS.scheme[1]));
    packed.validFrom = validFrom;
    packed.validTo = validTo ?? NO_END;
    packed.testEnd = tuples.seconds(FIELDS.testedAt[1]) ?? validFrom;
    packed.number = number;
    packed.reference = kind === 'declaration' ? this.#declarer(code) : this.#certificate();
    const row = this.#store.rows.append(packed);
    if (kind === 'inherited') {
      this.#store.inheritances.add(row, tuples.int(FIELDS.source[1]), tuples.frequentText(FIELDS.policy[1]));
    }
  }

  /** Rows come by release: the place is looked up once for all of one. */
  #lookUpRelease(): void {
    const tuples = this.#tuples;
    const words = this.#releaseWords;
    let isSame = true;
    for (let i = 0; i < 4; i += 1) {
      const word = tuples.word(FIELDS.release[1], 4 * i);
      if (word === words[i]) continue;
      words[i] = word;
      isSame = false;
    }
    if (isSame) return;
    this.#release = this.#world.releases.placeOfId(tuples.uuid(FIELDS.release[1]) ?? '');
    this.#isAboutDraft = this.#world.releases.isDraft(this.#release);
  }

  #certificate(): number {
    const { certificates } = this.#store;
    const at = this.#tuples.startOf(FIELDS.certificate[1]);
    if (at === -1) return 0;
    const packed = certificates.packBytes(this.#tuples.bytes, at, this.#tuples.endOf(FIELDS.certificate[1]));
    return packed === 0 ? certificates.pack(this.#tuples.text(FIELDS.certificate[1])) : packed;
  }

  #declarer(code: number): number {
    const tuples = this.#tuples;
    const at = tuples.startOf(FIELDS.declarer[1]);
    const as = CAPACITIES[Math.floor(code / CAPACITY) - 1];
    if (at === -1 || as === undefined) return 0;
    const key = tuples.bytes.toString('latin1', at, at + 16);
    let place = this.#declarers.get(key);
    if (place === undefined) {
      place = this.#store.declarers.place(tuples.uuid(FIELDS.declarer[1]) ?? '');
      this.#declarers.set(key, place);
    }
    return this.#store.declarers.packPlace(place, as);
  }
}
