import type { components } from '#libs/client';
import { moment, size } from './moments.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable } from './table.js';

type Product = components['schemas']['Product'];
type Release = components['schemas']['Release'];
type Build = components['schemas']['Build'];
type Artifact = components['schemas']['ReleaseArtifact'];

/** ISAs of the newest build, or its files where it has none of its own. */
function packagesOf({ artifacts }: Release): string {
  const packages = artifacts.filter(({ role }) => role === 'package');
  return [...new Set(packages.map((artifact) => artifact.isa ?? artifact.fileName))].join(' ') || '–';
}

function visibility({ published, withdrawn }: Pick<Product, 'published' | 'withdrawn'>): string {
  if (withdrawn !== null) return '已下架 withdrawn';
  return published ? '已发布 published' : '草稿 draft';
}

function withdrawal({ withdrawn }: Pick<Product, 'withdrawn'>): string | null {
  return withdrawn === null ? null : `${moment(withdrawn.since)}  ${withdrawn.reason}`;
}

export function renderProducts(products: readonly Product[], styles: Styles): string {
  return renderTable(
    [
      { zh: '产品', en: 'product', value: (product) => `${product.vendor}/${product.product}`, paint: styles.strong },
      { zh: '名称', en: 'name', value: (product) => product.name },
      { zh: '类别', en: 'category', value: (product) => product.category },
      { zh: '状态', en: 'state', value: (product) => visibility(product) },
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
      { zh: '状态', en: 'state', value: visibility(product) },
      { zh: '下架', en: 'withdrawn', value: withdrawal(product) },
      { zh: '停止维护', en: 'end of life', value: product.endOfLife },
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
      { zh: '状态', en: 'state', value: (release) => visibility(release) },
      {
        zh: '安装包',
        en: 'artifacts',
        value: (release) => packagesOf(release),
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
      { zh: '状态', en: 'state', value: visibility(release) },
      { zh: '下架', en: 'withdrawn', value: withdrawal(release) },
    ],
    styles,
  );
  const builds = renderTable(
    [
      { zh: '构建', en: 'build', value: (build) => build.build, paint: styles.strong },
      { zh: '构建日', en: 'built on', value: (build) => build.builtOn ?? '—' },
      { zh: '文件', en: 'files', value: (build) => `${build.files}`, align: 'right' },
      { zh: '大小', en: 'size', value: (build) => size(build.bytes), align: 'right' },
      { zh: '登记', en: 'registered', value: (build) => moment(build.registeredAt) },
    ],
    release.builds,
    styles,
  );
  return [facts, builds, renderFiles(release.artifacts, styles)].join('\n\n');
}

export function renderBuild(build: Build, styles: Styles): string {
  const facts = renderFacts(
    [
      { zh: '版本', en: 'release', value: build.release, paint: styles.strong },
      { zh: '构建', en: 'build', value: build.build, paint: styles.strong },
      { zh: '构建日', en: 'built on', value: build.builtOn },
      { zh: '大小', en: 'size', value: size(build.bytes) },
      { zh: '登记', en: 'registered', value: moment(build.registeredAt) },
    ],
    styles,
  );
  return `${facts}\n\n${renderFiles(build.artifacts, styles)}`;
}

const ROLE_WORDS: Readonly<Record<Artifact['role'], string>> = {
  package: '安装包 package',
  data: '数据 data',
  signature: '签名 signature',
  documentation: '文档 documentation',
};

function renderFiles(artifacts: readonly Artifact[], styles: Styles): string {
  return renderTable(
    [
      { zh: '文件', en: 'file', value: (artifact) => artifact.fileName },
      { zh: '用途', en: 'role', value: (artifact) => ROLE_WORDS[artifact.role] },
      { zh: '架构', en: 'ISA', value: (artifact) => artifact.isa ?? '不限 any' },
      { zh: '大小', en: 'size', value: (artifact) => size(artifact.size), align: 'right' },
      { zh: '摘要', en: 'SHA-256', value: (artifact) => artifact.sha256, paint: styles.quiet },
    ],
    artifacts,
    styles,
  );
}
