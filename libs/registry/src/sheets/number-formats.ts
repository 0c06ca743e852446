/** How a number of this format is shown: as it is, as a day or an instant, or otherwise. */
export type NumberFormat = 'plain' | 'date' | 'other';

/** Ids that mean days without being written down in the file; those from 27 on in Chinese, Japanese and Korean versions. ECMA-376 18.8.30. */
const DAYS: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
];
/** General, `0` and text. */
const PLAIN = new Set([0, 1, 49]);

/** @param code the format as the file writes it, for ids from 164 on and where it redefines one */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return formatOfCode(code);
  if (PLAIN.has(id)) return 'plain';
  return DAYS.some(([from, to]) => from <= id && id <= to) ? 'date' : 'other';
}

function formatOfCode(code: string): NumberFormat {
  if (/^(?:general|@|0|#)$/i.test(code.trim())) return 'plain';
  // Only the first section is for positive numbers, which days are; quoted, escaped and bracketed characters mean nothing.
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
  if (/general/i.test(bare)) return 'plain';
  return /[yd年日]/i.test(bare) || bare.includes('月') ? 'date' : 'other';
}
