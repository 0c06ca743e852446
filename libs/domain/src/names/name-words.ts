import { foldName } from './fold-name.js';

/**
 * Numbers, Chinese characters one by one, runs of other letters, and the plus that tells FT-2000+ from FT-2000 and stands
 * at a word, never apart. The V of a version is a word of its own, also where it is written to the name: KylinV10.
 */
const WORDS = /\p{Nd}+|\p{Script=Han}|v(?=\p{Nd})|(?:(?!v\p{Nd})[^\P{L}\p{Script=Han}])+|(?<=[\p{L}\p{Nd}+])\+/gu;
const DIGIT = /^\p{Nd}/u;
/** No name is longer; of what is, only the beginning is looked at. */
const MOST_CHARACTERS = 300;

/**
 * A name as words. What stands between them says nothing (`Kunpeng-920`, `Kunpeng 920`, `kunpeng920`), except between two
 * numbers, where it is one point, whatever it was: 8.1 is not 81.
 */
export class NameWords {
  /** All words in one; equal for names that differ in case, width, spaces and punctuation only. */
  readonly key: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string) {
    let key = '';
    let afterNumber = false;
    for (const [word] of foldName(text.slice(0, MOST_CHARACTERS)).matchAll(WORDS)) {
      const isNumber = DIGIT.test(word);
      if (isNumber && afterNumber) key += '.';
      this.#starts.push(key.length);
      key += word;
      this.#ends.push(key.length);
      afterNumber = isNumber;
    }
    this.key = key;
  }

  get length(): number {
    return this.#starts.length;
  }

  /** The key of the words from `from` up to, and without, `to`. */
  part(from: number, to = this.length): string {
    if (from >= to) return '';
    return this.key.slice(this.#starts[from], this.#ends[to - 1]);
  }
}

export const nameKey = (text: string): string => new NameWords(text).key;

const ASIDE = /[(（[【][^()（）[\]【】]*[)）\]】]/gu;
/** A name without what stands in brackets: `海光 C86 7365（海光三号）` is also called `海光 C86 7365`. */
export function withoutAside(name: string): string {
  return name.replace(ASIDE, ' ');
}

const LEGAL_FORM =
  /(?:集团)?(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)$|(?:\s*,?\s*(?:co\.?|company|corporation|corp\.?|inc\.?|ltd\.?|limited|llc))+$/iu;
/** A legal body's name without the words for its legal form. */
export function withoutLegalForm(name: string): string {
  return foldName(name).trim().replace(LEGAL_FORM, '');
}

const VERSION_WORDS = /^(?:version|release|ver|版本|版)|(?:版本|版)$/gu;
const VERSION_LETTER = /^v(?=\p{Nd})/u;

/** The key of a version without the word for it (`版本 8.1`, `Version 8.1`). */
export function versionKey(key: string): string {
  return key.replace(VERSION_WORDS, '');
}

/** `V8.1` and `8.1` are written for each other. */
export function withoutVersionLetter(key: string): string {
  return key.replace(VERSION_LETTER, '');
}

/** Whether a version begins like this one, word by word: `22.03` begins `22.03lts`, and `8.1` doesn't begin `8.10`. */
export function beginsVersion(start: string, version: string): boolean {
  if (!version.startsWith(start)) return false;
  if (start === '' || version.length === start.length) return true;
  return !(DIGIT.test(start.slice(-1)) && DIGIT.test(version.slice(start.length)));
}
