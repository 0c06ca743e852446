import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { MatrixWorld } from './matrix.js';
import { FindingStore, type PlacedFinding } from './pack-findings.js';

const KINDS = [
  'direct',
  'inherited',
  'declaration',
  'revocation',
  'suspension',
  'reinstatement',
  'publication',
] as const;
const CAPACITIES = ['vendor', 'os-vendor', 'cpu-vendor'] as const;
const PASS = 8;
const FAIL = 16;
const PUBLIC = 32;
const CAPACITY = 64;

/** Code of what a finding is, in one number; the parser below takes it apart. */
const CODE = `(CASE f.kind ${KINDS.map((kind, place) => `WHEN '${kind}' THEN ${place}`).join(' ')} END
  + CASE f.verdict WHEN 'pass' THEN ${PASS} WHEN 'fail' THEN ${FAIL} ELSE 0 END
  + CASE WHEN f.visibility = 'public' THEN ${PUBLIC} ELSE 0 END
  + CASE f.declared_as ${CAPACITIES.map((as, place) => `WHEN '${as}' THEN ${(place + 1) * CAPACITY}`).join(' ')} ELSE 0 END)::int4`;

/** Edges of solutions are not packed; they are answered from the database. */
const FINDING_FIELDS = `f.release_id, f.platform_id, f.number, ${CODE}, f.scheme, f.valid_from, f.valid_until, f.tested_at,
  f.certificate_number, CASE WHEN f.kind = 'declaration' THEN f.organization_id END, f.ends_finding, f.source_finding,
  f.policy_version`;

const COPY = `COPY (SELECT ${FINDING_FIELDS} FROM findings f WHERE f.second_release_id IS NULL AND f.revision <= $REVISION
  ORDER BY f.release_id, f.platform_id, f.number) TO STDOUT (FORMAT binary)`;

/**
 * Reads all findings up to a revision into packed form. The client is inside a transaction; its findings come in the order
 * of the index on cells, so that nothing has to be sorted.
 */
export async function copyFindings(client: pg.Client, world: MatrixWorld, revision: number): Promise<FindingStore> {
  const { rows } = await client.query<{ count: string }>(
    'SELECT count(*) FROM findings WHERE second_release_id IS NULL',
  );
  const store = new FindingStore(Number(rows[0]?.count ?? 0));
  await client.query('SET LOCAL enable_sort = off');
  const start = new Uint32Array(world.releases.size + 1);
  let current = 0;
  const parser = new TupleParser(world, (finding) => {
    while (current < finding.release) start[(current += 1)] = store.columns.count;
    store.append(finding);
  });
  const copy = client.query(copyTo(COPY.replace('$REVISION', String(revision)), { highWaterMark: 1024 * 1024 }));
  await pipeline(
    copy,
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        parser.push(chunk);
        done();
      },
    }),
  );
  while (current < world.releases.size) start[(current += 1)] = store.columns.count;
  store.endOfSorted(start);
  return store;
}

/** Magic, flags and length of the header's extension. */
const HEADER_BYTES = 19;
const POSTGRES_EPOCH_SECONDS = 946_684_800;
const TWO_32 = 4_294_967_296;
const MICROSECONDS = 1_000_000;

/** Takes PostgreSQL's binary COPY format apart, a chunk at a time. */
class TupleParser {
  #rest: Buffer = Buffer.alloc(0);
  #isPastHeader = false;
  readonly #world: MatrixWorld;
  readonly #found: (finding: PlacedFinding) => void;
  #releaseId = '';
  #release = -1;
  readonly #texts = new Map<string, string>();

  constructor(world: MatrixWorld, found: (finding: PlacedFinding) => void) {
    this.#world = world;
    this.#found = found;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    if (!this.#isPastHeader) {
      if (bytes.length < HEADER_BYTES) {
        this.#rest = bytes;
        return;
      }
      at = HEADER_BYTES;
      this.#isPastHeader = true;
    }
    for (;;) {
      const end = tupleEnd(bytes, at);
      if (end === -1) break;
      if (end > at + 2) this.#tuple(bytes, at + 2);
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }

  #tuple(bytes: Buffer, from: number): void {
    const field = new Fields(bytes, from);
    const release = this.#placeOfRelease(bytes, field.bytes());
    const platform = this.#world.platforms.placeOfId(field.int() ?? -1);
    const number = field.int() ?? 0;
    const code = field.int() ?? 0;
    if (release === -1 || platform === -1) return;
    const kind = KINDS[code % PASS];
    const as = CAPACITIES[Math.floor(code / CAPACITY) - 1];
    if (kind === undefined) throw new Error(`finding ${number} has a kind that nobody knows`);
    const scheme = this.#text(field);
    const validFrom = field.seconds() ?? 0;
    const validTo = field.seconds();
    const testedAt = field.seconds();
    const certificateNumber = field.text();
    const organizationId = field.uuid();
    const endsFinding = field.int();
    const sourceFinding = field.int();
    const policyVersion = this.#text(field);
    this.#found({
      release,
      isAboutDraft: this.#world.releases.isDraft(release),
      platform,
      number,
      kind,
      verdict: (code & PASS) !== 0 ? 'pass' : (code & FAIL) !== 0 ? 'fail' : null,
      visibility: (code & PUBLIC) === 0 ? 'parties' : 'public',
      scheme,
      validFrom,
      validTo,
      testedAt,
      revision: 0,
      certificateNumber,
      endsFinding,
      declaredBy: organizationId === null || as === undefined ? null : { organizationId, as },
      sourceFinding,
      policyVersion,
    });
  }

  /** Rows come by release: the place is looked up once for all of one. */
  #placeOfRelease(bytes: Buffer, at: number): number {
    const id = bytes.toString('latin1', at, at + 16);
    if (id !== this.#releaseId) {
      this.#releaseId = id;
      this.#release = this.#world.releases.placeOfId(uuidAt(bytes, at));
    }
    return this.#release;
  }

  /** Texts that come again and again are kept once. */
  #text(field: Fields): string | null {
    const text = field.text();
    if (text === null) return null;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}

/** Reads the fields of one tuple, in their order. */
class Fields {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Where the field's bytes begin, or -1 for null. */
  bytes(): number {
    const length = this.#bytes.readInt32BE(this.#at);
    const at = this.#at + 4;
    this.#at = at + Math.max(0, length);
    return length === -1 ? -1 : at;
  }

  int(): number | null {
    const at = this.bytes();
    return at === -1 ? null : this.#bytes.readInt32BE(at);
  }

  /** A timestamptz in epoch seconds: findings are told in whole ones. */
  seconds(): number | null {
    const at = this.bytes();
    if (at === -1) return null;
    const microseconds = this.#bytes.readInt32BE(at) * TWO_32 + this.#bytes.readUInt32BE(at + 4);
    return Math.floor(microseconds / MICROSECONDS) + POSTGRES_EPOCH_SECONDS;
  }

  text(): string | null {
    const at = this.bytes();
    return at === -1 ? null : this.#bytes.toString('utf8', at, this.#at);
  }

  uuid(): string | null {
    const at = this.bytes();
    return at === -1 ? null : uuidAt(this.#bytes, at);
  }
}

function uuidAt(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Where the tuple at `at` ends, or -1 while not all of it is there. The trailer is a tuple without fields. */
function tupleEnd(bytes: Buffer, at: number): number {
  if (at + 2 > bytes.length) return -1;
  const fields = bytes.readInt16BE(at);
  let end = at + 2;
  for (let field = 0; field < fields; field += 1) {
    if (end + 4 > bytes.length) return -1;
    end += 4 + Math.max(0, bytes.readInt32BE(end));
  }
  return end > bytes.length ? -1 : end;
}
