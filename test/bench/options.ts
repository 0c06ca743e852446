import { parseArgs } from 'node:util';

/** Parts of the matrix's bench, in the order in which they are measured: what only reads comes before what writes. */
export const MATRIX_PARTS = ['load', 'check', 'batch', 'facets', 'growth', 'memory', 'oracle', 'visible'] as const;
export type MatrixPart = (typeof MATRIX_PARTS)[number];

/** Parts of the registry's bench. */
export const REGISTRY_PARTS = ['search', 'import'] as const;
export type RegistryPart = (typeof REGISTRY_PARTS)[number];

/** What `npm run bench` can measure, and the parts of each. The others come with their features. */
const PARTS = { matrix: MATRIX_PARTS, registry: REGISTRY_PARTS } as const;
type Bench = keyof typeof PARTS;
// The keys of the table are exactly the benches.
const BENCHES = Object.keys(PARTS) as [Bench, ...Bench[]];

interface CommonOptions {
  readonly findings: number;
  /** Of the registry's world. */
  readonly releases: number;
  readonly seed: number;
  /** Seconds that one side of one round is loaded. */
  readonly seconds: number;
  /** Questions on which the served answers are compared with the naive evaluator. */
  readonly questions: number;
  readonly json: boolean;
}

export interface MatrixOptions extends CommonOptions {
  readonly bench: 'matrix';
  /** Parts to measure; the figures of the others stay null. */
  readonly only: readonly MatrixPart[];
}

export interface RegistryOptions extends CommonOptions {
  readonly bench: 'registry';
  readonly only: readonly RegistryPart[];
}

export type Options = MatrixOptions | RegistryOptions;

const DEFAULTS = { findings: 10_000_000, releases: 60_000, seed: 1, seconds: 3, questions: 200_000 } as const;
/** Numbers of findings are 32 bits in the store. */
const MOST_FINDINGS = 2_000_000_000;
const MOST_RELEASES = 1_000_000;

export class UsageError extends Error {}

/** @throws UsageError with a sentence for the person at the terminal */
export function parseOptions(argv: readonly string[]): Options {
  const { values, positionals } = read(argv);
  const [named, ...more] = positionals;
  const bench = BENCHES.find((name) => name === named);
  if (bench === undefined || more.length > 0) {
    throw new UsageError(
      `请指定测量对象 · Say what to measure: npm run bench -- ${BENCHES.join('|')} [--findings N] [--releases N] [--seed S] [--only PART,…] [--json]`,
    );
  }
  const common = {
    findings: wholeNumber('findings', values.findings, 1_000, MOST_FINDINGS),
    releases: wholeNumber('releases', values.releases, 100, MOST_RELEASES),
    seed: wholeNumber('seed', values.seed, 0, 0x7fff_ffff),
    seconds: wholeNumber('seconds', values.seconds, 1, 600),
    questions: wholeNumber('questions', values.questions, 0, 100_000_000),
    json: values.json ?? false,
  };
  return bench === 'matrix'
    ? { ...common, bench, only: parts(MATRIX_PARTS, values.only) }
    : { ...common, bench, only: parts(REGISTRY_PARTS, values.only) };
}

function parts<P extends string>(all: readonly P[], text: string | undefined): readonly P[] {
  if (text === undefined) return all;
  const wanted = text.split(',');
  const unknown = wanted.find((name) => !all.some((part) => part === name));
  if (unknown === undefined) return all.filter((part) => wanted.includes(part));
  throw new UsageError(`没有这一项 · There is no part "${unknown}" to measure: --only ${all.join(',')}`);
}

function read(argv: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(argv);
  } catch (error) {
    throw new UsageError(`参数有误 · ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      findings: { type: 'string' },
      releases: { type: 'string' },
      seed: { type: 'string' },
      seconds: { type: 'string' },
      questions: { type: 'string' },
      only: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
}

function wholeNumber(name: keyof typeof DEFAULTS, text: string | undefined, least: number, most: number): number {
  const value = text === undefined ? DEFAULTS[name] : /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(
    `--${name} 应为 ${least} 到 ${most} 的整数 · --${name} is a whole number from ${least} to ${most}`,
  );
}
