import { nearestMatches } from './nearest-matches.js';

export interface PlatformName {
  readonly os: string;
  readonly cpu: string;
  readonly isa: string;
}

/**
 * Platforms that come closest to the wanted one, nearest first: the same CPU, then the same OS, then the same ISA, then
 * the rest; within each by resemblance of what differs. Names something whenever anything is known at all.
 */
export function nearestPlatforms(wanted: PlatformName, known: readonly PlatformName[], limit = 3): PlatformName[] {
  const groups: readonly [(platform: PlatformName) => boolean, (platform: PlatformName) => string, string][] = [
    [({ cpu }) => cpu === wanted.cpu, ({ os }) => os, wanted.os],
    [({ os }) => os === wanted.os, ({ cpu }) => cpu, wanted.cpu],
    [({ isa }) => isa === wanted.isa, ({ os }) => os, wanted.os],
    [() => true, ({ os }) => os, wanted.os],
  ];
  const found: PlatformName[] = [];
  for (const [belongs, differs, text] of groups) {
    // What comes later in the order is further away, and would only be cut off.
    if (found.length >= limit) break;
    const candidates = known.filter((platform) => belongs(platform) && !found.includes(platform));
    const order = nearestMatches(text, [...new Set(candidates.map(differs))], candidates.length);
    const places = new Map(order.map((name, place) => [name, place]));
    const rank = (platform: PlatformName): number => places.get(differs(platform)) ?? order.length;
    found.push(...candidates.sort((a, b) => rank(a) - rank(b)));
  }
  return found.slice(0, limit);
}
