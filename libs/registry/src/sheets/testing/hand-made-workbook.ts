import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export interface HandMade {
  /** What stands between the tags of `sheetData`. */
  readonly rows: string;
  /** What stands after it: merges. */
  readonly after?: string;
  /** What stands before the sheet's first tag. */
  readonly before?: string;
  readonly date1904?: boolean;
  /** Format codes; cell format n+1 has the n-th. */
  readonly formats?: readonly string[];
  /** Parts that are added, or put in the place of those made here. */
  readonly parts?: Readonly<Record<string, string | Buffer>>;
  readonly state?: 'hidden' | 'veryHidden';
}

/** Writes a workbook of one sheet, `数据`, as no program would: what its XML says is the test's. */
export async function writeHandMade(file: string, made: HandMade): Promise<string> {
  const formats = made.formats ?? [];
  const parts: Record<string, string | Buffer> = {
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${made.date1904 === true ? 1 : 0}"/><sheets><sheet name="数据" sheetId="1" r:id="rId1" state="${made.state ?? 'visible'}"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${OFFICE}/externalLink" Target="https://example.com/other.xlsx" TargetMode="External"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${made.before ?? ''}<worksheet xmlns="${MAIN}"><sheetData>${made.rows}</sheetData>${made.after ?? ''}</worksheet>`,
    ...made.parts,
  };
  return writeArchive(file, Object.entries(parts));
}

/** Writes an archive with these parts, in this order, also where two have one name. */
export async function writeArchive(
  file: string,
  parts: readonly (readonly [string, string | Buffer])[],
): Promise<string> {
  const archive = new ZipFile();
  for (const [name, content] of parts) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(file));
  return file;
}
