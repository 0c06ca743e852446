import { dayOf } from '#libs/domain';
import type { FieldChange } from '#libs/registry';
import type { StandingDeclaration } from './standing-declarations.js';

/** What is said anew, field by field; of what nobody has said yet, all of it. */
export function changesFrom(
  old: StandingDeclaration | undefined,
  said: {
    readonly verdict: string;
    readonly as: string;
    readonly source: string;
    readonly since?: string;
    readonly validUntil?: string;
  },
): FieldChange[] {
  const before: Record<string, string | null> =
    old === undefined
      ? {}
      : {
          verdict: old.verdict,
          as: old.as,
          source: old.source,
          since: dayOf(old.validFrom),
          validUntil: lastDay(old.validUntil),
        };
  return Object.entries(said).flatMap(([field, to]) => {
    const from = before[field] ?? null;
    return from === to ? [] : [{ field, from, to }];
  });
}

function lastDay(validUntil: Date | null): string | null {
  return validUntil === null ? null : new Date(validUntil.getTime() - 1).toISOString().slice(0, 10);
}
