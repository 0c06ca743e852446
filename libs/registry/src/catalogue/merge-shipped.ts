import { contentOf, entryName, keyOfEntry, referenceProblems, type KindAndEntry } from '#libs/domain';
import { inForce, storedName, type StoredEntry } from './catalogue-versions.js';

/**
 * The catalogue once new files are shipped. What an operator put in force stays; the files' word comes beside it. A shipped
 * entry that can not stand beside an operator's (the same place in a line, a circle) is withheld: what was in force before
 * stays in force, nothing where it is new. What files no longer name stays.
 */
export function mergeShipped(stored: readonly StoredEntry[], shipped: readonly KindAndEntry[]): StoredEntry[] {
  const known = new Map(stored.map((entry) => [storedName(entry), entry]));
  const merged = new Map(known);
  for (const one of shipped) {
    const { kind, entry } = one;
    const key = keyOfEntry(one);
    const before = known.get(entryName(kind, key));
    const owned = before?.operatorVersion != null;
    merged.set(entryName(kind, key), {
      kind,
      key,
      inForce: owned ? before.inForce : entry,
      shipped: entry,
      operatorVersion: before?.operatorVersion ?? null,
      seen: before?.seen ?? null,
    });
  }
  // Each round puts entries back to what they were, which went together; so the rounds come to an end.
  for (;;) {
    const back = [...merged.values()].filter(isProblematic(merged)).flatMap((entry): StoredEntry[] => {
      const before = known.get(storedName(entry))?.inForce ?? null;
      return entry.operatorVersion !== null || entry.inForce === before ? [] : [{ ...entry, inForce: before }];
    });
    if (back.length === 0) return [...merged.values()];
    for (const entry of back) merged.set(storedName(entry), entry);
  }
}

/** Of two that exclude each other the later one is told of: the operators' come first, then what was in force before. */
function isProblematic(merged: ReadonlyMap<string, StoredEntry>): (entry: StoredEntry) => boolean {
  const ordered = [...merged.values()].sort(
    (a, b) => Number(a.operatorVersion === null) - Number(b.operatorVersion === null),
  );
  const problems = new Set(referenceProblems(contentOf(inForce(ordered))).map(({ kind, key }) => entryName(kind, key)));
  return (entry) => problems.has(storedName(entry));
}
