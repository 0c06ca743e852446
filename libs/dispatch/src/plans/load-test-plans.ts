import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { audit, row, TestPlan, transaction, type Context } from '#libs/database';
import { CASE_KINDS, type TestPlan as TestPlanDefinition } from '#libs/domain';
import { projectRoot } from '#libs/runtime';
import { v7 as uuidv7 } from 'uuid';
import { parse } from 'yaml';
import { z } from 'zod';

const name = z.string().min(1);
const param = z.strictObject({ param: name });
const argv = z.array(z.union([z.string(), param])).min(1);
const text = z.union([z.string(), param]);
const timeoutSeconds = z.number().positive().max(86_400);

const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('unpack'), into: name }),
  z.strictObject({
    do: z.literal('run'),
    argv,
    stdin: text.exactOptional(),
    timeoutSeconds,
    expect: z.strictObject({ exitCode: z.number().int(), stdout: text.exactOptional() }),
  }),
  z.strictObject({ do: z.literal('start'), process: name, argv, readyOn: text.exactOptional(), timeoutSeconds }),
  z.strictObject({ do: z.literal('kill'), process: name, signal: z.enum(['SIGKILL', 'SIGTERM']), timeoutSeconds }),
  z.strictObject({ do: z.literal('remove'), path: name }),
  z.strictObject({ do: z.literal('no-processes') }),
]);

const testPlan: z.ZodType<TestPlanDefinition> = z.strictObject({
  slug: name,
  version: z.number().int().positive(),
  name,
  nameEn: name,
  categories: z.array(name),
  packageFolder: name,
  network: z.boolean(),
  limits: z.strictObject({
    wallSeconds: z.number().int().positive(),
    scratchBytes: z.number().int().positive(),
    outputBytes: z.number().int().positive(),
    processes: z.number().int().positive(),
    memoryBytes: z.number().int().positive(),
  }),
  parameters: z.array(
    z.strictObject({
      name,
      type: z.enum(['path', 'text', 'argv', 'pattern']),
      required: z.boolean(),
      default: z.union([z.string(), z.array(z.string())]).exactOptional(),
      description: name,
    }),
  ),
  cases: z
    .array(
      z.strictObject({
        id: name,
        kind: z.enum(CASE_KINDS),
        name,
        nameEn: name,
        required: z.boolean(),
        steps: z.array(step).min(1),
      }),
    )
    .min(1),
});

const PLANS_FOLDER = path.join(projectRoot(), 'libs', 'dispatch', 'plans');

/** Reads and checks the built-in test plans. */
export async function readTestPlans(folder: string = PLANS_FOLDER): Promise<TestPlanDefinition[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const parsed = testPlan.safeParse(parse(await readFile(path.join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`test plan ${file} is wrong: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    }),
  );
}

/**
 * Brings built-in plans into the database. A version that is there is never changed: requests and findings name it.
 *
 * @throws Error where a known version would have other content
 */
export async function loadTestPlans({ db, actor }: Context, plans: readonly TestPlanDefinition[]): Promise<void> {
  for (const plan of plans) {
    const contentSha256 = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
    await transaction(db, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('load-test-plans'))`);
      const known = await row<{ sha: string }>(
        tx,
        'SELECT content_sha256 AS sha FROM test_plans WHERE slug = $1 AND version = $2',
        [plan.slug, plan.version],
      );
      if (known?.sha === contentSha256) return;
      if (known !== undefined) {
        throw new Error(
          `test plan ${plan.slug} v${plan.version} is in use with other content: give the change a new version`,
        );
      }
      const id = uuidv7();
      await tx.insert(TestPlan, {
        id,
        slug: plan.slug,
        version: plan.version,
        definition: plan as never,
        contentSha256,
      });
      await audit(tx, actor, {
        action: 'test-plan.load',
        subject: ['test-plan', id],
        details: { slug: plan.slug, version: plan.version, contentSha256 },
      });
    });
  }
}
