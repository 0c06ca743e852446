import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  encodeTrailer,
  type BundleBlock,
  type BundleCatalogue,
  type BundleRelease,
  type BundleSection,
} from '#libs/domain';

const PROVENANCE = { source: 's', date: '2026-11-01', confidence: 'published' } as const;

export const CATALOGUE: BundleCatalogue = {
  osReleases: [
    {
      coordinate: 'kylinsoft/kylin-server@v10-sp3',
      name: '银河麒麟服务器 V10 SP3',
      nameEn: 'Kylin Server V10 SP3',
      vendor: 'kylinsoft',
      edition: 'server',
      servicePack: 'SP3',
      kernel: '4.19',
      libc: 'glibc 2.28',
      pageSizes: { aarch64: 65_536 },
      kernelAbi: {},
      packageFormat: 'rpm',
      base: null,
      isas: ['aarch64'],
      line: 'v10',
      ordinal: 3,
      endOfLife: null,
      origin: 'catalogue',
      provenance: PROVENANCE,
    },
  ],
  cpuModels: [
    {
      coordinate: 'hisilicon/kunpeng-920',
      name: '鲲鹏 920',
      nameEn: 'Kunpeng 920',
      vendor: 'hisilicon',
      generation: '920',
      isa: 'aarch64',
      abiWorld: null,
      ambiguous: false,
      origin: 'catalogue',
      provenance: PROVENANCE,
    },
  ],
  platforms: [{ os: 0, cpu: 0, isa: 'aarch64', origin: 'catalogue' }],
  policy: '2026.2',
  categories: ['database'],
  vendors: ['dameng'],
  policies: [
    {
      version: '2026.2',
      rules: ['R1', 'R4'],
      reviewedRules: [],
      abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
      maxSteps: 2,
      defaultValidityDays: 1095,
      failValidityDays: null,
      derivedValidityDays: null,
    },
  ],
};

/** The catalogue of the bundle. */
export function bundleCatalogue(): BundleCatalogue {
  return CATALOGUE;
}

const FROM = Date.UTC(2026, 0, 1) / 1000;
const RELEASE: BundleRelease = {
  release: 'dameng/dm8@8.1.3',
  product: { name: '达梦', nameEn: 'DM', category: 'database' },
  line: '8.1',
  ordinal: 3,
  abiLevel: 'level1',
  kernelModule: false,
  endOfLife: null,
  fixesOnly: true,
  rebrand: null,
  hardware: null,
  kin: [],
  organizations: [],
  partners: [],
  digests: [],
  files: [],
  findings: [
    [
      1,
      0,
      1,
      0,
      0,
      null,
      'xinchuang',
      FROM,
      FROM + 40_000_000,
      FROM,
      7,
      'SP-2026-0000001',
      null,
      null,
      null,
      null,
      null,
      null,
    ],
  ],
  withheld: [],
  answers: [],
};

/** The release's line, as if it might inherit from another. */
export function withKin(release: string): string {
  return JSON.stringify({ ...RELEASE, kin: [release] });
}

/** What a test puts in the place of the truth. */
export interface Forged {
  readonly version?: number;
  readonly catalogue?: unknown;
  readonly directory?: unknown;
  /** Text of the release's line. */
  readonly release?: string;
  /** Bytes of the block of releases, packed. */
  readonly packedReleases?: Buffer;
  /** What the index says of that block. */
  readonly releases?: Partial<BundleBlock>;
  readonly indexText?: string;
}

/** A bundle of one certified cell, known since 2026-11-20 and written a minute later; its digests are right. */
export function bundleBytes(forged: Forged = {}): Buffer {
  const edition = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    revision: 7,
    knownAt: '2026-11-20T13:00:00.000Z',
    writtenAt: '2026-11-20T13:01:00.000Z',
  };
  const sections: [BundleSection, string, unknown][] = [
    ['edition', '', edition],
    ['catalogue', '', forged.catalogue ?? CATALOGUE],
    ['directory', '', forged.directory ?? { release: RELEASE.release, ...RELEASE.product }],
    ['releases', RELEASE.release, RELEASE],
    ['newest', '', [RELEASE.release]],
  ];
  const blocks: BundleBlock[] = [];
  const packed: Buffer[] = [];
  let offset = 0;
  for (const [section, firstKey, line] of sections) {
    const isReleases = section === 'releases';
    const text = Buffer.from(`${isReleases ? (forged.release ?? JSON.stringify(line)) : JSON.stringify(line)}\n`);
    const bytes = isReleases && forged.packedReleases !== undefined ? forged.packedReleases : gzipSync(text);
    const block = { section, firstKey, offset, length: bytes.length, size: text.length, sha256: sha256(bytes) };
    blocks.push(isReleases ? { ...block, ...forged.releases } : block);
    packed.push(bytes);
    offset += bytes.length;
  }
  const text = forged.indexText ?? `${JSON.stringify({ ...edition, releases: 1, findings: 1, blocks })}\n`;
  const index = gzipSync(text);
  const trailer = encodeTrailer({
    version: forged.version ?? BUNDLE_VERSION,
    indexOffset: offset,
    indexLength: index.length,
    indexSize: Buffer.byteLength(text),
    indexSha256: sha256(index),
  });
  return Buffer.concat([...packed, index, trailer]);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
