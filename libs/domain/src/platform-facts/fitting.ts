import type { Evidence, MissingFact, PartFound } from './part-found.js';

export function unknownPart(
  nearest: readonly string[],
  by: readonly Evidence[],
  missing: readonly MissingFact[] = [],
): PartFound {
  const because = missing.length > 0 ? 'fact-missing' : 'not-in-catalogue';
  return { state: 'unknown', because, candidates: nearest, missing, by };
}

/** What a pattern of the catalogue finds; nothing where it is no pattern at all, as in a file that somebody has altered. */
export function search(pattern: string, flags: string, text: string): RegExpExecArray | undefined {
  try {
    return new RegExp(pattern, flags).exec(text) ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function sameText(a: string | undefined, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}
