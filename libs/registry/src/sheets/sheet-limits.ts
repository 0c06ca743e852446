const MB = 1_000_000;

/** What a file may cost its reader. What exceeds one is refused, never cut off. */
export interface SheetLimits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Rows that hold something, of all sheets together. */
  readonly rows: number;
}

export const SHEET_LIMITS: SheetLimits = { fileBytes: 100 * MB, rows: 1_000_000 };

/** Excel's own: the most a sheet has. Source: "Excel specifications and limits", Microsoft. */
export const EXCEL = { rows: 1_048_576, columns: 16_384, cellCharacters: 32_767 } as const;

/** Bounds that hold for every reader. Real workbooks stay well below them. */
export const BOUNDS = {
  /** Parts in the archive, and sheets. */
  parts: 2_000,
  sheets: 100,
  /** Unpacked bytes of one part, and of all that are read. */
  partBytes: 1_500 * MB,
  unpackedBytes: 2_000 * MB,
  /** Of parts that unpack to more than `ratioBytes`. Rows of a sheet pack to a tenth, at best to a hundredth. */
  ratio: 200,
  ratioBytes: 10 * MB,
  /** Of parts that are read whole: the list of sheets, the formats. */
  smallPartBytes: 16 * MB,
  /** Cells in a row. */
  cells: 2_000,
  merges: 20_000,
  /** Texts that cells share, and their characters together: they are held in memory. */
  sharedTexts: 3_000_000,
  sharedCharacters: 48 * MB,
  /** Characters between two tags; a tag's own. XML may write a character as ten. */
  markup: 400_000,
  depth: 64,
  /** Characters of a line of CSV. */
  record: 2 * MB,
} as const;
