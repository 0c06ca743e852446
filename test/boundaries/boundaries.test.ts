import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { CHECKS } from '../verify.mjs';
import { SAMPLES, TABLE, type Sample } from './samples.js';

const ROOT = resolve('.');
const CONFIG = '.dependency-cruiser.cjs';
const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string() })) }),
  }),
});
type Report = z.infer<typeof report>['summary'];

/** Runs the cruiser on a tree as `npm run boundaries` does. */
function cruise(tree: string): Promise<Report> {
  return new Promise((done, fail) => {
    const args = [CRUISER, '--config', CONFIG, '--output-type', 'json', 'apps', 'libs', 'test'];
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        done(report.parse(JSON.parse(stdout)).summary);
      } catch (cause) {
        fail(new Error(`dependency-cruiser said no JSON: ${error?.message ?? ''} ${stderr}`, { cause }));
      }
    });
  });
}

async function put(tree: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
}

const LIBS = [...new Set(Object.values(TABLE).flat()), 'certification', 'client', 'matrix', 'dispatch'];

/** Packages of npm that samples import, as empty as can be. `left-over` is installed and declared nowhere. */
const PACKAGES = {
  dependencies: ['zod', 'typeorm', 'pg', 'bullmq', 'fastest-levenshtein', '@nestjs/common'],
  devDependencies: ['fast-check'],
  undeclared: ['left-over'],
};

/** The repository's shape without its content: every row of the table with an empty index, and the real rules. */
async function emptyProject(tree: string): Promise<void> {
  for (const name of [CONFIG, 'tsconfig.json', 'tsconfig.boundaries.json'])
    await copyFile(join(ROOT, name), join(tree, name));
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const { dependencies, devDependencies, undeclared } = PACKAGES;
  await put(tree, {
    'package.json': JSON.stringify({
      name: 'sample',
      type: 'module',
      imports: { '#libs/*': './dist/libs/*/src/index.js' },
      dependencies: versions(dependencies),
      devDependencies: versions(devDependencies),
    }),
    'test/support/anything.ts': 'export const anything = 1;\n',
  });
  for (const name of [...dependencies, ...devDependencies, ...undeclared]) {
    await put(tree, {
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      [`node_modules/${name}/index.js`]: 'module.exports = {};\n',
    });
  }
  const homes = new Set([...Object.keys(TABLE), ...LIBS.map((lib) => `libs/${lib}`)]);
  for (const home of homes) await put(tree, { [`${home}/src/index.ts`]: 'export const nothing = 1;\n' });
}

/** One file for each pair of a row and a lib: `<row>/src/imports-<lib>.ts`. */
function tablePairs(): { row: string; lib: string; file: string; allowed: boolean }[] {
  return Object.entries(TABLE).flatMap(([row, allowed]) =>
    LIBS.filter((lib) => row !== `libs/${lib}`).map((lib) => ({
      row,
      lib,
      // Apps that open the database do it in their root folder, where these files are.
      file: `${row}/src/imports-${lib}.ts`,
      allowed: allowed.includes(lib),
    })),
  );
}

describe('dependency rules', () => {
  let tree = '';
  let empty: Report;
  let violated: Report;

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'shipei-boundaries-'));
    await emptyProject(tree);
    empty = await cruise(tree);
    for (const { lib, file } of tablePairs()) {
      await put(tree, { [file]: `import { nothing } from '#libs/${lib}';\nexport const made = nothing;\n` });
    }
    for (const sample of SAMPLES) await put(tree, sample.files);
    violated = await cruise(tree);
  }, 120_000);

  afterAll(() => rm(tree, { recursive: true, force: true }));

  const rulesBrokenBy = (file: string) =>
    violated.violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name);

  it('find nothing wrong with a project that imports nothing', () => {
    expect(empty.violations).toEqual([]);
  });

  it('have a row for each app and lib, as the architecture has', () => {
    const rows = empty.ruleSetUsed.forbidden.map((rule) => rule.name).filter((name) => name.endsWith('-imports'));
    expect(rows.sort()).toEqual(
      Object.keys(TABLE)
        .map((row) => `${row.replace('/', '-')}-imports`)
        .sort(),
    );
  });

  it.each(tablePairs())('$row importing $lib: allowed is $allowed', ({ row, lib, file, allowed }) => {
    const rule = `${row.replace('/', '-')}-imports`;
    const broken = violated.violations.filter((violation) => violation.from === file && violation.rule.name === rule);
    expect(broken.map((violation) => violation.to)).toEqual(allowed ? [] : [`libs/${lib}/src/index.ts`]);
  });

  it.each(SAMPLES.filter((sample): sample is Sample & { rule: string } => sample.rule !== undefined))(
    '$rule is broken by $what',
    ({ rule, from }) => {
      expect(rulesBrokenBy(from)).toContain(rule);
    },
  );

  it.each(SAMPLES.filter((sample) => sample.rule === undefined))('no rule minds $what', ({ from }) => {
    expect(rulesBrokenBy(from)).toEqual([]);
  });

  it('have a sample that breaks each of them', () => {
    const broken = new Set(violated.violations.map((violation) => violation.rule.name));
    expect(violated.ruleSetUsed.forbidden.map((rule) => rule.name).filter((name) => !broken.has(name))).toEqual([]);
  });

  it('are what npm run boundaries checks', async () => {
    const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
    const { scripts } = manifest.parse(JSON.parse(await readFile('package.json', 'utf8')));
    expect(scripts['boundaries']).toContain(CONFIG);
    expect(scripts['verify']).toBe('node test/verify.mjs');
    expect(CHECKS.map(({ command }) => command.slice(-2))).toContainEqual(['run', 'boundaries']);
  });
});
