import type { CellStatus } from '../cell.js';
import { isWorking } from './compose-solution.js';

/** What is known of one edge on one platform. `name` is how the set of releases calls it. */
export interface EdgeStatus {
  readonly name: string;
  readonly required: boolean;
  readonly status: CellStatus;
}

export interface MissingEdge<P> {
  readonly name: string;
  /** Where it alone is missing, in the order given: with it, all would work there. */
  readonly platforms: readonly P[];
}

/**
 * Which single missing edge would unlock most platforms: of each edge the platforms on which it is unknown and every other
 * required edge works; most platforms first, of equal ones the edge listed first.
 *
 * @param settled says that the platform's answer does not come from its edges: tested as a whole, nothing there is missing
 */
export function missingEdges<P>(
  platforms: readonly { readonly platform: P; readonly edges: readonly EdgeStatus[]; readonly settled: boolean }[],
): readonly MissingEdge<P>[] {
  const blocked = new Map<string, P[]>();
  const order: string[] = [];
  for (const { platform, edges, settled } of platforms) {
    for (const { name } of edges) if (!order.includes(name)) order.push(name);
    if (settled) continue;
    const [only, ...others] = edges.filter(({ required, status }) => required && !isWorking(status));
    if (only?.status !== 'unknown' || others.length > 0) continue;
    blocked.set(only.name, [...(blocked.get(only.name) ?? []), platform]);
  }
  return [...blocked]
    .map(([name, found]) => ({ name, platforms: found }))
    .sort((a, b) => b.platforms.length - a.platforms.length || order.indexOf(a.name) - order.indexOf(b.name));
}
