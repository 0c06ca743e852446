import { EXCEL } from './sheet-limits.js';
import type { SheetPlace } from './sheet-refusals.js';
import { tooLong } from './parse-xml.js';

/** Gathers the text of one cell or shared text: of all its runs, without the readings that stand above characters. */
export class CellText {
  #text = '';
  #inText = false;
  #inReading = false;

  get text(): string {
    return unescapeText(this.#text);
  }

  begin(): void {
    this.#text = '';
    this.#inText = false;
    this.#inReading = false;
  }

  open(name: string): void {
    if (name === 'rPh') this.#inReading = true;
    else if (name === 't') this.#inText = !this.#inReading;
  }

  close(name: string): void {
    if (name === 'rPh') this.#inReading = false;
    else if (name === 't') this.#inText = false;
  }

  add(text: string, place: SheetPlace): void {
    if (!this.#inText) return;
    this.#text += text;
    // `_x000D_` stands for one character, so what is stored may be longer than what is meant.
    if (this.#text.length > EXCEL.cellCharacters * 7) throw tooLong(place);
  }
}

/** ECMA-376 22.4.2.4: `_x000D_` is a character that XML can not write, `_x005F_` the underscore before what looks like one. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
