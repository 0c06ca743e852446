import { decodeFile, requireEncoding } from '../sheets/text-encoding.js';
import { sheetRefusal } from '../sheets/sheet-refusals.js';

/** Characters of one line. */
const LONGEST = 200_000;

/**
 * The lines of a file in UTF-8, counted from 1.
 *
 * @throws DomainError `unreadable-sheet`: wrong-encoding, cell-too-long for a line that has no end
 */
export async function* readLines(path: string): AsyncGenerator<{ text: string; line: number }> {
  await requireEncoding(path, 'rows', 'utf-8');
  let rest = '';
  let line = 0;
  for await (const text of decodeFile(path, 'utf-8')) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const whole of lines) yield { text: whole, line: (line += 1) };
    if (rest.length > LONGEST) {
      throw sheetRefusal('cell-too-long', '行过长 · The line is too long', { sheet: 'rows', row: line + 1 });
    }
  }
  if (rest !== '') yield { text: rest, line: line + 1 };
}
