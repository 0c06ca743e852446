import { CellText } from './cell-text.js';
import { parseXml } from './parse-xml.js';
import { BOUNDS } from './sheet-limits.js';
import { sheetRefusal } from './sheet-refusals.js';
import type { WorkbookArchive } from './workbook-archive.js';

/**
 * The texts that cells of all sheets share, by their place. They are the one thing of a workbook that is held in memory whole.
 *
 * @throws DomainError `unreadable-sheet`: too-many-texts
 */
export async function sharedTexts(archive: WorkbookArchive, part: string | undefined): Promise<readonly string[]> {
  const texts: string[] = [];
  if (part === undefined || !archive.parts.has(part)) return texts;
  const current = new CellText();
  let characters = 0;
  const reader = {
    open(name: string): void {
      if (name === 'si') current.begin();
      else current.open(name);
    },
    text: (text: string): void => current.add(text, {}),
    close(name: string): void {
      current.close(name);
      if (name !== 'si') return;
      characters += current.text.length;
      if (texts.length >= BOUNDS.sharedTexts || characters > BOUNDS.sharedCharacters) throw tooManyTexts();
      texts.push(ofItsOwn(current.text));
    },
  };
  for await (const _ of parseXml(await archive.open(part), reader)) void _;
  return texts;
}

/** A text that keeps nothing else alive: parts of a longer one keep all of it. */
function ofItsOwn(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

function tooManyTexts(): Error {
  return sheetRefusal(
    'too-many-texts',
    '工作簿文本过多，请分成几个文件或用 CSV · The workbook holds too much text: split it, or send CSV',
  );
}
