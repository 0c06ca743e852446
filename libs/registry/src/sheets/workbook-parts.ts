import { attribute, readXml } from './parse-xml.js';
import { numberFormat, type NumberFormat } from './number-formats.js';
import { BOUNDS } from './sheet-limits.js';
import { sheetRefusal } from './sheet-refusals.js';
import { damaged, type WorkbookArchive } from './workbook-archive.js';

export interface WorkbookSheet {
  readonly name: string;
  /** Name of its part in the archive: `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  /** Nobody who opens the workbook sees it. */
  readonly isHidden: boolean;
}

export interface WorkbookParts {
  /** In the order in which the workbook shows them, without charts. */
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedTexts: string | undefined;
  readonly styles: string | undefined;
  readonly from1904: boolean;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** Finds the parts that rows are read from. Links to other files are not followed. */
export async function workbookParts(archive: WorkbookArchive): Promise<WorkbookParts> {
  const roots = archive.parts.has('_rels/.rels') ? await relations(archive, '') : [];
  const workbook = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (workbook.endsWith('.bin')) throw binaryWorkbook();
  if (!archive.parts.has(workbook)) throw noWorkbook();
  const related = await relations(archive, workbook);
  const listed: { name: string; id: string; isHidden: boolean }[] = [];
  let from1904 = false;
  await readSmall(archive, workbook, (name, attributes) => {
    if (name === 'workbookPr') from1904 = isTrue(attribute(attributes, 'date1904'));
    if (name !== 'sheet') return;
    const [title, id] = [attribute(attributes, 'name'), attribute(attributes, 'id')];
    if (title === undefined || id === undefined) throw damaged(new Error('a sheet without name or part'));
    listed.push({ name: title, id, isHidden: /hidden/i.test(attribute(attributes, 'state') ?? '') });
  });
  const named = (type: string): string | undefined => related.find((relation) => relation.type === type)?.target;
  const sheets = listed.flatMap(({ name, id, isHidden }): WorkbookSheet[] => {
    const part = related.find((relation) => relation.id === id && relation.type === 'worksheet')?.target;
    return part === undefined ? [] : [{ name, part, isHidden }];
  });
  if (new Set(sheets.map(({ part }) => part)).size < sheets.length) throw damaged(new Error('two sheets of one part'));
  if (sheets.length > BOUNDS.sheets) {
    throw sheetRefusal(
      'too-many-parts',
      `工作表超过 ${BOUNDS.sheets} 张 · The workbook has more than ${BOUNDS.sheets} sheets`,
    );
  }
  return { sheets, sharedTexts: named('sharedStrings'), styles: named('styles'), from1904 };
}

/** How the numbers of each cell format are shown, by the format's place. */
export async function cellFormats(archive: WorkbookArchive, styles: string | undefined): Promise<NumberFormat[]> {
  if (styles === undefined || !archive.parts.has(styles)) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  await readSmall(
    archive,
    styles,
    (name, attributes) => {
      if (name === 'numFmt') {
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formats.push(Number(attribute(attributes, 'numFmtId') ?? 0));
    },
    (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  );
  return formats.map((id) => numberFormat(id, codes.get(id)));
}

async function relations(archive: WorkbookArchive, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const list = `${folder}_rels/${part === '' ? '' : part.slice(folder.length)}.rels`;
  const found: Relation[] = [];
  if (!archive.parts.has(list)) return found;
  await readSmall(archive, list, (name, attributes) => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
    const target = attribute(attributes, 'Target') ?? '';
    found.push({
      id: attribute(attributes, 'Id') ?? '',
      // Of the two namespaces that there are, the last word is the same.
      type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
      target: target.startsWith('/') ? target.slice(1) : resolvePart(folder, target),
    });
  });
  return found;
}

function resolvePart(folder: string, target: string): string {
  const path = folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}

async function readSmall(
  archive: WorkbookArchive,
  part: string,
  open: (name: string, attributes: Readonly<Record<string, string>>) => void,
  close: (name: string) => void = () => undefined,
): Promise<void> {
  if ((archive.parts.get(part)?.uncompressedSize ?? 0) > BOUNDS.smallPartBytes) {
    throw sheetRefusal('zip-bomb', `工作簿结构异常（${part}） · A part of the workbook is far too large (${part})`);
  }
  await readXml(await archive.open(part), { open, text: () => undefined, close });
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

export function binaryWorkbook(): Error {
  return sheetRefusal(
    'binary-workbook',
    '不支持 .xlsb，请另存为 .xlsx · Binary workbooks (.xlsb) are not read: save as .xlsx',
  );
}

function noWorkbook(): Error {
  return sheetRefusal(
    'wrong-format',
    '压缩包内没有工作簿，请使用 .xlsx · The archive holds no workbook: save as .xlsx',
  );
}
