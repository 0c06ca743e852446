/** Lead and trail bytes of characters of two bytes, and of four. Source: GB 18030-2022, section 6. */
const TWO = { lead: [0x81, 0xfe], trail: [0x40, 0xfe] } as const;
/** Characters of four bytes up to U+FFFF begin at 81308130 and end before 84318A..; others follow from their number. */
const FOUR_BMP = 39_420;
const FOUR_BEYOND = 0x9030_8130;
const BEYOND = 0x1_0000;
/** U+FFFD itself; whatever else decodes to it is no character. */
const REPLACEMENT = Buffer.of(0x84, 0x31, 0xa4, 0x37);

let known: ReadonlyMap<string, Buffer> | undefined;

/**
 * Text as GB18030, which Node.js decodes and does not encode. The bytes of a character are those that decode to it: of
 * several the first, so that what old programs know is written in two bytes. What has none, as half a surrogate pair,
 * becomes U+FFFD.
 */
export function encodeGb18030(text: string): Buffer {
  known ??= tableOf();
  const table = known;
  return Buffer.concat(
    Array.from(text.replaceAll(/\p{Cs}/gu, '\ufffd'), (character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return Buffer.of(code);
      if (code >= BEYOND) return fourBytes(linear(FOUR_BEYOND) + code - BEYOND);
      return table.get(character) ?? REPLACEMENT;
    }),
  );
}

function tableOf(): Map<string, Buffer> {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  const table = new Map<string, Buffer>();
  const learn = (bytes: Buffer): void => {
    const character = decoder.decode(bytes);
    if (character.length === 1 && (character !== '\ufffd' || bytes.equals(REPLACEMENT)) && !table.has(character))
      table.set(character, bytes);
  };
  for (let lead: number = TWO.lead[0]; lead <= TWO.lead[1]; lead += 1) {
    for (let trail: number = TWO.trail[0]; trail <= TWO.trail[1]; trail += 1) learn(Buffer.of(lead, trail));
  }
  for (let number = 0; number < FOUR_BMP; number += 1) learn(fourBytes(number));
  return table;
}

/** Digits of the bytes: 126, 10, 126, 10, from 81 30 81 30 on. */
function fourBytes(number: number): Buffer {
  const fourth = number % 10;
  const third = Math.floor(number / 10) % 126;
  const second = Math.floor(number / 1_260) % 10;
  const first = Math.floor(number / 12_600);
  return Buffer.of(0x81 + first, 0x30 + second, 0x81 + third, 0x30 + fourth);
}

function linear(bytes: number): number {
  const [first, second, third, fourth] = [bytes >>> 24, (bytes >>> 16) & 0xff, (bytes >>> 8) & 0xff, bytes & 0xff];
  return (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
}
