import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuyiMapping } from '#libs/domain';
import { projectRoot } from '#libs/runtime';
import { parse } from 'yaml';
import { z } from 'zod';

const text = z.string().min(1).max(200);
const head = {
  version: text,
  provenance: z.strictObject({
    source: text,
    date: z.iso.date(),
    confidence: z.enum(['verified', 'published', 'background']),
  }),
};
const FILES = {
  'status-words.yaml': z.strictObject({
    ...head,
    words: z.record(text, z.strictObject({ finding: z.enum(['runs', 'none']), means: text, because: text.optional() })),
  }),
  'systems.yaml': z.strictObject({
    ...head,
    systems: z.record(
      text,
      z.strictObject({
        os: text,
        name: text,
        vendor: text,
        versions: z.record(text, text).default({}),
        variants: z.record(text, text.nullable()).default({}),
      }),
    ),
  }),
  'boards.yaml': z.strictObject({
    ...head,
    ambiguousCpus: z.record(text, z.array(text).min(2)),
    cpus: z.record(text, z.strictObject({ cpu: text, isa: text, note: text.optional() })),
    makers: z.record(text, text),
  }),
} as const;

/** How the words of the RuyiSDK support matrix are read: the files under `libs/registry/catalogue/ruyisdk`. */
export async function readMapping(): Promise<RuyiMapping> {
  const folder = path.join(projectRoot(), 'libs', 'registry', 'catalogue', 'ruyisdk');
  const file = async <N extends keyof typeof FILES>(name: N): Promise<z.infer<(typeof FILES)[N]>> =>
    // The schema under this name yields exactly its type; the compiler loses the link over the union.
    FILES[name].parse(parse(await readFile(path.join(folder, name), 'utf8'))) as z.infer<(typeof FILES)[N]>;
  const { words } = await file('status-words.yaml');
  const { systems } = await file('systems.yaml');
  const { ambiguousCpus, cpus, makers } = await file('boards.yaml');
  return { words, systems, ambiguousCpus, cpus, makers };
}
