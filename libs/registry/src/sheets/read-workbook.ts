import { mergedCells } from './merged-cells.js';
import { parseXml } from './parse-xml.js';
import { sharedTexts } from './shared-texts.js';
import type { SheetRow } from './sheet-rows.js';
import { damaged, openArchive } from './workbook-archive.js';
import { cellFormats, type WorkbookParts } from './workbook-parts.js';
import { WorksheetReader } from './worksheet-reader.js';

/** The rows of a workbook's sheets that are seen, one sheet after the other. */
export async function* readWorkbook(file: string, parts: WorkbookParts): AsyncGenerator<SheetRow> {
  const archive = await openArchive(file);
  try {
    const formats = await cellFormats(archive, parts.styles);
    const texts = await sharedTexts(archive, parts.sharedTexts);
    for (const { name: sheet, part, isHidden } of parts.sheets) {
      if (isHidden) continue;
      if (!archive.parts.has(part)) throw damaged(new Error(`no part ${part}`));
      const merges = await mergedCells(archive, sheet, part);
      const reader = new WorksheetReader({ sheet, texts, formats, from1904: parts.from1904, merges });
      for await (const _ of parseXml(await archive.open(part), reader, () => reader.place)) {
        void _;
        yield* reader.take();
      }
    }
  } finally {
    archive.close();
  }
}
