import { entryName, keyOfEntry, type CatalogueKind, type KindAndEntry } from './catalogue-content.js';

export interface FieldChange {
  readonly field: string;
  /** JSON value; null where the field was not there. */
  readonly from: unknown;
  readonly to: unknown;
}

/** `kept`: says what is in force already, where a shipped file says something else since: the difference is settled. */
export interface CatalogueEntryChange {
  readonly kind: CatalogueKind;
  readonly key: string;
  readonly action: 'added' | 'changed' | 'kept';
  readonly fields: readonly FieldChange[];
}

/** JSON text that is equal for equal values, in whatever order their keys stand. Fields that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : child,
  );
}

export const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * What entries would add to a catalogue or change in it, field by field. Entries that say what the catalogue says are left
 * out. Nothing is ever removed by not being named.
 */
export function diffCatalogue(
  present: readonly KindAndEntry[],
  wanted: readonly KindAndEntry[],
): CatalogueEntryChange[] {
  const known = new Map(present.map((one) => [entryName(one.kind, keyOfEntry(one)), one.entry]));
  return wanted.flatMap((one): CatalogueEntryChange[] => {
    const { kind } = one;
    const key = keyOfEntry(one);
    const before = known.get(entryName(kind, key));
    const fields = fieldChanges(before ?? {}, one.entry);
    if (before === undefined) return [{ kind, key, action: 'added', fields }];
    return fields.length === 0 ? [] : [{ kind, key, action: 'changed', fields }];
  });
}

function fieldChanges(before: object, after: object): FieldChange[] {
  const [from, to] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((field) => !sameJson(from.get(field) ?? null, to.get(field) ?? null) || from.has(field) !== to.has(field))
    .filter((field) => from.get(field) !== undefined || to.get(field) !== undefined)
    .sort()
    .map((field) => ({ field, from: from.get(field) ?? null, to: to.get(field) ?? null }));
}
