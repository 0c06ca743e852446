/** What one list may cost. What exceeds a limit is refused, never cut off. */
export const LIST_LIMITS = {
  /** Bytes of all that a workbook unpacks to. */
  unpackedBytes: 160_000_000,
  /** Rows of the file that hold something, products or not. */
  fileRows: 100_000,
  /** Rows that name a product. */
  rows: 10_000,
  /** Platforms that a row is checked on. */
  platforms: 8,
  /** Rows × platforms. */
  cells: 40_000,
  /** The same, as known at an earlier moment: each is evaluated from the database. */
  cellsKnownAt: 200,
} as const;
