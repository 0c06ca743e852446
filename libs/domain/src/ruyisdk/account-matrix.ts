import { judgeReport } from './judge-report.js';
import type { RuyiAccount, RuyiMapping, RuyiMatrix, RuyiOrigin, RuyiRow, RuyiSource, RuyiSum } from './reports.js';

/** `README_zh.md`, `README.en.md`: a page in another language beside the page of the same name. */
const LANGUAGE = /[._-](zh[-_]cn|zh|cn|en)(?=\.md$)/i;
/** Of pages that differ in language alone, the one that counts: without a language first, then English. */
const LANGUAGES = ['', 'en'];
const COMPARED = ['sys', 'sys_ver', 'sys_var', 'status'] as const;

/**
 * What becomes of every report and every row of `others.yml`: each has exactly one outcome, so that the sums add up. Pure, and
 * the same whatever order the sources come in.
 */
export function accountMatrix(matrix: RuyiMatrix, mapping: RuyiMapping, origin: RuyiOrigin): RuyiAccount {
  const boards = countedPages(matrix.boards, folderOf);
  const counted = countedPages(matrix.reports, familyOf);
  const judge = (source: RuyiSource): RuyiRow => {
    const { path, row, notes } = source;
    const first = row === 0 ? counted.get(familyOf(path)) : undefined;
    if (first !== undefined && first !== source) {
      return { path, row, notes, outcome: 'duplicate-language', of: first.path, message: sameWords(first, source) };
    }
    return { path, row, notes, ...judgeReport(source, boards.get(folderOf(path)), mapping, origin) };
  };
  const reports = inOrder(matrix.reports).map(judge);
  const others = inOrder(matrix.others).map(judge);
  return { origin, reports, others, sums: { reports: sumOf(reports), others: sumOf(others) } };
}

/** Of the pages that are one by `keyOf`, the one that counts. */
function countedPages(pages: readonly RuyiSource[], keyOf: (path: string) => string): Map<string, RuyiSource> {
  const counted = new Map<string, RuyiSource>();
  for (const page of inOrder(pages)) {
    const other = counted.get(keyOf(page.path));
    if (other === undefined || rankOf(page) < rankOf(other)) counted.set(keyOf(page.path), page);
  }
  return counted;
}

/** What can not be read comes last: the other language may still say it. */
function rankOf({ path, fields }: RuyiSource): number {
  const language = (LANGUAGE.exec(path)?.[1] ?? '').toLowerCase();
  const rank = LANGUAGES.indexOf(language);
  return (fields === null ? LANGUAGES.length + 1 : 0) + (rank === -1 ? LANGUAGES.length : rank);
}

const familyOf = (path: string): string => path.replace(LANGUAGE, '');
/** A board's folder: everything of it is below. */
const folderOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** Two languages of one report may contradict each other: the one that counts stands, and the other is told of. */
function sameWords(first: RuyiSource, other: RuyiSource): string {
  const differing = COMPARED.filter(
    (name) => first.fields?.[name]?.toLowerCase() !== other.fields?.[name]?.toLowerCase(),
  );
  if (differing.length === 0) return '同一报告的另一语言 · the same report in another language';
  const told = differing.map((name) => `${name} ${other.fields?.[name] ?? '-'} ≠ ${first.fields?.[name] ?? '-'}`);
  return `同一报告的另一语言，但有出入 · the same report in another language, which differs: ${told.join(', ')}`;
}

function sumOf(rows: readonly RuyiRow[]): RuyiSum {
  const reasons: Record<string, number> = {};
  const of = (outcome: RuyiRow['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
  for (const row of rows) if ('code' in row) reasons[row.code] = (reasons[row.code] ?? 0) + 1;
  return {
    total: rows.length,
    imported: of('imported'),
    duplicateLanguage: of('duplicate-language'),
    unmapped: of('unmapped'),
    refused: of('refused'),
    reasons: Object.fromEntries(Object.entries(reasons).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function inOrder(sources: readonly RuyiSource[]): RuyiSource[] {
  return [...sources].sort((a, b) => (a.path === b.path ? a.row - b.row : a.path < b.path ? -1 : 1));
}
