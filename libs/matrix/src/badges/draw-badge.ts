import type { CellStatus, Language } from '#libs/domain';

/** What a badge says of a cell; null for coordinates that name nothing. */
export interface BadgeText {
  readonly label: string;
  readonly status: CellStatus | null;
  readonly language: Language;
}

const WORDS: Readonly<Record<CellStatus | 'nothing', Readonly<Record<Language, string>>>> = {
  certified: { zh: '已认证', en: 'certified' },
  inherited: { zh: '经评审继承', en: 'inherited' },
  expected: { zh: '预期兼容', en: 'expected' },
  declared: { zh: '厂商声明', en: 'declared' },
  incompatible: { zh: '不兼容', en: 'incompatible' },
  conflicting: { zh: '结论冲突', en: 'conflicting' },
  lapsed: { zh: '已过期', en: 'lapsed' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  unknown: { zh: '未知', en: 'unknown' },
  nothing: { zh: '未知坐标', en: 'unknown coordinate' },
};

const GREY = '#6b7280';
/** White text on each has a contrast of at least 4.5 : 1. */
const COLOURS: Readonly<Record<CellStatus, string>> = {
  certified: '#15803d',
  inherited: '#15803d',
  expected: '#1d4ed8',
  declared: '#1d4ed8',
  incompatible: '#b91c1c',
  conflicting: '#b45309',
  lapsed: '#b45309',
  suspended: '#b45309',
  revoked: '#b91c1c',
  unknown: GREY,
};

/** Room for text of 11 px: about 7 px for a Latin letter, 12 px for a Han one. */
const PADDING = 10;
const HEIGHT = 20;

/** A badge as an SVG document. It holds no script, no link and nothing from elsewhere. */
export function drawBadge({ label, status, language }: BadgeText): string {
  const message = WORDS[status ?? 'nothing'][language];
  const colour = status === null ? GREY : COLOURS[status];
  const [left, right] = [widthOf(label), widthOf(message)];
  const width = left + right;
  const [safeLabel, safeMessage] = [escaped(label), escaped(message)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" role="img" xml:lang="${language}" aria-label="${safeLabel}: ${safeMessage}"><title>${safeLabel}: ${safeMessage}</title><rect width="${width}" height="${HEIGHT}" rx="3" fill="#374151"/><path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${colour}"/><g fill="#fff" font-family="Verdana,'Noto Sans CJK SC','Microsoft YaHei',sans-serif" font-size="11" text-anchor="middle"><text x="${left / 2}" y="14">${safeLabel}</text><text x="${left + right / 2}" y="14">${safeMessage}</text></g></svg>\n`;
}

function widthOf(text: string): number {
  const wide = text.match(/[\u2e80-\uffff]/g)?.length ?? 0;
  return PADDING * 2 + wide * 12 + (text.length - wide) * 7;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  // XML knows no way to write control characters.
  return text.replaceAll(/\p{Cc}|\p{Cs}/gu, '\ufffd').replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
