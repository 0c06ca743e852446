import { sheetRow } from '#libs/domain';
import { columnName } from '../sheets/sheet-rows.js';
import { ABI_LEVELS, IMPORT_FIELDS, INSTRUCTIONS_SHEET, type ImportField } from './import-fields.js';
import type { RowKind } from './import-rows.js';
import { MOST_IMPORT_ROWS } from './read-import-file.js';
import type { TemplateLists } from './template-lists.queries.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const TITLES: Readonly<Record<RowKind, string>> = {
  organizations: '机构',
  products: '产品',
  releases: '版本',
  declarations: '适配声明',
};
const LISTS_SHEET = '列表';
const DAYS = new Set(['releasedOn', 'endOfLife', 'validUntil']);
/** Cell formats by their place in the styles: text, so that 8.10 stays 8.10, and days. */
const STYLES = { text: 1, day: 2, header: 3 } as const;

/**
 * The parts of a workbook to be filled in: the sheet for the rows, one that explains each column, and a hidden one with what
 * the drop-down lists offer.
 */
export function templateWorkbook(kind: RowKind, lists: TemplateLists): Readonly<Record<string, string>> {
  const fields = IMPORT_FIELDS[kind];
  const offered = fields.map((field) => choicesOf(field, lists));
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEETS}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEETS}.styles+xml"/>${[1, 2, 3].map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEETS}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${TITLES[kind]}" sheetId="1" r:id="rId1"/><sheet name="${INSTRUCTIONS_SHEET}" sheetId="2" r:id="rId2"/><sheet name="${LISTS_SHEET}" sheetId="3" state="hidden" r:id="rId3"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${RELATIONS}">${[1, 2, 3].map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId4" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf numFmtId="49" applyNumberFormat="1" xfId="0"/><xf numFmtId="164" applyNumberFormat="1" xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${fields.map((field, index) => columnOf(field, index)).join('')}</cols><sheetData>${headers(fields)}</sheetData>${validations(offered)}</worksheet>`,
    'xl/worksheets/sheet2.xml': `${XML}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="32" customWidth="1"/><col min="2" max="2" width="10" customWidth="1"/><col min="3" max="3" width="90" customWidth="1"/></cols><sheetData>${instructions(kind, fields)}</sheetData></worksheet>`,
    'xl/worksheets/sheet3.xml': `${XML}<worksheet xmlns="${MAIN}"><sheetData>${listRows(offered)}</sheetData></worksheet>`,
  };
}

function choicesOf({ choices }: ImportField, lists: TemplateLists): readonly string[] {
  if (choices === undefined || choices === 'products') return [];
  if (typeof choices !== 'string') return choices;
  return lists[choices];
}

function titleOf({ zh, en, isRequired }: ImportField): string {
  return `${zh}${isRequired === true ? '*' : ''} · ${en}`;
}

function headers(fields: readonly ImportField[]): string {
  return sheetRow(fields.map(titleOf)).replaceAll('<c t=', `<c s="${STYLES.header}" t=`);
}

function columnOf({ name }: ImportField, index: number): string {
  const style = DAYS.has(name) ? STYLES.day : STYLES.text;
  return `<col min="${index + 1}" max="${index + 1}" width="24" style="${style}" customWidth="1"/>`;
}

function validations(offered: readonly (readonly string[])[]): string {
  const made = offered.flatMap((choices, index) => {
    if (choices.length === 0) return [];
    const column = columnName(index);
    const list = `'${LISTS_SHEET}'!$${column}$1:$${column}$${choices.length}`;
    // A warning and no bar: several kinds of organizations may stand in one cell.
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" errorTitle="不在列表中" error="请从下拉列表中选择 · Choose from the list" sqref="${column}2:${column}${MOST_IMPORT_ROWS + 1}"><formula1>${list}</formula1></dataValidation>`;
  });
  return made.length === 0 ? '' : `<dataValidations count="${made.length}">${made.join('')}</dataValidations>`;
}

function instructions(kind: RowKind, fields: readonly ImportField[]): string {
  const general = [
    `“${TITLES[kind]}”表每行一条，最多 ${MOST_IMPORT_ROWS} 行；不要合并单元格。 · One a row on the first sheet, at most ${MOST_IMPORT_ROWS}; merge no cells.`,
    '已登记的按标识更新，空单元格不改动；版本一经登记不可更改。 · What is registered is updated by its name; empty cells change nothing; releases are immutable.',
    '先试算，再确认导入；确认后可整体撤销。 · A dry run comes first; an import can be undone as a whole.',
    ...(kind === 'releases' || kind === 'declarations' ? [`ABI: ${ABI_LEVELS.join(', ')}`] : []),
  ];
  const rows = [
    ['列 · Column', '必填 · Required', '如何填写 · How to fill it in'],
    ...fields.map((field) => [titleOf(field), field.isRequired === true ? '是' : '', field.explained]),
    ...general.map((text) => ['', '', text]),
  ];
  return rows.map((row) => sheetRow(row)).join('');
}

function listRows(offered: readonly (readonly string[])[]): string {
  const longest = Math.max(0, ...offered.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => sheetRow(offered.map((choices) => choices[at] ?? ''))).join('');
}
