import { foldName, nameKey } from '#libs/domain';
import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;
/** Between names and pinyin, and between pinyin and initials; no folded name has one. */
const SECTION = '\u0001';
const SPELLED = /^[a-z][a-z0-9+.]+$/;

/** How a word was found in a text: in which way, and whether it is all of a name, begins one, or stands within. */
export const LEVELS = { none: 0, initials: 1, pinyin: 2, pinyinStart: 3, within: 4, start: 5, whole: 6 } as const;

/**
 * What is searched for a thing with these names: the names folded, each in a line; the Chinese ones in pinyin, a capital for each
 * syllable; and their initials.
 */
export function searchableText(names: readonly string[]): string {
  const keys = [...new Set(names.map(nameKey))].filter((key) => key !== '');
  if (keys.length === 0) return '';
  const chinese = keys.filter((key) => HAN.test(key)).map(spell);
  const lines = (list: readonly string[]): string => `\n${[...new Set(list)].join('\n')}\n`;
  const spelled = chinese.length === 0 ? [] : [lines(chinese.map(({ full }) => full)), lines(chinese.map(initialsOf))];
  return [lines(keys), ...spelled].join(SECTION);
}

function spell(key: string): { full: string; initials: string } {
  // What isn't Chinese comes back as it is: one entry a character.
  const parts = pinyin(key, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced' });
  let [full, initials] = ['', ''];
  let isSyllable = true;
  for (const [index, character] of Array.from(key).entries()) {
    const part = parts[index] ?? character;
    const wasSyllable = isSyllable;
    isSyllable = HAN.test(character);
    full += isSyllable || wasSyllable ? part.slice(0, 1).toUpperCase() + part.slice(1) : part;
    initials += part.slice(0, 1);
  }
  return { full, initials };
}

const initialsOf = ({ initials }: { readonly initials: string }): string => initials;

/** How well a folded word is found in a searchable text; see {@link LEVELS}. */
export function levelOf(text: string, word: string): number {
  const end = text.indexOf(SECTION);
  const at = text.indexOf(word);
  if (at >= 0 && (end < 0 || at < end)) {
    if (text.includes(`\n${word}\n`)) return LEVELS.whole;
    return text.includes(`\n${word}`) ? LEVELS.start : LEVELS.within;
  }
  if (end < 0 || !SPELLED.test(word)) return LEVELS.none;
  const [, spelled = '', initials = ''] = text.split(SECTION);
  const lower = spelled.toLowerCase();
  for (let place = lower.indexOf(word); place >= 0; place = lower.indexOf(word, place + 1)) {
    // A word that begins in the middle of a syllable is none.
    if (lower[place] === spelled[place] && !/\d/.test(lower[place] ?? '')) continue;
    return spelled[place - 1] === '\n' ? LEVELS.pinyinStart : LEVELS.pinyin;
  }
  return initials.includes(word) ? LEVELS.initials : LEVELS.none;
}

const RUNS = /\p{Script=Han}+|[^\p{Script=Han}\s]+/gu;
const MOST_WORDS = 12;

/** The words of a question, folded, each once: Chinese and other letters are words of their own. */
export function searchWords(question: string): string[] {
  const runs = [...foldName(question).matchAll(RUNS)].map(([run]) => nameKey(run));
  return [...new Set(runs.filter((run) => run !== ''))].slice(0, MOST_WORDS);
}
