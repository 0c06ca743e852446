/**
 * Does the served answer say nothing but what is expected? Objects may leave out what was not asked to be shown; what they do
 * show must be there and equal. Lists are equal in length and order.
 *
 * @returns path of the first difference, or null
 */
export function firstDifference(served: unknown, expected: unknown, path = ''): string | null {
  if (Array.isArray(served) && Array.isArray(expected)) {
    if (served.length !== expected.length) return `${path}.length`;
    return firstOf(served.map((entry, index) => firstDifference(entry, expected[index], `${path}[${index}]`)));
  }
  if (isRecord(served) && isRecord(expected)) {
    return firstOf(
      Object.entries(served).map(([key, value]) => firstDifference(value, expected[key], `${path}.${key}`)),
    );
  }
  return Object.is(served, expected) ? null : path;
}

function firstOf(differences: readonly (string | null)[]): string | null {
  return differences.find((difference) => difference !== null) ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
