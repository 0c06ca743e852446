import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FILE_FACTS, lineageProblems, VERSION_FILES, type FieldProblem } from '#libs/domain';
import { projectRoot } from '#libs/runtime';
import { parse } from 'yaml';
import { z } from 'zod';
import { policyProblems } from '../policies/policy-definition.js';

const provenance = z.strictObject({
  source: z.string().min(1),
  date: z.string().min(1),
  confidence: z.enum(['verified', 'published', 'background']),
});
const named = { name: z.string().min(1), nameEn: z.string().min(1), note: z.string().optional(), provenance };
const validity = z.union([z.strictObject({ days: z.number().int() }), z.strictObject({ years: z.number().int() })]);

const vendor = z.strictObject({ slug: z.string(), ...named });
const isa = z.strictObject({ slug: z.string(), hardware: z.string(), abiWorld: z.string().nullable(), ...named });
const cpu = z.strictObject({
  coordinate: z.string(),
  generation: z.string().nullable(),
  isa: z.string(),
  abiWorld: z.string().nullable(),
  ambiguous: z.boolean(),
  identification: z.strictObject({
    vendorIds: z.array(z.string()),
    implementer: z.string().nullable(),
    part: z.string().nullable(),
    modelNamePatterns: z.array(z.string()),
  }),
  ...named,
});
const operatingSystem = z.strictObject({
  coordinate: z.string(),
  edition: z.string(),
  servicePack: z.string().nullable(),
  kernel: z.string().nullable(),
  libc: z.string().nullable(),
  pageSizes: z.record(z.string(), z.number().int()),
  kernelAbi: z.strictObject({ byIsa: z.record(z.string(), z.string().min(1)), provenance }).optional(),
  packageFormat: z.string().nullable(),
  base: z.string().nullable(),
  isas: z.array(z.string()).min(1),
  endOfLife: z.string().nullable(),
  line: z.string().min(1),
  ordinal: z.int32().min(0),
  identification: z
    .strictObject({
      id: z.string(),
      versionId: z.string().nullable(),
      patterns: z.record(z.string(), z.string()),
      files: z
        .array(
          z.strictObject({
            tells: z.enum(FILE_FACTS),
            file: z.enum(VERSION_FILES),
            reads: z.string(),
            is: z.string(),
            optional: z.boolean().exactOptional(),
          }),
        )
        .exactOptional(),
    })
    .nullable(),
  ...named,
});
const category = z.strictObject({ slug: z.string(), parent: z.string().nullable(), ...named });
const region = z.strictObject({ code: z.string().regex(/^[0-9]{6}$/), parent: z.string().nullable(), ...named });
const scheme = z.strictObject({
  slug: z.string(),
  platformOrigins: z.array(z.string()),
  partnerConfirmation: z.boolean(),
  accreditedCentersOnly: z.boolean(),
  validity,
  holdsFor: z.array(z.string()),
  ...named,
});
const policy = z.strictObject({
  version: z.string(),
  effectiveFrom: z.iso.datetime(),
  rules: z.record(z.string(), z.looseObject({ enabled: z.boolean() })),
  ...named,
});

const FILES = {
  'vendors.yaml': z.strictObject({ version: z.string(), vendors: z.array(vendor) }),
  'isas.yaml': z.strictObject({ version: z.string(), isas: z.array(isa) }),
  'cpus.yaml': z.strictObject({ version: z.string(), cpus: z.array(cpu) }),
  'operating-systems.yaml': z.strictObject({ version: z.string(), operatingSystems: z.array(operatingSystem) }),
  'taxonomy.yaml': z.strictObject({ version: z.string(), categories: z.array(category) }),
  'regions.yaml': z.strictObject({ version: z.string(), regions: z.array(region) }),
  'schemes.yaml': z.strictObject({ version: z.string(), schemes: z.array(scheme) }),
  'inference-policies.yaml': z.strictObject({ version: z.string(), policies: z.array(policy) }),
} as const;

export interface Catalogue {
  /** SHA-256 over the files' bytes: the same catalogue is loaded once. */
  readonly contentSha256: string;
  readonly version: string;
  readonly vendors: readonly z.infer<typeof vendor>[];
  readonly isas: readonly z.infer<typeof isa>[];
  readonly cpus: readonly z.infer<typeof cpu>[];
  readonly operatingSystems: readonly z.infer<typeof operatingSystem>[];
  readonly categories: readonly z.infer<typeof category>[];
  readonly regions: readonly z.infer<typeof region>[];
  readonly schemes: readonly z.infer<typeof scheme>[];
  readonly policies: readonly z.infer<typeof policy>[];
}

const CATALOGUE_FOLDER = path.join(projectRoot(), 'libs', 'registry', 'catalogue');

/** Reads and checks the catalogue files. A wrong file stops the load, named with what is wrong in it. */
export async function readCatalogue(folder: string = CATALOGUE_FOLDER): Promise<Catalogue> {
  const digest = createHash('sha256');
  const texts = new Map<string, string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()) {
    const text = await readFile(path.join(folder, file), 'utf8');
    digest.update(`${file}\0${text}\0`);
    texts.set(file, text);
  }
  const file = <N extends keyof typeof FILES>(name: N): z.infer<(typeof FILES)[N]> => {
    const parsed = FILES[name].safeParse(parse(texts.get(name) ?? ''));
    if (!parsed.success) throw new Error(`catalogue file ${name} is wrong: ${z.prettifyError(parsed.error)}`);
    // safeParse of the schema under this name yields exactly its type; the compiler loses the link over the union.
    return parsed.data as z.infer<(typeof FILES)[N]>;
  };
  const cpus = file('cpus.yaml');
  const { operatingSystems } = file('operating-systems.yaml');
  const { policies } = file('inference-policies.yaml');
  refuse('operating-systems.yaml', 'operatingSystems', lineageProblems(operatingSystems));
  policies.forEach((policy, index) => refuse('inference-policies.yaml', `policies.${index}`, policyProblems(policy)));
  return {
    contentSha256: digest.digest('hex'),
    version: cpus.version,
    vendors: file('vendors.yaml').vendors,
    isas: file('isas.yaml').isas,
    cpus: cpus.cpus,
    operatingSystems,
    categories: file('taxonomy.yaml').categories,
    regions: file('regions.yaml').regions,
    schemes: file('schemes.yaml').schemes,
    policies,
  };
}

function refuse(file: string, place: string, [problem]: readonly FieldProblem[]): void {
  if (problem === undefined) return;
  const field = `${place}.${problem.path}`;
  throw new Error(`catalogue file ${file} is wrong: ${field} (${problem.code}): ${problem.message}`);
}
