import type { AbiLevel } from '#libs/domain';
import { Random, STREAM } from './random.js';
import type { WorldSize } from './size.js';

const RELEASES_PER_LINE = 5;
const RELEASES_PER_PRODUCT = 2 * RELEASES_PER_LINE;
const PRODUCTS_PER_VENDOR = 4;

/** Sub-centers test; they are parties to the fails that they found. */
export const CENTERS = Array.from({ length: 8 }, (_, index) => `center-${index + 1}`);

export interface WorldRelease {
  readonly index: number;
  readonly id: string;
  /** `vendor/product@version` */
  readonly coordinate: string;
  readonly vendor: string;
  readonly product: number;
  readonly version: string;
  readonly line: string;
  readonly ordinal: number;
  readonly abiLevel: AbiLevel | null;
  /** R6: the vendor's signed statement that it brings fixes only. */
  readonly fixesOnly: boolean;
  /** `YYYY-MM-DD` */
  readonly endOfLife: string | null;
}

export interface WorldProduct {
  readonly index: number;
  readonly id: string;
  readonly vendor: string;
  readonly slug: string;
}

export interface WorldVendor {
  readonly index: number;
  readonly id: string;
  readonly slug: string;
}

const END_OF_LIFE = [...new Array<null>(17).fill(null), '2026-03-31', '2027-06-30', '2030-12-31'] as const;
const ABI_LEVELS = [...new Array<'level1'>(16).fill('level1'), 'level2', 'level2', 'level3', null] as const;

export function worldRelease(size: WorldSize, index: number): WorldRelease {
  const random = new Random(size.seed, STREAM.release, index);
  const product = Math.floor(index / RELEASES_PER_PRODUCT);
  const inProduct = index % RELEASES_PER_PRODUCT;
  const line = `${1 + Math.floor(inProduct / RELEASES_PER_LINE)}`;
  const ordinal = 1 + (inProduct % RELEASES_PER_LINE);
  const version = `${line}.${ordinal}`;
  const { vendor, slug } = worldProduct(product);
  return {
    index,
    id: worldId('release', index),
    coordinate: `${vendor}/${slug}@${version}`,
    vendor,
    product,
    version,
    line,
    ordinal,
    abiLevel: random.pick(ABI_LEVELS),
    fixesOnly: ordinal > 1 && random.chance(0.3),
    endOfLife: random.pick(END_OF_LIFE),
  };
}

export function worldProduct(index: number): WorldProduct {
  const vendor = worldVendor(Math.floor(index / PRODUCTS_PER_VENDOR)).slug;
  const slug = `product-${1 + (index % PRODUCTS_PER_VENDOR)}`;
  return { index, id: worldId('product', index), vendor, slug };
}

export function worldVendor(index: number): WorldVendor {
  return { index, id: worldId('vendor', index), slug: `vendor-${String(index).padStart(5, '0')}` };
}

export function productCount(size: WorldSize): number {
  return Math.ceil(size.releases / RELEASES_PER_PRODUCT);
}

export function vendorCount(size: WorldSize): number {
  return Math.ceil(productCount(size) / PRODUCTS_PER_VENDOR);
}

const ID_SPACE = {
  vendor: '0001',
  product: '0002',
  release: '0003',
  center: '0004',
  person: '0005',
  membership: '0006',
  statement: '0007',
} as const;

/** A UUIDv7 that ascends with the index, so that rows by release id lie in the order of the releases. */
export function worldId(space: keyof typeof ID_SPACE, index: number): string {
  return `01800000-0000-7000-8000-${ID_SPACE[space]}${index.toString(16).padStart(8, '0')}`;
}
