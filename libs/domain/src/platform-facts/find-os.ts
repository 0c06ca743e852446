import type { OsFileReading, OsIdentification, OsReleaseEntry } from '../catalogue/catalogue-entries.js';
import type { MachineTexts } from './machine-texts.js';
import type { OsReleaseFacts } from './os-release.js';
import { sameText, search, unknownPart } from './fitting.js';
import type { Evidence, MissingFact, PartFound } from './part-found.js';

/** The part of a catalogue entry that identification reads. */
export type IdentifiableOs = Pick<OsReleaseEntry, 'coordinate' | 'identification'>;

type Identified = IdentifiableOs & { readonly identification: OsIdentification };
type Files = MachineTexts['files'];

/** What a machine's files say to one entry's readings, by the fact that they tell. */
interface Judged {
  readonly entry: Identified;
  /** Told otherwise by every file that tells it: it is another release. */
  readonly excluded: boolean;
  /** Told so by one file and otherwise by another. */
  readonly disputed: boolean;
  /** Facts that no file tells. */
  readonly open: readonly OsFileReading['tells'][];
  readonly by: readonly Evidence[];
}

/**
 * The catalogue's OS release that a machine runs, by its os-release and by the files in which vendors tell edition and service
 * pack. A release whose service pack nothing tells is not decided, even where the catalogue has only one.
 */
export function findOs(facts: OsReleaseFacts | undefined, files: Files, entries: readonly IdentifiableOs[]): PartFound {
  if (facts === undefined) {
    return unknownPart([], [], [{ fact: 'os-release', sources: ['/etc/os-release'], values: {} }]);
  }
  const identified = entries.flatMap(({ coordinate, identification }): Identified[] =>
    identification === null ? [] : [{ coordinate, identification }],
  );
  const byRelease = identified.filter(({ identification }) => fitsOsRelease(facts, identification));
  if (byRelease.length === 0) {
    const relatives = identified.filter(({ identification }) => sameText(facts.id, identification.id));
    return unknownPart(coordinatesOf(relatives), saidByRelease(facts, relatives));
  }
  const judged = byRelease.map((entry) => judge(entry, files));
  const left = judged.filter(({ excluded }) => !excluded);
  const by = [...saidByRelease(facts, byRelease), ...distinct(judged.flatMap((one) => one.by))];
  const [first] = left;
  if (first === undefined) return unknownPart(coordinatesOf(byRelease), by);
  if (left.length === 1 && !first.disputed && first.open.length === 0) {
    return { state: 'found', coordinate: first.entry.coordinate, by };
  }
  const missing = missingFacts(left);
  const because = left.some(({ disputed }) => disputed)
    ? 'facts-disagree'
    : missing.length > 0
      ? 'fact-missing'
      : 'several-fit';
  return { state: 'undecided', because, candidates: coordinatesOf(left.map(({ entry }) => entry)), missing, by };
}

function fitsOsRelease(facts: OsReleaseFacts, { id, versionId, patterns }: OsIdentification): boolean {
  return (
    sameText(facts.id, id) &&
    (versionId === null || sameText(facts.versionId, versionId)) &&
    Object.entries(patterns).every(([field, pattern]) => search(pattern, 'u', facts.fields[field] ?? '') !== undefined)
  );
}

function judge(entry: Identified, files: Files): Judged {
  const readings = entry.identification.files ?? [];
  const heard = readings.flatMap((reading) => {
    const found = search(reading.reads, 'mu', files[reading.file] ?? '');
    const says = found?.[1];
    return found === undefined || says === undefined ? [] : [{ reading, says, line: found[0].trim() }];
  });
  const facts = [...new Set(readings.map(({ tells }) => tells))].map((tells) => {
    const told = heard.filter(({ reading }) => reading.tells === tells);
    const agree = told.filter(({ reading, says }) => sameText(says, reading.is)).length;
    // What os-release has told already is not taken back by another file: they disagree.
    const optional = readings.every((reading) => reading.tells !== tells || reading.optional === true);
    return {
      tells,
      open: told.length === 0 && !optional,
      excluded: told.length > 0 && agree === 0 && !optional,
      disputed: agree < told.length && (agree > 0 || optional),
    };
  });
  return {
    entry,
    excluded: facts.some(({ excluded }) => excluded),
    disputed: facts.some(({ disputed }) => disputed),
    open: facts.filter(({ open }) => open).map(({ tells }) => tells),
    by: heard.map(({ reading, line }) => ({ source: reading.file, says: line })),
  };
}

function missingFacts(left: readonly Judged[]): MissingFact[] {
  return [...new Set(left.flatMap(({ open }) => open))].map((fact) => {
    const readings = left.flatMap(({ entry }) =>
      (entry.identification.files ?? [])
        .filter(({ tells }) => tells === fact)
        .map(({ file, is }) => ({ coordinate: entry.coordinate, file, is })),
    );
    return {
      fact,
      sources: [...new Set(readings.map(({ file }) => file))],
      values: Object.fromEntries(readings.map(({ coordinate, is }) => [coordinate, is])),
    };
  });
}

/** The fields of os-release that were looked at. */
function saidByRelease(facts: OsReleaseFacts, entries: readonly Identified[]): Evidence[] {
  const fields = ['ID', 'VERSION_ID', ...entries.flatMap(({ identification }) => Object.keys(identification.patterns))];
  return [...new Set(fields)].flatMap((field) => {
    const value = facts.fields[field];
    return value === undefined ? [] : [{ source: '/etc/os-release', says: `${field}=${value}` }];
  });
}

function coordinatesOf(entries: readonly IdentifiableOs[]): string[] {
  return entries.map(({ coordinate }) => coordinate);
}

function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [`${one.source}\n${one.says}`, one])).values()];
}
