/** Magic, flags and length of the header's extension. */
const HEADER_BYTES = 19;
const POSTGRES_EPOCH_SECONDS = 946_684_800;
const TWO_32 = 4_294_967_296;
const MICROSECONDS = 1_000_000;
const NULL = -1;
/** Texts that come again and again; more different ones than this are read anew each time. */
const KEPT_TEXTS = 64;

/**
 * Takes PostgreSQL's binary COPY format apart, a chunk at a time, without making an object for a tuple: the fields of the
 * present one are read by their place.
 */
export class CopyTuples {
  bytes: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #rest: Buffer = Buffer.alloc(0);
  #isPastHeader = false;
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  readonly #texts: { readonly bytes: Buffer; readonly text: string }[] = [];

  constructor(fields: number) {
    this.#start = new Int32Array(fields);
    this.#end = new Int32Array(fields);
  }

  /** Calls `each` for every tuple that is complete with this chunk. */
  push(chunk: Buffer, each: () => void): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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
      const end = this.#mark(at);
      if (end === NULL) break;
      // The trailer is a tuple without fields.
      if (end > at + 2) each();
      at = end;
    }
    this.#rest = bytes.subarray(at);
  }

  /** Notes where the fields of the tuple at `at` lie; its end, or -1 while not all of it is there. */
  #mark(at: number): number {
    const view = this.#view;
    const size = view.byteLength;
    if (at + 2 > size) return NULL;
    const fields = view.getInt16(at);
    let end = at + 2;
    for (let field = 0; field < fields; field += 1) {
      if (end + 4 > size) return NULL;
      const length = view.getInt32(end);
      end += 4;
      this.#start[field] = length === NULL ? NULL : end;
      if (length > 0) end += length;
      this.#end[field] = end;
    }
    return end > size ? NULL : end;
  }

  /** Where the field's bytes begin, or -1 for null. */
  startOf(field: number): number {
    return this.#start[field] ?? NULL;
  }

  endOf(field: number): number {
    return this.#end[field] ?? NULL;
  }

  /** Four bytes of the field. */
  word(field: number, offset: number): number {
    return this.#view.getInt32((this.#start[field] ?? 0) + offset);
  }

  int(field: number): number | null {
    const at = this.startOf(field);
    return at === NULL ? null : this.#view.getInt32(at);
  }

  /** A timestamptz in epoch seconds: findings are told in whole ones. */
  seconds(field: number): number | null {
    const at = this.startOf(field);
    if (at === NULL) return null;
    const microseconds = this.#view.getInt32(at) * TWO_32 + this.#view.getUint32(at + 4);
    return Math.floor(microseconds / MICROSECONDS) + POSTGRES_EPOCH_SECONDS;
  }

  text(field: number): string | null {
    const at = this.startOf(field);
    return at === NULL ? null : this.bytes.toString('utf8', at, this.endOf(field));
  }

  /** The same for a text that is one of few: it is recognized by its bytes. */
  frequentText(field: number): string | null {
    const at = this.startOf(field);
    if (at === NULL) return null;
    const end = this.endOf(field);
    for (const { bytes, text } of this.#texts) if (this.#is(bytes, at, end)) return text;
    const text = this.bytes.toString('utf8', at, end);
    if (this.#texts.length < KEPT_TEXTS) {
      this.#texts.push({ bytes: Buffer.from(this.bytes.subarray(at, end)), text });
    }
    return text;
  }

  #is(known: Buffer, at: number, end: number): boolean {
    if (known.length !== end - at) return false;
    for (let i = 0; i < known.length; i += 1) if (known[i] !== this.bytes[at + i]) return false;
    return true;
  }

  uuid(field: number): string | null {
    const at = this.startOf(field);
    if (at === NULL) return null;
    const hex = this.bytes.toString('hex', at, at + 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}
