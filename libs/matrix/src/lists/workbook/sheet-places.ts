import { cellPlace, columnName } from '#libs/registry';

/** Number of a row by its own word; of one that says none, the one after the row before. */
export function rowNumber(said: string | undefined, before: number): number {
  return said !== undefined && /^[1-9]\d{0,6}$/.test(said) ? Number(said) : before + 1;
}

/** `A1:F20` up to another last column at least; undefined where that is so already, or it is no range. */
export function widenRange(range: string, lastIndex: number): string | undefined {
  const [first = '', last = first, ...rest] = range.split(':');
  const lastNow = cellPlace(last)?.index;
  if (cellPlace(first) === undefined || lastNow === undefined || rest.length > 0 || lastNow >= lastIndex) {
    return undefined;
  }
  return `${first}:${columnName(lastIndex)}${last.replace(/^\$?[A-Z]+/, '')}`;
}

/** `1:6`, numbers of columns, up to another last one at least. */
export function widenSpans(spans: string, last: number): string {
  const numbers = (spans.match(/\d+/g) ?? []).map(Number);
  return `${Math.min(...numbers, last)}:${Math.max(...numbers, last)}`;
}
