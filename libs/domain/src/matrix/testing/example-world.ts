import { evaluateCell } from '../evaluate-cell.js';
import { PUBLIC_AUDIENCE } from '../audience.js';
import type { CellAnswer, CellFacts, CellQuestion } from '../cell.js';
import type { Finding } from '../finding.js';
import type { CpuModel, OsRelease } from '../platform-model.js';
import { DAY_MS } from '../policy.js';
import type { Policy } from '../policy.js';
import type { ReleaseFacts } from '../release-facts.js';

/*
 * A small world for the tests of this folder. Time is counted in days since the epoch; `NOW` is day 1000 and findings hold
 * from day 900 to day 2000 unless a test says otherwise. Generations and page sizes are made up to exercise the rules.
 */
export const day = (number: number): number => number * DAY_MS;
const NOW = day(1000);

export const VENDOR = 'org-vendor';
export const CENTER = 'org-center';

const RELEASE: ReleaseFacts = {
  id: 'release-1',
  coordinate: 'dameng/dm8@8.1.3',
  vendorId: VENDOR,
  productId: 'product-1',
  line: '8.1',
  ordinal: 3,
  abiLevel: 'level1',
  kernelModule: false,
  endOfLife: null,
  fixesOnly: false,
  rebrand: null,
  hardware: null,
};

function cpu(coordinate: string, isa: string, generation: string | null, ambiguous = false): CpuModel {
  return { id: `cpu ${coordinate}`, coordinate, vendor: coordinate.replace(/\/.*/, ''), isa, generation, ambiguous };
}

export const CPUS = {
  h7280: cpu('hygon/7280', 'x86_64', 'c86-2'),
  h7285: cpu('hygon/7285', 'x86_64', 'c86-2'),
  h7290: cpu('hygon/7290', 'x86_64', 'c86-2'),
  h7380: cpu('hygon/7380', 'x86_64', 'c86-3'),
  h7265: cpu('hygon/7265', 'x86_64', 'c86-2', true),
  hNew: cpu('hygon/new', 'x86_64', null),
  kx7000: cpu('zhaoxin/kx-7000', 'x86_64', 'c86-2'),
  kunpeng920: cpu('hisilicon/kunpeng-920', 'aarch64', '920'),
} satisfies Record<string, CpuModel>;
export type CpuKey = keyof typeof CPUS;

function os(coordinate: string, lineId: string, ordinal: number, majorLine: string): OsRelease {
  return {
    id: `os ${coordinate}`,
    coordinate,
    lineId,
    ordinal,
    majorLine,
    isas: ['x86_64', 'aarch64'],
    pageSizes: { x86_64: 4096, aarch64: 65536 },
    kernelAbi: {},
    endOfLife: null,
    base: null,
  };
}

const KYLIN = 'kylinsoft/kylin-server';
export const OSES = {
  sp1: os(`${KYLIN}@v10-sp1`, KYLIN, 1, 'v10'),
  sp2: os(`${KYLIN}@v10-sp2`, KYLIN, 2, 'v10'),
  sp3: os(`${KYLIN}@v10-sp3`, KYLIN, 3, 'v10'),
  sp4: os(`${KYLIN}@v10-sp4`, KYLIN, 4, 'v10'),
  v11: os(`${KYLIN}@v11`, KYLIN, 5, 'v11'),
  oe2203: os('openeuler/openeuler@22.03-lts', 'openeuler/openeuler', 1, '22.03-lts'),
} satisfies Record<string, OsRelease>;
export type OsKey = keyof typeof OSES;

const POLICY: Policy = {
  version: '2026.1',
  rules: ['R1', 'R4'],
  reviewedRules: ['R2'],
  abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
  maxSteps: 2,
  defaultValidityDays: 1095,
  failValidityDays: null,
  derivedValidityDays: null,
};

/** A direct public pass unless told otherwise; `revision` follows `number`, `validFrom` follows `testedAt`. */
export function finding(number: number, at: [OsKey, CpuKey], change: Partial<Finding> = {}): Finding {
  const kind = change.kind ?? 'direct';
  const isResult = kind === 'direct' || kind === 'inherited';
  const verdict = change.verdict === undefined ? (isResult || kind === 'declaration' ? 'pass' : null) : change.verdict;
  return {
    number,
    id: `finding-${number}`,
    kind,
    verdict,
    releaseId: RELEASE.id,
    platform: { osReleaseId: OSES[at[0]].id, cpuModelId: CPUS[at[1]].id },
    secondReleaseId: null,
    visibility: 'public',
    parties: [],
    scheme: isResult ? 'xinchuang-basic' : null,
    validFrom: day(900),
    validTo: isResult || kind === 'declaration' ? day(2000) : null,
    testedAt: kind === 'direct' ? day(890) : null,
    revision: number,
    certificateNumber: isResult && verdict === 'pass' ? `SP-${number}` : null,
    endsFinding: null,
    declaredBy: kind === 'declaration' ? { organizationId: VENDOR, as: 'vendor' } : null,
    policyVersion: null,
    ...change,
  };
}

export const fail = (number: number, at: [OsKey, CpuKey], change: Partial<Finding> = {}): Finding =>
  finding(number, at, { verdict: 'fail', validTo: null, ...change });

export const hiddenFail = (number: number, at: [OsKey, CpuKey], change: Partial<Finding> = {}): Finding =>
  fail(number, at, { visibility: 'parties', parties: [CENTER], ...change });

/** A revocation, suspension, reinstatement or publication of the finding with that number. */
export const act = (
  number: number,
  kind: 'revocation' | 'suspension' | 'reinstatement' | 'publication',
  endsFinding: number | null,
  change: Partial<Finding> = {},
): Finding => finding(number, ['sp1', 'h7280'], { kind, endsFinding, ...change });

export interface Asked {
  readonly os?: OsKey;
  readonly cpu?: CpuKey;
  readonly release?: Partial<ReleaseFacts>;
  readonly policy?: Partial<Policy>;
  /** Replaces OS releases of the catalogue. */
  readonly oses?: Partial<Record<OsKey, Partial<OsRelease>>>;
  readonly audience?: readonly string[];
  readonly validAt?: number;
  readonly knownAtRevision?: number;
}

/** Asks about SP3 × Hygon 7280 as the public on day 1000, unless told otherwise. */
export function ask(findings: readonly Finding[], asked: Asked = {}): CellAnswer {
  const keys = Object.keys(OSES) as OsKey[]; // the keys of a literal declared above
  const osReleases = new Map(keys.map((key) => [key, { ...OSES[key], ...asked.oses?.[key] }]));
  const question: CellQuestion = {
    release: { ...RELEASE, ...asked.release },
    os: osReleases.get(asked.os ?? 'sp3') ?? OSES.sp3,
    cpu: CPUS[asked.cpu ?? 'h7280'],
    secondReleaseId: null,
    audience: asked.audience === undefined ? PUBLIC_AUDIENCE : { organizationIds: asked.audience },
    validAt: asked.validAt ?? NOW,
    knownAtRevision: asked.knownAtRevision ?? Number.MAX_SAFE_INTEGER,
  };
  const facts: CellFacts = {
    findings,
    releases: [],
    policies: [],
    osReleases: [...osReleases.values()],
    cpuModels: Object.values(CPUS),
    policy: { ...POLICY, ...asked.policy },
  };
  return evaluateCell(question, facts);
}
