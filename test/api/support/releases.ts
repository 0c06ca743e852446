import { createHash } from 'node:crypto';
import type { TestService } from '../../support/service.js';
import { send, succeed } from './http.js';
import { unique } from './members.js';

export function sha256Of(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Uploads bytes and returns their digest. */
export async function upload(service: TestService, token: string, bytes: string | Buffer): Promise<string> {
  const sha256 = sha256Of(bytes);
  const answer = await send(service.url, {
    method: 'PUT',
    path: `/api/v1/artifacts/${sha256}`,
    token,
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${answer.text}`);
  return sha256;
}

export interface Registered {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
  /** `vendor/product@version` */
  readonly coordinate: string;
  /** Of its first package. */
  readonly sha256: string;
}

export interface NewRelease {
  readonly token: string;
  readonly vendor: string;
  readonly published?: boolean;
  readonly product?: string;
  readonly abiLevel?: string;
  /** Content of its packages by ISA; for every ISA: `any`. */
  readonly packages?: Readonly<Record<string, string>>;
}

/** A product with one release that has one artifact for every ISA; all of it published unless said otherwise. */
export async function registerRelease(service: TestService, options: NewRelease): Promise<Registered> {
  const { token, vendor, published = true, abiLevel } = options;
  const product = options.product ?? unique('product');
  const packages = options.packages ?? { any: `package of ${vendor}/${product}` };
  const artifacts: { sha256: string; fileName: string; isa?: string }[] = [];
  for (const [isa, bytes] of Object.entries(packages)) {
    const sha256 = await upload(service, token, bytes);
    artifacts.push(isa === 'any' ? { sha256, fileName: 'p.tgz' } : { sha256, fileName: `p-${isa}.tgz`, isa });
  }
  await succeed(service.url, {
    method: 'POST',
    path: '/api/v1/products',
    token,
    json: { slug: product, name: `产品 ${product}`, category: 'developer-tool', published },
  });
  const version = '1.0';
  await succeed(service.url, {
    method: 'POST',
    path: `/api/v1/products/${vendor}/${product}/releases`,
    token,
    json: {
      version,
      ordinal: 1,
      releasedOn: '2026-11-01',
      published,
      abiLevel,
      artifacts,
    },
  });
  const sha256 = artifacts[0]?.sha256 ?? '';
  return { vendor, product, version, coordinate: `${vendor}/${product}@${version}`, sha256 };
}
