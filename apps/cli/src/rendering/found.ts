import type { components } from '#libs/client';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable } from './table.js';
import { both, label, type Words } from './words.js';

type Found = components['schemas']['SearchAnswer'];
type Item = components['schemas']['SearchItem'];

const TYPE = {
  organization: { zh: '机构', en: 'organization' },
  product: { zh: '产品', en: 'product' },
  osRelease: { zh: '操作系统版本', en: 'OS release' },
  cpu: { zh: 'CPU型号', en: 'CPU' },
  release: { zh: '版本', en: 'release' },
  platform: { zh: '平台', en: 'platform' },
  certificate: { zh: '证书', en: 'certificate' },
} as const satisfies Record<Item['type'], Words>;

const STATE = {
  valid: { zh: '有效', en: 'valid' },
  lapsed: { zh: '已过期', en: 'lapsed' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
} as const satisfies Record<NonNullable<Item['certificate']>['state'], Words>;

/** What was found, by how well it fits, with counts; where nothing was, what is called something like it. */
export function renderFound(found: Found, styles: Styles): string {
  if (found.total === 0) {
    const nothing = both('没有找到', 'nothing is called so');
    if (found.nearest.length === 0) return nothing;
    const names = found.nearest.map(plainLine);
    return `${nothing}\n${both(`您是否要找 ${names.join('、')}？`, `did you mean ${names.join(', ')}?`)}`;
  }
  const table = renderTable(
    [
      { zh: '类', en: 'type', value: (item: Item) => label(TYPE[item.type]) },
      { zh: '坐标', en: 'coordinate', value: (item: Item) => item.coordinate, paint: styles.strong },
      { zh: '名称', en: 'name', value: (item: Item) => item.name },
      { zh: '说明', en: 'note', value: noteOf },
    ],
    found.items,
    styles,
  );
  const counts = renderFacts(
    [
      { zh: '共', en: 'found', value: `${found.total}`, paint: styles.strong },
      { zh: '类', en: 'type', value: countsOf(found.counts.type) },
      { zh: '分类', en: 'category', value: countsOf(found.counts.category) },
      { zh: '厂商', en: 'vendor', value: countsOf(found.counts.vendor) },
    ],
    styles,
  );
  const next =
    found.nextCursor === null ? [] : [styles.quiet(`${both('下一页', 'next page')}: --cursor ${found.nextCursor}`)];
  return [table, '', counts, ...next].join('\n');
}

function noteOf({ published, certificate, alias }: Item): string {
  return [
    published ? '' : both('草稿', 'draft'),
    certificate === null ? '' : `${label(STATE[certificate.state])} ${certificate.release}`,
    alias === null ? '' : both(`别名 ${alias.name}`, `alias, ${alias.provenance.source}`),
  ]
    .filter((text) => text !== '')
    .join('; ');
}

/** Names that one line shows: those with the most. */
const MOST_NAMES = 8;

function countsOf(counts: Readonly<Record<string, number>>): string | null {
  const all = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  if (all.length === 0) return null;
  const rest = all.length - MOST_NAMES;
  return [
    ...all.slice(0, MOST_NAMES).map(([name, count]) => `${plainLine(name)} ${count}`),
    ...(rest > 0 ? [both(`另 ${rest} 项`, `${rest} more`)] : []),
  ].join('  ');
}
