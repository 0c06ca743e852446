import type { OsRelease } from './platform-model.js';

/** Something in loaded or posted data that may not become fact. */
export interface FactProblem {
  /** Where, in the data given: `policies.rules[2]`, or the coordinate of an OS release and its field. */
  readonly path: string;
  readonly code: string;
  /** For people: Chinese, then English. */
  readonly message: string;
}

export type OsLineage = Pick<OsRelease, 'id' | 'coordinate' | 'lineId' | 'ordinal' | 'base'>;

/** What is wrong with the lines and bases of a catalogue, all of it at once; in the order given. */
export function lineageProblems(osReleases: readonly OsLineage[]): readonly FactProblem[] {
  const byId = new Map(osReleases.map((os) => [os.id, os]));
  return osReleases.flatMap((os, index) => [
    ...baseProblems(os, byId),
    ...ordinalProblems(os, osReleases.slice(0, index)),
  ]);
}

function baseProblems(os: OsLineage, byId: ReadonlyMap<string, OsLineage>): readonly FactProblem[] {
  const path = `${os.coordinate}.base`;
  if (os.base === null) return [];
  if (!byId.has(os.base)) {
    const message = `目录中没有基础版本 ${os.base} · there is no OS release ${os.base} to be its base`;
    return [{ path, code: 'unknown-base', message }];
  }
  const circle = circleFrom(os, byId);
  if (circle === null) return [];
  const names = circle.map(({ coordinate }) => coordinate).join(' → ');
  return [{ path, code: 'cyclic-base', message: `基础版本互相循环：${names} · bases go in a circle: ${names}` }];
}

/** The way back to the OS release itself; null where its bases end, or go round elsewhere. */
function circleFrom(os: OsLineage, byId: ReadonlyMap<string, OsLineage>): readonly OsLineage[] | null {
  const way = [os];
  let next = os.base === null ? undefined : byId.get(os.base);
  while (next !== undefined && !way.includes(next)) {
    way.push(next);
    next = next.base === null ? undefined : byId.get(next.base);
  }
  return next === os ? [...way, os] : null;
}

function ordinalProblems(os: OsLineage, before: readonly OsLineage[]): readonly FactProblem[] {
  const same = before.find(({ lineId, ordinal }) => lineId === os.lineId && ordinal === os.ordinal);
  if (same === undefined) return [];
  const message = `与 ${same.coordinate} 的次序 ${os.ordinal} 重复 · ${same.coordinate} has ordinal ${os.ordinal} in the line already`;
  return [{ path: `${os.coordinate}.ordinal`, code: 'doubled-ordinal', message }];
}
