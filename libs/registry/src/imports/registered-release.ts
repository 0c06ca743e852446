import type { AbiLevel, ReleaseFacts } from '#libs/domain';
import type { FieldValues } from './field-values.js';
import type { NamedRelease } from './release-coordinates.queries.js';

/** What a registered release has of the fields that a row may state anew. */
export function presentFields(old: NamedRelease, facts: ReleaseFacts | undefined): Record<string, string | null> {
  const end = facts?.endOfLife ?? null;
  return {
    endOfLife: end === null ? null : new Date(end).toISOString().slice(0, 10),
    abiLevel: facts?.abiLevel ?? null,
    published: old.isPublished ? 'yes' : null,
  };
}

/** Refuses what would make it another release. */
export function refuseImmutable(
  fields: FieldValues,
  old: NamedRelease,
  said: {
    readonly line: string | undefined;
    readonly ordinal: number | undefined;
    readonly releasedOn: string | null | undefined;
    readonly isPublished: boolean | undefined;
    readonly endOfLife: string | undefined;
    readonly abiLevel: AbiLevel | undefined;
  },
): void {
  for (const field of ['line', 'ordinal', 'releasedOn'] as const) {
    if (said[field] === undefined || said[field] === old[field]) continue;
    fields.refuse(
      field,
      'immutable',
      `已登记为 ${String(old[field])}，版本不可更改 · is registered as ${String(old[field])}; releases are immutable`,
    );
  }
  if (old.isPublished && said.isPublished === false) {
    fields.refuse('published', 'immutable', '已公开，不可收回 · is public and stays so');
  }
  if (old.isOsRelease && (said.endOfLife !== undefined || said.abiLevel !== undefined)) {
    const field = said.endOfLife === undefined ? 'abiLevel' : 'endOfLife';
    fields.refuse(
      field,
      'forbidden',
      '操作系统版本的事实由目录维护 · What is known of OS releases is kept in the catalogue',
    );
  }
}
