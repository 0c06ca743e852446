import { describe, expect, it } from '@jest/globals';
import { CopyTuples } from './copy-tuples.js';

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);

function tuple(fields: readonly (Buffer | null)[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(fields.length);
  return Buffer.concat([
    count,
    ...fields.flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(field?.length ?? -1);
      return [length, ...(field === null ? [] : [field])];
    }),
  ]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function instant(epochMs: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(epochMs - Date.UTC(2000, 0, 1)) * 1000n);
  return bytes;
}

const ID = '01800000-0000-7000-8000-00030000002a';
const rows: readonly { number: number; text: string | null; at: number | null }[] = [
  { number: 1, text: '信创', at: Date.UTC(2026, 2, 1) },
  { number: -2, text: null, at: null },
  { number: 3, text: '信创', at: Date.UTC(1999, 11, 31, 23, 59, 59) },
  { number: 4, text: '', at: Date.UTC(2105, 0, 1) },
];
const BYTES = Buffer.concat([
  HEADER,
  ...rows.map(({ number, text, at }) =>
    tuple([
      int(number),
      text === null ? null : Buffer.from(text),
      at === null ? null : instant(at),
      Buffer.from(ID.replaceAll('-', ''), 'hex'),
    ]),
  ),
  TRAILER,
]);

function read(chunks: readonly Buffer[]): object[] {
  const tuples = new CopyTuples(4);
  const found: object[] = [];
  for (const chunk of chunks) {
    tuples.push(chunk, () => {
      const seconds = tuples.seconds(2);
      expect(tuples.text(1)).toBe(tuples.frequentText(1));
      expect(tuples.uuid(3)).toBe(ID);
      expect(tuples.word(3, 12)).toBe(0x0000002a);
      found.push({ number: tuples.int(0), text: tuples.text(1), at: seconds === null ? null : seconds * 1000 });
    });
  }
  return found;
}

describe('the binary COPY format', () => {
  it('is read wherever the stream is cut', () => {
    for (let cut = 0; cut <= BYTES.length; cut += 1) {
      expect(read([BYTES.subarray(0, cut), BYTES.subarray(cut)])).toEqual(rows);
    }
  });

  it('is read byte by byte', () => {
    expect(read([...BYTES].map((byte) => Buffer.from([byte])))).toEqual(rows);
  });
});
