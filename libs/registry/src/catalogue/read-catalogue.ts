import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { referenceProblems, type CatalogueContent, type FieldProblem } from '#libs/domain';
import { projectRoot } from '#libs/runtime';
import { parse } from 'yaml';
import { z } from 'zod';
import { policyProblems } from '../policies/policy-definition.js';
import { ENTRY_SCHEMAS, named } from './entry-schemas.js';

const policy = z.strictObject({
  version: z.string(),
  effectiveFrom: z.iso.datetime(),
  rules: z.record(z.string(), z.looseObject({ enabled: z.boolean() })),
  ...named,
});

const FILES = {
  'vendors.yaml': z.strictObject({ version: z.string(), vendors: z.array(ENTRY_SCHEMAS.vendors) }),
  'isas.yaml': z.strictObject({ version: z.string(), isas: z.array(ENTRY_SCHEMAS.isas) }),
  'cpus.yaml': z.strictObject({ version: z.string(), cpus: z.array(ENTRY_SCHEMAS.cpus) }),
  'operating-systems.yaml': z.strictObject({
    version: z.string(),
    operatingSystems: z.array(ENTRY_SCHEMAS.operatingSystems),
  }),
  'taxonomy.yaml': z.strictObject({ version: z.string(), categories: z.array(ENTRY_SCHEMAS.categories) }),
  'regions.yaml': z.strictObject({ version: z.string(), regions: z.array(ENTRY_SCHEMAS.regions) }),
  'schemes.yaml': z.strictObject({ version: z.string(), schemes: z.array(ENTRY_SCHEMAS.schemes) }),
  'aliases.yaml': z.strictObject({ version: z.string(), aliases: z.array(ENTRY_SCHEMAS.aliases) }),
  'inference-policies.yaml': z.strictObject({ version: z.string(), policies: z.array(policy) }),
} as const;

export interface Catalogue extends CatalogueContent {
  /** SHA-256 over the files' bytes: the same catalogue is loaded once. */
  readonly contentSha256: string;
  readonly version: string;
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
  const { version, cpus } = file('cpus.yaml');
  const { policies } = file('inference-policies.yaml');
  policies.forEach((policy, index) => refuse('inference-policies.yaml', `policies.${index}`, policyProblems(policy)));
  const content: CatalogueContent = {
    vendors: file('vendors.yaml').vendors,
    isas: file('isas.yaml').isas,
    cpus,
    operatingSystems: file('operating-systems.yaml').operatingSystems,
    categories: file('taxonomy.yaml').categories,
    regions: file('regions.yaml').regions,
    schemes: file('schemes.yaml').schemes,
    aliases: file('aliases.yaml').aliases,
  };
  const [wrong] = referenceProblems(content);
  if (wrong !== undefined) {
    throw new Error(
      `catalogue files are wrong: ${wrong.kind} ${wrong.key}, ${wrong.field} (${wrong.code}): ${wrong.message}`,
    );
  }
  return {
    contentSha256: digest.digest('hex'),
    version,
    ...content,
    policies,
  };
}

function refuse(file: string, place: string, [problem]: readonly FieldProblem[]): void {
  if (problem === undefined) return;
  const field = `${place}.${problem.path}`;
  throw new Error(`catalogue file ${file} is wrong: ${field} (${problem.code}): ${problem.message}`);
}
