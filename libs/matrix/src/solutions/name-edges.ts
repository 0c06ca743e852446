import { rows } from '#libs/database';
import { DomainError, type FieldProblem } from '#libs/domain';
import { requireRelease } from '#libs/registry';
import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** A release of a set, as somebody may see it. */
export interface NamedMember {
  readonly id: string;
  readonly coordinate: string;
  readonly published: boolean;
}

/** An edge of a set of releases: one of them on the platform, or two of them together there. */
export interface NamedEdge {
  readonly name: string;
  readonly releaseId: string;
  readonly secondReleaseId: string | null;
  readonly required: boolean;
}

export function pairName(release: string, other: string): string {
  return `${release} + ${other}`;
}

/**
 * The releases that were named.
 *
 * @param pathOf where the one at a place stands in the input
 * @param find finds a published release sooner than the database; what it doesn't know is looked up there
 * @throws DomainError `unknown-coordinate`, also for a draft that is not the viewer's; `invalid-request` for one that is named
 * twice, or that is an operating system
 */
export async function membersOf<T extends { readonly release: string }>(
  db: Db,
  viewer: string | null,
  given: readonly T[],
  pathOf: (place: number) => string,
  find: (coordinate: string) => NamedMember | undefined = () => undefined,
): Promise<(T & NamedMember)[]> {
  const members: (T & NamedMember)[] = [];
  for (const [place, one] of given.entries()) {
    const found = find(one.release) ?? (await requireRelease(db, viewer, one.release, pathOf(place)));
    const { id, coordinate, published } = found;
    members.push({ ...one, id, coordinate, published });
  }
  const systems = await rows<{ id: string }>(
    db,
    'SELECT release_id AS id FROM os_releases WHERE release_id = ANY($1::uuid[])',
    [members.map(({ id }) => id)],
  );
  const fields = members.flatMap(({ id, coordinate }, place): FieldProblem[] => {
    const path = pathOf(place);
    if (members.findIndex((other) => other.id === id) < place) {
      return [{ path, code: 'duplicate', message: `${coordinate} is named twice` }];
    }
    return systems.some((system) => system.id === id)
      ? [{ path, code: 'operating-system', message: `${coordinate} is an OS release: ask for it as the platform's os` }]
      : [];
  });
  if (fields.length > 0)
    throw new DomainError('invalid-request', '版本列表有误 · The list of releases is wrong', { fields });
  return members;
}

/**
 * The pairs that were named, of releases in the list.
 *
 * @throws DomainError `invalid-request` for a pair named twice (either way round), of one release, or of one that is not listed
 */
export function pairsOf<T extends { readonly release: string; readonly with: string }>(
  members: readonly (NamedMember & { readonly release: string })[],
  given: readonly T[],
): (T & { readonly releaseId: string; readonly secondReleaseId: string })[] {
  const fields: FieldProblem[] = [];
  const seen = new Set<string>();
  const pairs = given.flatMap((pair, place) => {
    const ends = (['release', 'with'] as const).map((end) => {
      const found = members.find(({ coordinate, release }) => coordinate === pair[end] || release === pair[end]);
      if (found === undefined) {
        fields.push({
          path: `edges.${place}.${end}`,
          code: 'not-listed',
          message: `${pair[end]} is not one of the releases`,
        });
      }
      return found;
    });
    const [first, second] = ends;
    if (first === undefined || second === undefined) return [];
    if (first.id === second.id) {
      fields.push({ path: `edges.${place}.with`, code: 'invalid', message: 'is the same release' });
    }
    const key = [first.id, second.id].sort().join(' ');
    if (seen.has(key)) fields.push({ path: `edges.${place}`, code: 'duplicate', message: 'is named twice' });
    seen.add(key);
    return [{ ...pair, releaseId: first.id, secondReleaseId: second.id }];
  });
  if (fields.length > 0) throw new DomainError('invalid-request', '环节有误 · The edges are wrong', { fields });
  return pairs;
}
