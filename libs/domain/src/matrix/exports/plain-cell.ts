/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Text that a spreadsheet shows and never runs: an apostrophe before what looks like a formula (OWASP, CSV injection). */
export function plainCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** One line of CSV, RFC 4180. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const plain = plainCell(text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** One row of a sheet; all of its cells are text. */
export function sheetRow(cells: readonly string[]): string {
  return `<row>${cells.map(sheetCell).join('')}</row>`;
}

function sheetCell(text: string): string {
  return `<c t="inlineStr"><is><t xml:space="preserve">${sheetText(text)}</t></is></c>`;
}

/** Text as it stands between the tags of a sheet's cell. */
export function sheetText(text: string): string {
  // XML 1.0 has no way to write most control characters, nor half a character.
  return plainCell(text)
    .replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
    .replaceAll(/[&<>]/g, (character) => ESCAPES[character] ?? '');
}
