import { FILE_FACTS, VERSION_FILES } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { cpuCoordinate, day, osCoordinate, page, pageQuery, provenance, slug } from './primitives.js';

/** What machines are identified by: `shipei check --here` compares it with the machine it runs on, which tells nobody. */
export const osIdentification = z
  .object({
    id: z.string(),
    versionId: z.string().nullable(),
    /** Regular expressions by field of os-release. */
    patterns: z.record(z.string(), z.string()),
    /** Where the machine tells what os-release leaves out: the first group of `reads` is compared with `is`. */
    files: z
      .array(
        z.object({
          tells: z.enum(FILE_FACTS),
          file: z.enum(VERSION_FILES),
          reads: z.string(),
          is: z.string(),
          optional: z.boolean().exactOptional(),
        }),
      )
      .exactOptional(),
  })
  .meta({ id: 'OsIdentification' });

export const cpuIdentification = z
  .object({
    vendorIds: z.array(z.string()),
    implementer: z.string().nullable(),
    part: z.string().nullable(),
    modelNamePatterns: z.array(z.string()),
  })
  .meta({ id: 'CpuIdentification' });

const osRelease = z
  .object({
    coordinate: osCoordinate,
    name: z.string(),
    nameEn: z.string().nullable(),
    vendor: slug,
    edition: z.string(),
    servicePack: z.string().nullable(),
    kernel: z.string().nullable(),
    libc: z.string().nullable(),
    pageSizes: z.record(z.string(), z.number().int()),
    /** By ISA: equal words promise that a kernel module built for one release loads in the other. */
    kernelAbi: z.record(z.string(), z.string()),
    packageFormat: z.string().nullable(),
    base: osCoordinate.nullable(),
    isas: z.array(z.string()),
    line: z.string(),
    ordinal: z.number().int(),
    endOfLife: day.nullable(),
    /** Null where machines do not tell that they run it. */
    identification: osIdentification.nullable(),
    origin: z.enum(['catalogue', 'discovered']),
    provenance,
  })
  .meta({ id: 'OsRelease' });

const cpuModel = z
  .object({
    coordinate: cpuCoordinate,
    name: z.string(),
    nameEn: z.string().nullable(),
    vendor: slug,
    generation: z.string().nullable(),
    isa: z.string(),
    abiWorld: z.string().nullable(),
    ambiguous: z.boolean(),
    identification: cpuIdentification.nullable(),
    origin: z.enum(['catalogue', 'discovered']),
    provenance,
  })
  .meta({ id: 'CpuModel' });

const platform = z
  .object({
    os: osCoordinate,
    osName: z.string(),
    cpu: cpuCoordinate,
    cpuName: z.string(),
    isa: z.string(),
    origin: z.enum(['catalogue', 'discovered']),
    /** Pools that serve it really, and emulated ones. */
    pools: z.number().int(),
    emulatedPools: z.number().int(),
    liveHosts: z.number().int(),
  })
  .meta({ id: 'Platform' });

export const listOperatingSystems = operation({
  id: 'listOperatingSystems',
  method: 'GET',
  path: '/operating-systems',
  summary: 'OS releases with lineage and provenance.',
  tag: 'catalogue',
  who: 'public',
  query: z.strictObject({ ...pageQuery, vendor: slug.optional(), isa: z.string().max(32).optional() }),
  bodyKind: 'none',
  status: 200,
  response: page(osRelease),
  errors: [],
});

export const listCpus = operation({
  id: 'listCpus',
  method: 'GET',
  path: '/cpus',
  summary: 'CPU models with generation, ISA and provenance.',
  tag: 'catalogue',
  who: 'public',
  query: z.strictObject({ ...pageQuery, vendor: slug.optional(), isa: z.string().max(32).optional() }),
  bodyKind: 'none',
  status: 200,
  response: page(cpuModel),
  errors: [],
});

export const listPlatforms = operation({
  id: 'listPlatforms',
  method: 'GET',
  path: '/platforms',
  summary: 'OS release × CPU model, with the pools and live hosts that serve each.',
  tag: 'catalogue',
  who: 'public',
  query: z.strictObject({
    ...pageQuery,
    os: osCoordinate.optional(),
    cpu: cpuCoordinate.optional(),
    isa: z.string().max(32).optional(),
    origin: z.enum(['catalogue', 'discovered']).optional(),
    served: z.enum(['true', 'false']).optional(),
  }),
  bodyKind: 'none',
  status: 200,
  response: page(platform),
  errors: [],
});
