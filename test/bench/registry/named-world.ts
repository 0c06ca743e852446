import { migrate, openDatabase, rows } from '#libs/database';
import { loadCatalogue, readCatalogue } from '#libs/registry';
import { Client } from 'pg';
import { copyFrom } from '../loading/copy-from.js';
import { Random, STREAM } from '../world/random.js';
import { worldId } from '../world/releases.js';

/** Places and words of which companies and products are called; together with a number each name is one's own. */
const CITIES = '北京 上海 深圳 武汉 成都 西安 南京 杭州 天津 济南 长沙 合肥 广州 重庆 沈阳 福州'.split(' ');
const BRANDS = '东方 中科 天源 金盾 神州 达意 华辰 云帆 启明 卓越 博思 恒信 同创 远景 长河 立诚 数联 智谱'.split(' ');
const ABOUT = '安全 政务 金融 电力 医疗 档案 邮件 办公 财务 审计 运维 身份认证 分布式 云原生 高可用 国产化'.split(' ');
const KINDS =
  '数据库 中间件 应用服务器 消息队列 管理系统 办公套件 浏览器 安全网关 存储系统 虚拟化平台 大数据平台 审计系统'.split(
    ' ',
  );
const ENGLISH = 'DB MQ Server Office Browser Gateway Storage Cloud Data Audit Mail Flow'.split(' ');

const RELEASES_PER_PRODUCT = 5;
const PRODUCTS_PER_VENDOR = 6;
/** One release in so many is a draft, which strangers don't find. */
const DRAFT = 20;

export interface NamedProduct {
  readonly name: string;
  readonly nameEn: string;
  readonly slug: string;
  readonly vendor: number;
}

export const productsOf = (releases: number): number => Math.ceil(releases / RELEASES_PER_PRODUCT);
const vendorsOf = (releases: number): number => Math.ceil(productsOf(releases) / PRODUCTS_PER_VENDOR);

export function namedVendor(index: number): { name: string; slug: string } {
  const random = new Random(STREAM.names, 1, index);
  const name = `${random.pick(CITIES)}${random.pick(BRANDS)}${random.pick(BRANDS)}科技有限公司`;
  return { name: `${name}${index}`, slug: `named-vendor-${index}` };
}

export function namedProduct(index: number): NamedProduct {
  const random = new Random(STREAM.names, 2, index);
  const name = `${random.pick(BRANDS)}${random.pick(ABOUT)}${random.pick(KINDS)}`;
  return {
    name: random.chance(0.5) ? name : `${name} V${1 + random.below(12)}`,
    nameEn: `${random.pick(ENGLISH)}${random.pick(ENGLISH)} ${index}`,
    slug: `product-${index}`,
    vendor: Math.floor(index / PRODUCTS_PER_VENDOR),
  };
}

export function versionOf(product: number, ordinal: number): string {
  return `${1 + (product % 9)}.${ordinal}.${product % 13}`;
}

/** Fills an empty database: the catalogue as the product makes it, vendors, products and releases by COPY. */
export async function loadNamedWorld(url: string, releases: number): Promise<void> {
  await migrate(url);
  const db = await openDatabase({ url, poolMax: 2, applicationName: 'shipei-bench-load' });
  const client = new Client({ connectionString: url });
  try {
    const actor = { kind: 'system', process: 'bench', requestId: null } as const;
    await loadCatalogue({ db, actor }, await readCatalogue());
    const leaves = await rows<{ slug: string }>(
      db,
      'SELECT slug FROM product_categories WHERE slug NOT IN (SELECT parent FROM product_categories WHERE parent IS NOT NULL) ORDER BY slug',
    );
    await client.connect();
    await copyFrom(client, 'COPY organizations (id, slug, name, kinds) FROM STDIN', vendorLines(releases));
    await copyFrom(
      client,
      'COPY products (id, vendor_id, slug, name, name_en, category, published_at) FROM STDIN',
      productLines(
        releases,
        leaves.map(({ slug }) => slug),
      ),
    );
    await copyFrom(
      client,
      'COPY releases (id, product_id, version, line, ordinal, published_at) FROM STDIN',
      releaseLines(releases),
    );
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
    await db.destroy();
  }
}

function* vendorLines(releases: number): Iterable<string> {
  for (let index = 0; index < vendorsOf(releases); index += 1) {
    const { name, slug } = namedVendor(index);
    yield `${worldId('vendor', index)}\t${slug}\t${name}\t{vendor}\n`;
  }
}

function* productLines(releases: number, categories: readonly string[]): Iterable<string> {
  for (let index = 0; index < productsOf(releases); index += 1) {
    const { name, nameEn, slug, vendor } = namedProduct(index);
    const category = categories[index % categories.length] ?? '';
    yield `${worldId('product', index)}\t${worldId('vendor', vendor)}\t${slug}\t${name}\t${nameEn}\t${category}\t2026-01-01\n`;
  }
}

function* releaseLines(releases: number): Iterable<string> {
  for (let index = 0; index < releases; index += 1) {
    const product = Math.floor(index / RELEASES_PER_PRODUCT);
    const ordinal = index % RELEASES_PER_PRODUCT;
    const published = index % DRAFT === 0 ? String.raw`\N` : '2026-01-01';
    yield `${worldId('release', index)}\t${worldId('product', product)}\t${versionOf(product, ordinal)}\tmain\t${ordinal}\t${published}\n`;
  }
}
