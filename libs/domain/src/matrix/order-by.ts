/** Comparator by the first key that differs, smaller first. End with a unique key to make the order total. */
export function orderBy<T>(...keys: readonly ((item: T) => number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const difference = key(a) - key(b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}
