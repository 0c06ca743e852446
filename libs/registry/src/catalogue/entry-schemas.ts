import { FILE_FACTS, VERSION_FILES, type CatalogueKind } from '#libs/domain';
import { z } from 'zod';

/** Longer than any fact; what is longer is a mistake or an attack. */
const text = z.string().min(1).max(500);

const provenance = z.strictObject({
  source: text,
  date: text,
  confidence: z.enum(['verified', 'published', 'background']),
});
export const named = { name: text, nameEn: text, note: z.string().min(1).max(2000).optional(), provenance };
const validity = z.union([z.strictObject({ days: z.number().int() }), z.strictObject({ years: z.number().int() })]);

const vendor = z.strictObject({ slug: text, ...named });
const isa = z.strictObject({ slug: text, hardware: text, abiWorld: text.nullable(), ...named });
const cpu = z.strictObject({
  coordinate: text,
  generation: text.nullable(),
  isa: text,
  abiWorld: text.nullable(),
  ambiguous: z.boolean(),
  identification: z.strictObject({
    vendorIds: z.array(text).max(64),
    implementer: text.nullable(),
    part: text.nullable(),
    modelNamePatterns: z.array(text).max(64),
  }),
  ...named,
});
const operatingSystem = z.strictObject({
  coordinate: text,
  edition: text,
  servicePack: text.nullable(),
  kernel: text.nullable(),
  libc: text.nullable(),
  pageSizes: z.record(text, z.number().int()),
  kernelAbi: z.strictObject({ byIsa: z.record(text, text), provenance }).optional(),
  packageFormat: text.nullable(),
  base: text.nullable(),
  isas: z.array(text).min(1).max(64),
  onlyCpus: z.array(text).min(1).max(500).optional(),
  endOfLife: text.nullable(),
  line: text,
  ordinal: z.int32().min(0),
  identification: z
    .strictObject({
      id: text,
      versionId: text.nullable(),
      patterns: z.record(text, text),
      files: z
        .array(
          z.strictObject({
            tells: z.enum(FILE_FACTS),
            file: z.enum(VERSION_FILES),
            reads: text,
            is: text,
            optional: z.boolean().exactOptional(),
          }),
        )
        .max(64)
        .exactOptional(),
    })
    .nullable(),
  ...named,
});
const category = z.strictObject({ slug: text, parent: text.nullable(), ...named });
const region = z.strictObject({ code: text.regex(/^[0-9]{6}$/), parent: text.nullable(), ...named });
const scheme = z.strictObject({
  slug: text,
  platformOrigins: z.array(text).max(64),
  partnerConfirmation: z.boolean(),
  accreditedCentersOnly: z.boolean(),
  validity,
  holdsFor: z.array(text).max(64),
  ...named,
});
const meanings = z.array(text).min(1).max(64).exactOptional();
const alias = z.strictObject({
  slug: text,
  spellings: z.array(text).max(64),
  means: z.strictObject({
    organizations: meanings,
    products: meanings,
    releases: meanings,
    operatingSystems: meanings,
    cpus: meanings,
  }),
  ...named,
});

/** Shapes of the catalogue's entries, the same in the shipped files and in what operators send. */
export const ENTRY_SCHEMAS = {
  vendors: vendor,
  isas: isa,
  cpus: cpu,
  operatingSystems: operatingSystem,
  categories: category,
  regions: region,
  schemes: scheme,
  aliases: alias,
} as const satisfies Record<CatalogueKind, z.ZodType>;
