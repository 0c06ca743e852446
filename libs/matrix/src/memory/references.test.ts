import { describe, expect, it } from '@jest/globals';
import { CertificateNumbers, Declarers } from './references.js';

const OF_OUR_FORM = ['SP-2001-0000001', 'SP-2026-0000123', 'SP-2254-9999999'];
const OTHERS = [
  'SP-2000-0000001',
  'SP-2255-0000001',
  'SP-2026-00001234',
  'SP-1999-0000001',
  'XC-2026-0000123',
  '证书 7',
];

describe('certificate numbers in 32 bits', () => {
  it.each([...OF_OUR_FORM, ...OTHERS, null])('%s is told again as it was', (number) => {
    const numbers = new CertificateNumbers();
    expect(numbers.unpack(numbers.pack(number))).toBe(number);
    expect(numbers.pack(number)).toBeLessThan(2 ** 32);
  });

  it.each(OF_OUR_FORM)('%s packs the same from its bytes', (number) => {
    const numbers = new CertificateNumbers();
    const bytes = Buffer.from(`..${number}..`);
    expect(numbers.packBytes(bytes, 2, 2 + number.length)).toBe(numbers.pack(number));
  });

  it.each([...OTHERS, 'SP-2026-000012x', ''])('%s has not the form that is packed from bytes', (number) => {
    const bytes = Buffer.from(number);
    expect(new CertificateNumbers().packBytes(bytes, 0, bytes.length)).toBe(0);
  });
});

describe('declarers in 32 bits', () => {
  it('tells who declared, and as what', () => {
    const declarers = new Declarers();
    const packed = (['vendor', 'os-vendor', 'cpu-vendor', 'third-party'] as const).flatMap((as) =>
      ['a', 'b'].map((organizationId) => ({ organizationId, as, place: declarers.pack(organizationId, as) })),
    );
    for (const { place, ...said } of packed) expect(declarers.unpack(place)).toEqual(said);
    expect(declarers.unpack(0)).toBeNull();
  });
});
