/** A cell by its coordinates, as somebody wrote them. */
export interface AskedCell {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
}

/** Why a row has no answer. `nearest`: known coordinates that may have been meant. */
export interface RowRefusal {
  readonly code: 'invalid-request' | 'malformed-json' | 'unknown-coordinate';
  readonly path: string;
  readonly message: string;
  readonly nearest: readonly string[];
}

const LONGEST = { release: 280, os: 280, cpu: 140 } as const;
const FIELDS = ['release', 'os', 'cpu'] as const;
/** What nearly all coordinates are made of, told in a fraction of the time. */
const PLAIN = /^[!-~]+$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/**
 * One row of a batch. By hand: there are up to ten thousand, and a schema would cost more than the answers.
 *
 * @param path of the row, e.g. `cells.3`
 */
export function readRow(value: unknown, path: string): AskedCell | RowRefusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return wrong(path, '每行应为 {release, os, cpu} · must be an object {release, os, cpu}');
  }
  for (const key in value) {
    if (key !== 'release' && key !== 'os' && key !== 'cpu') return wrong(`${path}.${key}`, 'is not a field here');
  }
  const { release, os, cpu }: { release?: unknown; os?: unknown; cpu?: unknown } = value;
  if (isCoordinate(release, LONGEST.release) && isCoordinate(os, LONGEST.os) && isCoordinate(cpu, LONGEST.cpu)) {
    return { release, os, cpu };
  }
  const given = { release, os, cpu };
  const field = FIELDS.find((name) => !isCoordinate(given[name], LONGEST[name])) ?? 'release';
  return wrong(
    `${path}.${field}`,
    given[field] === undefined
      ? '缺少此项 · is missing'
      : `must be printable text of 1 to ${LONGEST[field]} characters`,
  );
}

export function isRefusal(row: AskedCell | RowRefusal): row is RowRefusal {
  return 'code' in row;
}

function isCoordinate(value: unknown, longest: number): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > longest) return false;
  return PLAIN.test(value) || !UNPRINTABLE.test(value);
}

function wrong(path: string, message: string): RowRefusal {
  return { code: 'invalid-request', path, message, nearest: [] };
}
