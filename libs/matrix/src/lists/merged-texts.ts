import type { SheetCell, SheetRow } from '#libs/registry';

/**
 * Cells of rows together with those that reach into them from above: a vendor written once beside the rows of three
 * products is the vendor of each. Rows must come in order.
 */
export class MergedTexts {
  readonly #firsts = new Map<string, SheetCell>();

  /** What the row says, from left to right. A cell from above keeps its own place. */
  cellsOf(row: SheetRow): readonly SheetCell[] {
    if (row.merges.length === 0) {
      this.#firsts.clear();
      return row.cells;
    }
    const open = new Set(row.merges.map(({ range }) => range));
    for (const range of this.#firsts.keys()) if (!open.has(range)) this.#firsts.delete(range);
    const above: SheetCell[] = [];
    for (const { range, firstRow, firstIndex } of row.merges) {
      const known = this.#firsts.get(range);
      if (known !== undefined) above.push(known);
      else if (firstRow === row.row) {
        const cell = row.cells.find(({ index }) => index === firstIndex);
        if (cell !== undefined) this.#firsts.set(range, cell);
      }
    }
    if (above.length === 0) return row.cells;
    const taken = new Set(row.cells.map(({ index }) => index));
    return [...row.cells, ...above.filter(({ index }) => !taken.has(index))].sort((a, b) => a.index - b.index);
  }
}
