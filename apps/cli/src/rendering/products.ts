import type { components } from '#libs/client';
import { moment, size } from './moments.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable } from './table.js';

type Product = components['schemas']['Product'];
type Release = components['schemas']['Release'];

function visibility(published: boolean): string {
  return published ? '已发布 published' : '草稿 draft';
}

export function renderProducts(products: readonly Product[], styles: Styles): string {
  return renderTable(
    [
      { zh: '产品', en: 'product', value: (product) => `${product.vendor}/${product.product}`, paint: styles.strong },
      { zh: '名称', en: 'name', value: (product) => product.name },
      { zh: '类别', en: 'category', value: (product) => product.category },
      { zh: '状态', en: 'state', value: (product) => visibility(product.published) },
    ],
    products,
    styles,
  );
}

export function renderProduct(product: Product & { readonly releases?: readonly Release[] }, styles: Styles): string {
  const facts = renderFacts(
    [
      { zh: '产品', en: 'product', value: `${product.vendor}/${product.product}`, paint: styles.strong },
      { zh: '名称', en: 'name', value: [product.name, product.nameEn].filter((name) => name !== null).join(' · ') },
      { zh: '类别', en: 'category', value: product.category },
      { zh: '状态', en: 'state', value: visibility(product.published) },
      { zh: '说明', en: 'description', value: product.description },
      { zh: '登记', en: 'registered', value: moment(product.createdAt) },
    ],
    styles,
  );
  if (product.releases === undefined) return facts;
  const releases = renderTable(
    [
      { zh: '版本', en: 'release', value: (release) => release.coordinate, paint: styles.strong },
      { zh: '系列', en: 'line', value: (release) => `${release.line} #${release.ordinal}` },
      { zh: '发布日', en: 'released', value: (release) => release.releasedOn ?? '—' },
      { zh: '状态', en: 'state', value: (release) => visibility(release.published) },
      {
        zh: '安装包',
        en: 'artifacts',
        value: (release) => release.artifacts.map((artifact) => artifact.isa ?? artifact.fileName).join(' ') || '–',
      },
    ],
    product.releases,
    styles,
  );
  return `${facts}\n\n${releases}`;
}

export function renderRelease(release: Release, styles: Styles): string {
  const facts = renderFacts(
    [
      { zh: '版本', en: 'release', value: release.coordinate, paint: styles.strong },
      { zh: '系列', en: 'line', value: `${release.line} #${release.ordinal}` },
      { zh: '发布日', en: 'released', value: release.releasedOn },
      { zh: 'ABI 级别', en: 'ABI level', value: release.abiLevel },
      { zh: '停止维护', en: 'end of life', value: release.endOfLife },
      { zh: '状态', en: 'state', value: visibility(release.published) },
    ],
    styles,
  );
  const artifacts = renderTable(
    [
      { zh: '安装包', en: 'artifact', value: (artifact) => artifact.fileName },
      { zh: '架构', en: 'ISA', value: (artifact) => artifact.isa ?? '不限 any' },
      { zh: '大小', en: 'size', value: (artifact) => size(artifact.size), align: 'right' },
      { zh: '摘要', en: 'SHA-256', value: (artifact) => artifact.sha256, paint: styles.quiet },
    ],
    release.artifacts,
    styles,
  );
  return `${facts}\n\n${artifacts}`;
}
