import { DomainError } from '#libs/domain';
import { readFile, stat } from 'node:fs/promises';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLMap } from 'yaml';
import { requireEncoding } from '../sheets/text-encoding.js';
import { IMPORT_FIELDS } from './import-fields.js';
import { isStorable, type ReadRow, type RowKind, type RowProblem } from './import-rows.js';

/** What a YAML file's rows are said to stand in. */
const SHEET = 'YAML';
/** It is read whole, and takes a hundred times as much while it is. */
const MOST_BYTES = 2_000_000;

/**
 * The rows of a YAML file: a list of maps, by itself or under the name of its kind (`products:`). Keys are the names of the
 * fields, as `nameEn`; all values are texts, so that `8.10` stays what it is. A row is named by its line.
 *
 * @throws DomainError `unreadable-sheet`: file-too-large, wrong-encoding, malformed-yaml
 */
export async function* readYaml(path: string, kind: RowKind): AsyncGenerator<ReadRow> {
  if ((await stat(path)).size > MOST_BYTES) {
    throw refusal(
      'file-too-large',
      'YAML 不超过 2 MB，更多行请用 XLSX 或 CSV · YAML files have at most 2 MB; send more rows as XLSX or CSV',
    );
  }
  await requireEncoding(path, SHEET, 'utf-8');
  const lines = new LineCounter();
  const text = await readFile(path, 'utf8');
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const lineOf = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const [error] = document.errors;
  if (error !== undefined) throw refusal('malformed-yaml', error.message.split('\n')[0] ?? '', lineOf(error.pos[0]));
  const { contents } = document;
  const list: unknown = isMap(contents) ? contents.get(kind, true) : contents;
  if (!isSeq(list)) {
    throw refusal('malformed-yaml', `应为列表，或 ${kind}: 下的列表 · must be a list, or one under ${kind}:`, 1);
  }
  for (const item of list.items) {
    const place = { sheet: SHEET, row: lineOf((item as Node).range?.[0] ?? 0) };
    yield isMap(item)
      ? rowOf(kind, place, item)
      : {
          place,
          kind,
          outcome: 'refused',
          problems: [problem(null, 'not-a-row', '应为字段列表 · must be a map of fields')],
        };
  }
}

function rowOf(kind: RowKind, place: ReadRow['place'], item: YAMLMap): ReadRow {
  const known = new Set(IMPORT_FIELDS[kind].map(({ name }) => name));
  const values: Record<string, string> = {};
  const problems: RowProblem[] = [];
  for (const { key, value } of item.items) {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : '';
    if (!known.has(name)) {
      problems.push(
        problem(
          name.slice(0, 100),
          'unknown-field',
          `没有此字段 · there is no such field; see ${[...known].join(', ')}`,
        ),
      );
      continue;
    }
    const text =
      value === null ? '' : isScalar(value) && typeof value.value === 'string' ? value.value.trim() : undefined;
    if (text === undefined || !isStorable(text) || text.length > 32_767) {
      problems.push(problem(name, 'not-a-text', '应为一个值 · must be one plain value'));
    } else if (text !== '') values[name] = text;
  }
  return problems.length > 0 ? { place, kind, outcome: 'refused', problems } : { place, kind, values };
}

function problem(field: string | null, code: string, message: string): RowProblem {
  return { column: null, field, code, message };
}

function refusal(code: string, message: string, row?: number): DomainError {
  const path = row === undefined ? 'file' : `${SHEET}!${row}`;
  return new DomainError('unreadable-sheet', `${path}: ${message}`, {
    fields: [{ path, code, message }],
    facts: { problem: code, sheet: row === undefined ? null : SHEET, row: row ?? null, column: null },
  });
}
