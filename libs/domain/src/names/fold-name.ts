/**
 * Capital and small letters of other scripts that nobody can tell from Latin ones on a screen or on paper. Each pair is
 * the letter and what it looks like.
 */
const LOOK_ALIKES = new Map(
  [
    'АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX аa еe ѕs іi јj оo рp сc уy хx һh ԁd ԛq ԝw ӏl',
    'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa ιi κk νv οo ρp υu',
  ]
    .join(' ')
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
);
const OTHER_SCRIPTS = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;
/** What nobody sees: zero-width characters, direction marks, and marks upon letters. */
const UNSEEN = /[\p{Cf}\p{M}]/gu;
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * A text as it is compared: full-width and compatibility forms as the ordinary characters, look-alikes of other scripts as
 * Latin letters, without case, invisible characters and marks. Two names that a reader can not tell apart fold to the same.
 */
export function foldName(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(OTHER_SCRIPTS, (letter) => LOOK_ALIKES.get(letter) ?? letter)
    .toLowerCase()
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .normalize('NFKC');
}
