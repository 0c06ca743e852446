import { DEVELOPMENT_SCHEME, type CellDocument, type CellStatus } from '#libs/domain';
import type { Identified, IdentifiedPlatform, InBoth } from './identify-names.js';

/** What a row is given for one platform. */
export type PlatformOutcome = CellStatus | 'unidentified' | 'ambiguous';

const STATUS: Readonly<Record<PlatformOutcome, string>> = {
  certified: '已认证 certified',
  inherited: '继承认证 inherited',
  expected: '预期可用 expected',
  declared: '厂商声明 declared',
  incompatible: '不兼容 incompatible',
  conflicting: '结论冲突 conflicting',
  lapsed: '已过期 lapsed',
  suspended: '已暂停 suspended',
  revoked: '已撤销 revoked',
  unknown: '未知 unknown',
  unidentified: '未识别 unidentified',
  ambiguous: '不唯一 ambiguous',
};

interface Column {
  readonly header: string;
  /** Characters. */
  readonly width: number;
}

/** What the row was taken for. */
export const RELEASE_COLUMN: Column = { header: '识别为 Identified as', width: 32 };
const PLATFORM_COLUMN: Column = { header: '识别的平台 Identified platform', width: 44 };
const ANSWER_COLUMNS: readonly Column[] = [
  { header: '状态 Status', width: 20 },
  { header: '证书 Certificate', width: 18 },
  { header: '有效期至 Valid until', width: 22 },
  { header: '差距 Gap', width: 48 },
  { header: '相近匹配 Nearest matches', width: 40 },
];

/** A platform that new columns are about: one for all rows, or what each row says itself. */
export type ColumnGroup =
  { readonly os: string; readonly cpu: string } | { readonly place: number; readonly of: number };

/** Columns of one group. Where rows name their platforms themselves, it is told what each was taken for. */
export function groupColumns(group: ColumnGroup): readonly Column[] {
  if ('os' in group) return ANSWER_COLUMNS.map((column) => about(column, `${group.os} × ${group.cpu}`));
  const columns = [PLATFORM_COLUMN, ...ANSWER_COLUMNS];
  return group.of === 1 ? columns : columns.map((column) => about(column, String(group.place + 1)));
}

function about({ header, width }: Column, what: string): Column {
  return { header: `${header} · ${what}`, width };
}

export interface GroupAnswer {
  readonly outcome: PlatformOutcome;
  /** One for each of the group's columns. */
  readonly texts: readonly string[];
}

/** @param cell null where the matrix has no such cell */
export function answerTexts(
  group: ColumnGroup,
  release: Identified,
  platform: IdentifiedPlatform,
  cell: CellDocument | null,
): GroupAnswer {
  const ofPlatform = 'os' in group ? [] : [platform.kind === 'one' ? `${platform.os} × ${platform.cpu}` : ''];
  const wrong = release.kind !== 'one' ? release : platform.kind !== 'one' ? platform : null;
  if (wrong !== null) {
    const outcome = wrong.kind === 'several' ? 'ambiguous' : 'unidentified';
    return { outcome, texts: [...ofPlatform, STATUS[outcome], '', '', inBoth(wrong.why), wrong.nearest.join('；')] };
  }
  if (cell === null) {
    return { outcome: 'unidentified', texts: [...ofPlatform, STATUS.unidentified, '', '', inBoth(NO_CELL), ''] };
  }
  const { status, certificate, validUntil, unknownBecause } = cell;
  const nearest = unknownBecause?.nearest ?? null;
  return {
    outcome: status,
    texts: [
      ...ofPlatform,
      STATUS[status],
      certificate ?? '',
      validUntil ?? '',
      gapOf(cell),
      nearest === null ? '' : `${nearest.release ?? cell.release} @ ${nearest.os} × ${nearest.cpu}`,
    ],
  };
}

export function releaseText(release: Identified): string {
  if (release.kind === 'one') return release.coordinate;
  return STATUS[release.kind === 'several' ? 'ambiguous' : 'unidentified'];
}

const NO_CELL: InBoth = {
  zh: '矩阵中（此时）没有这个版本或平台',
  en: 'the matrix has, at that moment, no such release or platform',
};

/** What is missing until the cell is certified: nothing where a certificate is in force. */
function gapOf({ status, scheme, explanation }: CellDocument): string {
  if (status === 'certified' || status === 'inherited') {
    return scheme === DEVELOPMENT_SCHEME ? inBoth(DEVELOPMENT) : '';
  }
  // The first sentence names the cell and its status, which other columns do.
  return inBoth({ zh: explanation.zh.slice(1).join(''), en: explanation.en.slice(1).join(' ') });
}

const DEVELOPMENT: InBoth = { zh: '开发方案，不具正式认证效力', en: 'for development only, no formal certification' };

function inBoth({ zh, en }: InBoth): string {
  return `${zh} · ${en}`;
}
