/**
 * Vendor output as it may be stored and shown: what a terminal, a log viewer or a reader's eye would obey becomes
 * visible text (`\x1b`, `\u202e`). Carriage returns, which overwrite a line on a terminal, become line ends.
 */
export function printableText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSAFE, visible);
}

// Controls but line feed and tab; C1 controls; bidirectional overrides and isolates (Unicode UAX 9); separators that
// some viewers take for line ends; halves of surrogate pairs, which no UTF-8 store takes.
const UNSAFE = /[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]|\p{Cs}/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Cuts text into pieces of at most `size` UTF-16 units, never through a surrogate pair. */
export function piecesOf(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + size, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Last part of a text in one line, for messages. */
export function lastLine(text: string, size = 300): string {
  const line = printableText(text).trim().split('\n').at(-1) ?? '';
  return line.length > size ? `…${line.slice(-size)}` : line;
}
