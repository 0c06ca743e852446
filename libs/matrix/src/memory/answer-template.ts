import { type CellAnswer, cellDocument } from '#libs/domain';

/*
 * Answers of one shape differ only in what fills them in, so the text around that is made once, by the same function that
 * writes any answer, from stand-ins. All text is UTF-8 kept one byte a character, which is what goes on the wire.
 */

/** What fills an answer in. `Zh` and `En` are names as people read them; declarers and their findings are counted from 0. */
export type Slot =
  | 'release'
  | 'os'
  | 'cpu'
  | 'osZh'
  | 'osEn'
  | 'cpuZh'
  | 'cpuEn'
  | 'finding'
  | 'certificate'
  | 'fromRelease'
  | 'fromOs'
  | 'fromCpu'
  | 'fromOsZh'
  | 'fromOsEn'
  | 'fromCpuZh'
  | 'fromCpuEn'
  | 'validUntil'
  | 'validUntilWords'
  | 'validAt'
  | 'knownAt'
  | 'revision'
  // Slots that stand beside each other in every answer, taken together with the text between them: fewer to join.
  | 'platform'
  | 'placeZh'
  | 'placeEn'
  | 'fromPlatform'
  | 'fromPlaceZh'
  | 'fromPlaceEn'
  | 'moment'
  | `declared${number}`
  | `declarer${number}${'Slug' | 'Zh' | 'En'}`;

/** Text and slots in turn: pieces[0] slots[0] pieces[1] … */
export interface AnswerTemplate {
  readonly pieces: readonly string[];
  readonly slots: readonly Slot[];
}

/** Stand-ins that no name holds: private-use characters, which JSON leaves as they are. */
const mark = (slot: Slot): string => `\uE000${slot}\uE001`;

/** Text between the parts of slots that are taken together. A slot that stands alone is filled alone. */
export const BETWEEN = {
  platform: '","cpu":"',
  place: ' × ',
  known: '","knownAt":"',
  revision: '","revision":',
} as const;

const TOGETHER: readonly (readonly [text: string, Slot])[] = [
  [`${mark('os')}${BETWEEN.platform}${mark('cpu')}`, 'platform'],
  [`${mark('osZh')}${BETWEEN.place}${mark('cpuZh')}`, 'placeZh'],
  [`${mark('osEn')}${BETWEEN.place}${mark('cpuEn')}`, 'placeEn'],
  [`${mark('fromOs')}${BETWEEN.platform}${mark('fromCpu')}`, 'fromPlatform'],
  [`${mark('fromOsZh')}${BETWEEN.place}${mark('fromCpuZh')}`, 'fromPlaceZh'],
  [`${mark('fromOsEn')}${BETWEEN.place}${mark('fromCpuEn')}`, 'fromPlaceEn'],
  [`${mark('validAt')}${BETWEEN.known}${mark('knownAt')}${BETWEEN.revision}${mark('revision')}`, 'moment'],
];

const REVISION = 987_654_321_987;
const KNOWN_AT = Date.parse('1999-09-09T09:09:09.999Z');
const VALID_AT = Date.parse('2002-02-02T02:02:02.222Z');
const ENDED = Date.parse('2001-01-01T01:01:01.111Z');
const ENDS = Date.parse('2003-03-03T03:03:03.333Z');

const iso = (at: number): string => new Date(at).toISOString();
const words = (at: number): string => `${iso(at).slice(0, 16).replace('T', ' ')} UTC`;

/** The answer to be told, with stand-ins where its content goes. */
export const STAND_IN = {
  release: mark('release'),
  os: mark('os'),
  cpu: mark('cpu'),
  finding: mark('finding'),
  certificate: mark('certificate'),
  from: { release: mark('fromRelease'), os: mark('fromOs'), cpu: mark('fromCpu') },
  /** Finding of the declaration in that place, and its declarer's id. */
  declared: (place: number) => mark(`declared${place}`),
  declarer: (place: number) => `declarer${place}`,
  validAt: VALID_AT,
  knownAtRevision: REVISION,
  /** For an answer that has ended, and for one that ends. */
  ended: ENDED,
  ends: ENDS,
} as const;

const NAMES = new Map<string, { zh: Slot; en: Slot }>([
  [STAND_IN.os, { zh: 'osZh', en: 'osEn' }],
  [STAND_IN.cpu, { zh: 'cpuZh', en: 'cpuEn' }],
  [STAND_IN.from.os, { zh: 'fromOsZh', en: 'fromOsEn' }],
  [STAND_IN.from.cpu, { zh: 'fromCpuZh', en: 'fromCpuEn' }],
]);

/** @param answer made of {@link STAND_IN} */
export function answerTemplate(answer: CellAnswer): AnswerTemplate {
  const document = cellDocument(answer, new Date(KNOWN_AT), {
    in: (language) => {
      const name = (coordinate: string): string => {
        const slot = NAMES.get(coordinate)?.[language];
        return slot === undefined ? coordinate : mark(slot);
      };
      const organization = (id: string): string =>
        mark(`${id as `declarer${number}`}${language === 'zh' ? 'Zh' : 'En'}`);
      return { release: (coordinate) => coordinate, os: name, cpu: name, organization };
    },
    // The ids are those of `STAND_IN.declarer`.
    organizationSlug: (id) => mark(`${id as `declarer${number}`}Slug`),
  });
  const marked = JSON.stringify(document)
    .replaceAll(String(REVISION), mark('revision'))
    .replaceAll(iso(KNOWN_AT), mark('knownAt'))
    .replaceAll(iso(VALID_AT), mark('validAt'))
    .replaceAll(iso(ENDED), mark('validUntil'))
    .replaceAll(iso(ENDS), mark('validUntil'))
    .replaceAll(words(ENDED), mark('validUntilWords'))
    .replaceAll(words(ENDS), mark('validUntilWords'));
  const joined = TOGETHER.reduce((text, [parts, slot]) => text.replaceAll(parts, mark(slot)), marked);
  const parts = joined.split(/\uE000(\w+)\uE001/);
  return {
    pieces: parts.filter((_, index) => index % 2 === 0).map(asBytes),
    slots: parts.filter((_, index) => index % 2 === 1) as Slot[], // marks are made of slots only
  };
}

/** UTF-8 bytes of a text, one byte a character. */
export function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The inside of a JSON string. */
export function asJsonBytes(text: string): string {
  // Coordinates are: they need no second text.
  if (/^[ !#-[\]-~]*$/.test(text)) return text;
  return asBytes(JSON.stringify(text).slice(1, -1));
}
