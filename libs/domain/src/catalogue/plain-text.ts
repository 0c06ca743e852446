/** Words that rules compare and coordinates are made of: visible ASCII, single spaces inside. */
const WORD = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
/** Punctuation that Chinese text uses in its full width. */
const CHINESE_PUNCTUATION = /[（），。：；！？、“”‘’《》【】—…·]/gu;
/** Chinese characters, Latin letters without marks, digits and punctuation: nothing that looks like another of them. */
const PLAIN = /^[\p{Script=Han}\x20-\x7e]+$/u;

export function isPlainWord(text: string): boolean {
  return WORD.test(text);
}

/**
 * Text of Chinese and ASCII characters, with no letter or digit that only looks like one of these: no full-width forms, no
 * Cyrillic or Greek, nothing invisible, no compatibility forms of Chinese characters.
 */
export function isPlainName(text: string): boolean {
  const rest = text.replaceAll(CHINESE_PUNCTUATION, '');
  return text.trim() === text && text !== '' && (rest === '' || (PLAIN.test(rest) && rest.normalize('NFKC') === rest));
}

export function isPlainEnglish(text: string): boolean {
  return text.trim() === text && /^[\x20-\x7e]+$/.test(text);
}

/** A day that there is, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
