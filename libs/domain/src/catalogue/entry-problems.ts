import { isSlug, parseCpuCoordinate, parseOsReleaseCoordinate } from '../coordinates/coordinates.js';
import type { EntryOf, KindAndEntry } from './catalogue-content.js';
import type { AliasEntry, CpuEntry, OsReleaseEntry, Provenance, SchemeEntry } from './catalogue-entries.js';
import { nameKey } from '../names/name-words.js';
import { isDay, isPlainEnglish, isPlainName, isPlainWord } from './plain-text.js';

/** What is wrong with one field of an entry. `code` is stable. */
export interface EntryProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

const LOOKS_ALIKE = 'has characters that only look like Chinese or ASCII ones (full-width, Cyrillic, invisible)';
const NOT_A_WORD = 'must be visible ASCII, without full-width or look-alike characters';
/** Times beyond are refused all over the service. */
const DAYS = { first: '1970-01-01', last: '2105-12-31' };
const LONGEST_PATTERN = 200;
const LONGEST_VALIDITY = { days: 36_500, years: 100 };

/** What is wrong with an entry taken by itself. `today` (`YYYY-MM-DD`): sources were read by then. */
export function entryProblems(one: KindAndEntry, today: string): EntryProblem[] {
  const { kind, entry } = one;
  const words: Record<string, string | null> = {};
  const problems: EntryProblem[] = [
    ...(isPlainName(entry.name) ? [] : [problem('name', 'look-alike', LOOKS_ALIKE)]),
    ...(isPlainEnglish(entry.nameEn) ? [] : [problem('nameEn', 'look-alike', 'must be ASCII')]),
    ...provenanceProblems('provenance', entry.provenance, today),
  ];
  if ('slug' in entry && !isSlug(entry.slug)) {
    problems.push(problem('slug', 'not-a-slug', 'must be lower-case letters, digits and . _ + -'));
  }
  // The kind says which entry it is; the compiler doesn't follow a union of pairs through a destructuring.
  if (kind === 'cpus') problems.push(...cpuProblems(entry as EntryOf<'cpus'>));
  if (kind === 'operatingSystems') problems.push(...osProblems(entry as EntryOf<'operatingSystems'>, today));
  if (kind === 'schemes') problems.push(...schemeProblems(entry as SchemeEntry));
  if (kind === 'aliases') problems.push(...aliasProblems(entry as AliasEntry));
  if ('isa' in entry) Object.assign(words, { isa: entry.isa, generation: entry.generation });
  if ('abiWorld' in entry) words['abiWorld'] = entry.abiWorld;
  if ('hardware' in entry) words['hardware'] = entry.hardware;
  if ('libc' in entry) {
    const { edition, servicePack, kernel, libc, packageFormat, line } = entry;
    Object.assign(words, { edition, servicePack, kernel, libc, packageFormat, line });
  }
  for (const [field, word] of Object.entries(words)) {
    if (word !== null && !isPlainWord(word)) problems.push(problem(field, 'look-alike', NOT_A_WORD));
  }
  return problems;
}

function aliasProblems({ name, nameEn, spellings, means }: AliasEntry): EntryProblem[] {
  const problems: EntryProblem[] = [];
  [name, nameEn, ...spellings].forEach((text, index) => {
    const field = index === 0 ? 'name' : index === 1 ? 'nameEn' : `spellings.${index - 2}`;
    if (index > 1 && !isPlainName(text)) problems.push(problem(field, 'look-alike', LOOKS_ALIKE));
    if (nameKey(text) === '') problems.push(problem(field, 'invalid', 'must have a letter or a digit'));
  });
  // The schema has said that the values are lists; the compiler takes the entries of an interface for anything.
  const lists = Object.entries(means) as [string, readonly string[] | undefined][];
  if (lists.every(([, list]) => list === undefined || list.length === 0)) {
    problems.push(problem('means', 'missing', 'must name at least one thing'));
  }
  for (const [kind, list = []] of lists) {
    if (new Set(list).size !== list.length) problems.push(problem(`means.${kind}`, 'doubled', 'names one thing twice'));
  }
  return problems;
}

function cpuProblems(cpu: CpuEntry): EntryProblem[] {
  const problems: EntryProblem[] = [];
  if (parseCpuCoordinate(cpu.coordinate) === undefined) {
    problems.push(problem('coordinate', 'not-a-coordinate', 'must be vendor/model, in lower-case ASCII'));
  }
  if (cpu.ambiguous && cpu.generation !== null) {
    problems.push(problem('generation', 'ambiguous', 'must be null: what sources contradict feeds no rule'));
  }
  if (cpu.ambiguous && cpu.note === undefined) {
    problems.push(problem('note', 'missing', 'must say how the sources contradict each other'));
  }
  cpu.identification.modelNamePatterns.forEach((pattern, index) => {
    problems.push(...patternProblems(`identification.modelNamePatterns.${index}`, pattern));
  });
  return problems;
}

function osProblems(os: OsReleaseEntry, today: string): EntryProblem[] {
  const problems: EntryProblem[] = [];
  if (parseOsReleaseCoordinate(os.coordinate) === undefined || !isPlainWord(os.coordinate)) {
    problems.push(problem('coordinate', 'not-a-coordinate', 'must be vendor/os@release, in ASCII'));
  }
  if (os.endOfLife !== null) problems.push(...dayProblems('endOfLife', os.endOfLife));
  for (const [field, pattern] of Object.entries(os.identification?.patterns ?? {})) {
    problems.push(...patternProblems(`identification.patterns.${field}`, pattern));
  }
  for (const isa of Object.keys(os.pageSizes)) {
    if (!os.isas.includes(isa)) problems.push(problem(`pageSizes.${isa}`, 'unknown', 'is none of its ISAs'));
  }
  if (new Set(os.isas).size < os.isas.length) problems.push(problem('isas', 'doubled', 'names an ISA twice'));
  if (new Set(os.onlyCpus).size < (os.onlyCpus?.length ?? 0)) {
    problems.push(problem('onlyCpus', 'doubled', 'names a CPU twice'));
  }
  if (os.kernelAbi !== undefined) {
    problems.push(...provenanceProblems('kernelAbi.provenance', os.kernelAbi.provenance, today));
  }
  return problems;
}

function schemeProblems({ validity, platformOrigins }: SchemeEntry): EntryProblem[] {
  const [length, most] =
    'days' in validity ? [validity.days, LONGEST_VALIDITY.days] : [validity.years, LONGEST_VALIDITY.years];
  const problems: EntryProblem[] = [];
  if (length < 1 || length > most) problems.push(problem('validity', 'out-of-range', `must be 1 to ${most}`));
  if (!platformOrigins.every((origin) => origin === 'catalogue' || origin === 'discovered')) {
    problems.push(problem('platformOrigins', 'unknown', 'may be catalogue and discovered'));
  }
  return problems;
}

function provenanceProblems(field: string, { source, date }: Provenance, today: string): EntryProblem[] {
  const problems = dayProblems(`${field}.date`, date);
  if (problems.length === 0 && date > today) problems.push(problem(`${field}.date`, 'future', 'is after today'));
  if (source.trim() === '' || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(source)) {
    problems.push(problem(`${field}.source`, 'invalid', 'must be a line of visible text'));
  }
  return problems;
}

function dayProblems(field: string, day: string): EntryProblem[] {
  if (!isDay(day)) return [problem(field, 'not-a-date', 'must be a day that there is, YYYY-MM-DD')];
  return day < DAYS.first || day > DAYS.last
    ? [problem(field, 'out-of-range', `must be from ${DAYS.first} to ${DAYS.last}`)]
    : [];
}

function patternProblems(field: string, pattern: string): EntryProblem[] {
  if (pattern.length > LONGEST_PATTERN) {
    return [problem(field, 'too-long', `must have at most ${LONGEST_PATTERN} characters`)];
  }
  try {
    new RegExp(pattern, 'u');
    return [];
  } catch {
    return [problem(field, 'not-a-pattern', 'must be a regular expression')];
  }
}

const problem = (field: string, code: string, message: string): EntryProblem => ({ field, code, message });

/** Today's day by the clock, in UTC. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
