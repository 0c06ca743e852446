import type { RuyiFields, RuyiSource } from '#libs/domain';
import { isMap, isScalar, isSeq, parseDocument, visit, type Document, type YAMLMap } from 'yaml';

/** Longer than any front matter or list of the support matrix by far. */
const MOST_FRONT = 8 * 1024;
const MOST_LIST = 64 * 1024;
const FRONT = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
/** Words for nothing; every text stays a text, since `3.0` is a version and no number. */
const NOTHING = new Set(['', '~', 'null']);

/** The fields of a page's front matter; undefined for a page that has none. */
export function readFrontMatter(path: string, text: string): RuyiSource | undefined {
  const front = FRONT.exec(text)?.[1];
  if (front === undefined) return undefined;
  if (front.length > MOST_FRONT) return unreadable(path, 0, 'too-large', '页首过长 · the front matter is too long');
  const document = parse(front);
  if (typeof document === 'string') return unreadable(path, 0, ...reasonOf(document));
  return isMap(document.contents)
    ? sourceOf(path, 0, document.contents, front.includes(' #'))
    : unreadable(path, 0, 'not-a-map', '页首不是键值 · the front matter has no fields');
}

/** Rows of an `others.yml`. A file that can not be read is one row, refused. */
export function readOthers(path: string, text: string): RuyiSource[] {
  if (text.length > MOST_LIST) return [unreadable(path, 1, 'too-large', '文件过大 · the file is too large')];
  const document = parse(text);
  if (typeof document === 'string') return [unreadable(path, 1, ...reasonOf(document))];
  const { contents } = document;
  if (!isSeq(contents)) return [unreadable(path, 1, 'not-a-list', '不是列表 · is no list')];
  return contents.items.map((item, index) =>
    isMap(item)
      ? sourceOf(path, index + 1, item, false)
      : unreadable(path, index + 1, 'not-a-map', '此项不是键值 · the row has no fields'),
  );
}

export function unreadable(path: string, row: number, code: string, message: string): RuyiSource {
  return { path, row, fields: null, problem: { code, message }, notes: [] };
}

/** The document, or the code of what keeps it from being read. */
function parse(text: string): Document.Parsed | 'not-yaml' | 'aliases' {
  let hasAliases = false;
  try {
    const document = parseDocument(text, { schema: 'failsafe', merge: false, logLevel: 'silent' });
    if (document.errors.length > 0 || document.warnings.length > 0) return 'not-yaml';
    visit(document, {
      Alias: () => {
        hasAliases = true;
        return visit.BREAK;
      },
    });
    return hasAliases ? 'aliases' : document;
  } catch {
    // Brackets nested deeper than the parser's stack.
    return 'not-yaml';
  }
}

function reasonOf(code: 'not-yaml' | 'aliases'): [string, string] {
  return code === 'aliases'
    ? [code, '含 YAML 别名 · has YAML aliases, which no page needs']
    : [code, '不是有效的 YAML · is no valid YAML'];
}

function sourceOf(path: string, row: number, map: YAMLMap, hasComment: boolean): RuyiSource {
  const fields: Record<string, string | null> = {};
  for (const { key, value } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string') {
      return unreadable(path, row, 'not-text', '字段名不是文本 · a field has no plain name');
    }
    // `status: [Support Status]` is what the template's placeholders are to YAML.
    if (isSeq(value)) {
      return unreadable(
        path,
        row,
        'template-placeholder',
        `${key.value} 仍为模板占位 · ${key.value} is still the template's`,
      );
    }
    if (value !== null && !(isScalar(value) && typeof value.value === 'string')) {
      return unreadable(path, row, 'not-text', `${key.value} 不是文本 · ${key.value} is no text`);
    }
    const text = isScalar(value) ? String(value.value).trim() : '';
    if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text)) {
      return unreadable(path, row, 'invisible', `${key.value} 含不可见字符 · ${key.value} has invisible characters`);
    }
    Object.defineProperty(fields, key.value, {
      value: NOTHING.has(text.toLowerCase()) ? null : text,
      enumerable: true,
    });
  }
  return { path, row, fields, problem: null, notes: notesOf(fields, hasComment) };
}

function notesOf(fields: RuyiFields, hasComment: boolean): string[] {
  return [
    ...['status', 'sys'].flatMap((name) => (isOtherCase(fields[name]) ? [`${name}-case`] : [])),
    ...['sys_ver', 'sys_var'].flatMap((name) => ('status' in fields && !(name in fields) ? [`${name}-missing`] : [])),
    ...(hasComment ? ['comment'] : []),
  ];
}

function isOtherCase(text: string | null | undefined): boolean {
  return typeof text === 'string' && text !== text.toLowerCase();
}
