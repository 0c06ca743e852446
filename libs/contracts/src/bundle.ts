import {
  BUNDLE_FORMAT,
  BUNDLE_SECTIONS,
  CELL_STATUSES,
  END_CODES,
  MAX_BLOCK_BYTES,
  type AnswerBody,
  type BundleCatalogue,
  type BundleEntry,
  type BundleFile,
  type BundleIndex,
  type BundleNewest,
  type BundleRelease,
} from '#libs/domain';
import { z } from 'zod';
import { cpuIdentification, osIdentification } from './catalogue.js';
import { operation } from './operation.js';
import { provenance } from './primitives.js';

export const getBundle = operation({
  id: 'getBundle',
  method: 'GET',
  path: '/matrix/bundle',
  summary:
    'Everything that the public may know of the matrix as one file, which answers without a network: shipei bundle. It states its revision, since when that is known and when it was written. One that was written shortly before may be sent again.',
  tag: 'matrix',
  who: 'public',
  bodyKind: 'none',
  status: 200,
  produces: 'application/gzip',
  errors: ['matrix-loading', 'rate-limited', 'insufficient-storage'],
});

/*
 * What is in the file, for whoever reads one: it crossed a network, a disk and somebody's pocket. The shapes are the domain's.
 */
const whole = z.int().nonnegative();
const seconds = z.int();
const text = z.string().max(2_000);
const instant = z.iso.datetime();
const hex = z.string().regex(/^[0-9a-f]{64}$/);

export const bundleIndex: z.ZodType<BundleIndex> = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: whole,
  revision: whole,
  knownAt: instant,
  writtenAt: instant,
  releases: whole,
  findings: whole,
  blocks: z.array(
    z.object({
      section: z.enum(BUNDLE_SECTIONS),
      firstKey: text,
      offset: whole,
      length: whole,
      size: whole.max(MAX_BLOCK_BYTES),
      sha256: hex,
    }),
  ),
});

const reach = z.enum(['line', 'service-pack', 'none']);
const policy = z.object({
  version: text,
  rules: z.array(text),
  reviewedRules: z.array(text),
  abiReach: z.object({ level1: reach, level2: reach, level3: reach, undeclared: reach }),
  maxSteps: whole,
  defaultValidityDays: whole,
  failValidityDays: whole.nullable(),
  derivedValidityDays: whole.nullable(),
});
const origin = z.enum(['catalogue', 'discovered']);
const named = { coordinate: text, name: text, nameEn: text.nullable(), vendor: text, origin, provenance };

export const bundleCatalogue: z.ZodType<BundleCatalogue> = z.object({
  osReleases: z.array(
    z.object({
      ...named,
      edition: text,
      servicePack: text.nullable(),
      kernel: text.nullable(),
      libc: text.nullable(),
      pageSizes: z.record(text, whole),
      kernelAbi: z.record(text, text),
      packageFormat: text.nullable(),
      base: text.nullable(),
      isas: z.array(text),
      line: text,
      ordinal: z.int(),
      endOfLife: z.iso.date().nullable(),
      identification: osIdentification.nullable().exactOptional(),
    }),
  ),
  cpuModels: z.array(
    z.object({
      ...named,
      generation: text.nullable(),
      isa: text,
      abiWorld: text.nullable(),
      ambiguous: z.boolean(),
      identification: cpuIdentification.nullable().exactOptional(),
    }),
  ),
  platforms: z.array(z.object({ os: whole, cpu: whole, isa: text, origin })),
  policy: text,
  policies: z.array(policy),
  categories: z.array(text),
  vendors: z.array(text),
});

export const bundleEntry: z.ZodType<BundleEntry> = z.object({
  release: text,
  name: text,
  nameEn: text.nullable(),
  category: text,
});

const capacity = z.enum(['vendor', 'os-vendor', 'cpu-vendor', 'third-party']);
const answerBody: z.ZodType<AnswerBody> = z.object({
  status: z.enum(CELL_STATUSES),
  scheme: text.nullable(),
  sources: z.array(z.object({ number: whole, id: text })),
  path: z.array(
    z.object({
      rule: text,
      from: z.object({ release: text.exactOptional(), os: text.exactOptional(), cpu: text.exactOptional() }),
      findingId: text,
      certificate: text.nullable(),
    }),
  ),
  certificate: text.nullable(),
  validUntil: z.int().nullable(),
  endsBecause: z.enum(END_CODES).nullable(),
  declaredBy: z.array(z.object({ organizationId: text, as: capacity, verdict: z.enum(['pass', 'fail']) })),
  unknownBecause: z
    .object({
      code: text,
      rule: text.nullable(),
      nearest: z.object({ release: text.exactOptional(), os: text, cpu: text, findingId: text }).nullable(),
    })
    .nullable(),
});

export const bundleRelease: z.ZodType<BundleRelease> = z.object({
  release: text,
  product: z.object({ name: text, nameEn: text.nullable(), category: text }),
  line: text,
  ordinal: z.int(),
  abiLevel: z.enum(['level1', 'level2', 'level3']).nullable(),
  kernelModule: z.boolean(),
  endOfLife: seconds.nullable(),
  fixesOnly: z.boolean(),
  rebrand: z
    .object({ original: text, offered: z.boolean(), consented: z.boolean(), forbidden: z.boolean() })
    .nullable(),
  hardware: z
    .object({
      board: z.object({ pciVendor: text, pciDevice: text, pciSubvendor: text }).nullable(),
      machine: z.object({ mainboard: text, cpuGeneration: text, topology: text }).nullable(),
    })
    .nullable(),
  kin: z.array(text),
  organizations: z.array(z.object({ slug: text, name: text })),
  partners: z.array(text),
  digests: z.array(text),
  files: z.array(z.object({ sha256: text, sm3: text, isa: text.nullable() })),
  findings: z.array(
    z.tuple([
      whole,
      whole,
      z.union([z.literal(0), z.literal(1), z.null()]),
      whole,
      whole,
      whole.nullable(),
      text.nullable(),
      seconds,
      seconds.nullable(),
      seconds.nullable(),
      whole,
      text.nullable(),
      whole.nullable(),
      whole.nullable(),
      whole.nullable(),
      text.nullable(),
      whole.nullable(),
      z.array(whole).nullable(),
    ]),
  ),
  withheld: z.array(z.tuple([whole.nullable(), whole.nullable(), whole, whole, seconds, seconds.nullable(), whole])),
  answers: z.array(answerBody),
});

export const bundleFile: z.ZodType<BundleFile> = z.object({ digest: text, releases: z.array(text) });
export const bundleNewest: z.ZodType<BundleNewest> = z.array(text);
