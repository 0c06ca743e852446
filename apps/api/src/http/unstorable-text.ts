/**
 * Path of the first text that PostgreSQL can't store: one with a NUL, or with half of a surrogate pair. Checked once for
 * all input, keys included, so that no request can make a query fail.
 */
export function unstorableText(value: unknown, depth = 0): string[] | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  // Fastify's parser has no depth limit of its own; nothing in the contract is nested this deep.
  if (depth > 32) return [];
  for (const [key, child] of Object.entries(value)) {
    if (!isStorable(key)) return ['(key)'];
    const found = unstorableText(child, depth + 1);
    if (found !== undefined) return [key, ...found];
  }
  return undefined;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text);
}
