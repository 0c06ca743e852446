import type { FieldProblem } from '../errors/domain-error.js';
import type { OsReleaseEntry } from './catalogue-entries.js';

type Placed = Pick<OsReleaseEntry, 'coordinate' | 'base' | 'line' | 'ordinal'>;

/**
 * What is wrong with the lineage of OS releases: a base that is not listed, a circle of bases, a coordinate listed twice,
 * two releases of one product at one place of a line. Empty when nothing is.
 *
 * @returns problems with paths into the list, e.g. `3.base`
 */
export function lineageProblems(entries: readonly Placed[]): FieldProblem[] {
  const byCoordinate = new Map(entries.map((entry) => [entry.coordinate, entry]));
  const places = new Map<string, string>();
  return entries.flatMap((entry, index): FieldProblem[] => {
    const problems: FieldProblem[] = [];
    const say = (field: string, code: string, message: string) =>
      problems.push({ path: `${index}.${field}`, code, message: `${entry.coordinate} ${message}` });
    if (entry.base !== null && !byCoordinate.has(entry.base)) {
      say('base', 'unknown', `is based on ${entry.base}, which is not listed`);
    }
    const circle = circleFrom(entry, byCoordinate);
    if (circle !== undefined) say('base', 'cyclic', `is derived from itself: ${circle.join(' ← ')}`);
    if (byCoordinate.get(entry.coordinate) !== entry) say('coordinate', 'doubled', 'is listed twice');
    const place = `${entry.coordinate.split('@', 1)[0]} ${entry.line} ${entry.ordinal}`;
    const other = places.get(place);
    if (other !== undefined && other !== entry.coordinate) say('ordinal', 'doubled', `has the place of ${other}`);
    places.set(place, entry.coordinate);
    return problems;
  });
}

/** The bases of an entry up to where they come back to it. */
function circleFrom(entry: Placed, byCoordinate: ReadonlyMap<string, Placed>): string[] | undefined {
  const seen = new Set([entry.coordinate]);
  for (let at = entry.base; at !== null; at = byCoordinate.get(at)?.base ?? null) {
    if (at === entry.coordinate) return [...seen, at];
    // A circle further down is told of by the entries that are in it.
    if (seen.has(at)) return undefined;
    seen.add(at);
  }
  return undefined;
}
