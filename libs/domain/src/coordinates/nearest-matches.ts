import { distance } from 'fastest-levenshtein';

/** Weight of the parts of a coordinate: a wrong product misleads more than a wrong vendor or version. */
const WEIGHTS = { vendor: 1, name: 1.5, version: 1 } as const;
/** What a part costs as soon as it differs at all, so that equal parts come before nearly equal ones. */
const DIFFERENCE = 0.3;
/** Average cost per part above which a name resembles the wanted one only by chance. */
const HOPELESS = 0.6;

interface Parts {
  readonly vendor: string | undefined;
  readonly name: string;
  readonly version: string | undefined;
}

/**
 * The known coordinates that somebody who typed `wanted` may have meant, nearest first, at most `limit`.
 *
 * Vendor, product or model, and version are compared part by part (edit distance without regard to case), so the same
 * product of the same vendor in another version comes first. A part that `wanted` lacks is not compared. Names that
 * have nothing in common with `wanted` are left out. Equal scores go by code point order, so answers never vary.
 */
export function nearestMatches(wanted: string, known: readonly string[], limit = 3): string[] {
  const target = partsOf(wanted);
  return known
    .map((text) => ({ text, cost: costBetween(target, partsOf(text)) }))
    .filter(({ cost }) => cost <= HOPELESS)
    .sort((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1))
    .slice(0, limit)
    .map(({ text }) => text);
}

/** Splits leniently: what people type is rarely a valid coordinate. */
function partsOf(text: string): Parts {
  const lower = text.trim().toLowerCase();
  const slash = lower.indexOf('/');
  const rest = lower.slice(slash + 1);
  const at = rest.indexOf('@');
  return {
    vendor: slash < 0 ? undefined : lower.slice(0, slash),
    name: at < 0 ? rest : rest.slice(0, at),
    version: at < 0 ? undefined : rest.slice(at + 1),
  };
}

/** 0 (equal) to 1 (nothing in common). */
function costBetween(wanted: Parts, candidate: Parts): number {
  let cost = WEIGHTS.name * partCost(wanted.name, candidate.name);
  let weight: number = WEIGHTS.name;
  for (const part of ['vendor', 'version'] as const) {
    const wantedPart = wanted[part];
    if (wantedPart === undefined) continue;
    cost += WEIGHTS[part] * partCost(wantedPart, candidate[part] ?? '');
    weight += WEIGHTS[part];
  }
  return cost / weight;
}

function partCost(a: string, b: string): number {
  if (a === b) return 0;
  return DIFFERENCE + (1 - DIFFERENCE) * (distance(a, b) / Math.max(a.length, b.length));
}
