/**
 * Text of others (product names, reasons, a package's output) made safe for a terminal: escape sequences go as a whole, other
 * control characters and those that reorder or hide text become visible blanks. Lines and tabs stay.
 */
export function plainText(text: string): string {
  return text
    .replace(ESCAPE_SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu, '\uFFFD');
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s*\n\s*/g, ' ');
}

// CSI, OSC (ended by BEL or ST) and two-character escapes, after ECMA-48.
const ESCAPE_SEQUENCES = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
    String.raw`(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)`,
    String.raw`\u001b[ -/]*[0-~]`,
  ].join('|'),
  'g',
);
