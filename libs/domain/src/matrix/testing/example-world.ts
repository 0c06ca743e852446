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
export const RESELLER = 'org-reseller';

function release(coordinate: string, line: string, ordinal: number, facts: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return {
    id: `release ${coordinate}`,
    coordinate,
    vendorId: VENDOR,
    productId: coordinate.replace(/@.*/, ''),
    line,
    ordinal,
    abiLevel: 'level1',
    kernelModule: false,
    endOfLife: null,
    fixesOnly: false,
    rebrand: null,
    hardware: null,
    ...facts,
  };
}

const board = { pciVendor: '1d17', pciDevice: '3484', pciSubvendor: '1d17' };
const machine = { mainboard: 'BC82AMDD', cpuGeneration: '920', topology: '2 sockets' };

/** `p1` to `p3` are patches of one line. `renamed` is `p3` under another name, `again` is `renamed` under a third one. */
export const RELEASES = {
  p1: release('dameng/dm8@8.1.1', '8.1', 1),
  p2: release('dameng/dm8@8.1.2', '8.1', 2, { fixesOnly: true }),
  p3: release('dameng/dm8@8.1.3', '8.1', 3, { fixesOnly: true }),
  next: release('dameng/dm8@8.2.1', '8.2', 4, { fixesOnly: true }),
  renamed: release('reseller/db@1', '1', 1, { vendorId: RESELLER, rebrand: agreed('release dameng/dm8@8.1.3') }),
  again: release('third/db@1', '1', 1, { vendorId: 'org-third', rebrand: agreed('release reseller/db@1') }),
  board: release('card/nic@a', 'a', 1, { hardware: { board, machine: null } }),
  boardTwin: release('other-card/nic@1', '1', 1, { hardware: { board: { ...board }, machine: null } }),
  machine: release('maker/server@a', 'a', 1, { hardware: { board: null, machine } }),
  machineTwin: release('other-maker/server@1', '1', 1, { hardware: { board: null, machine: { ...machine } } }),
} satisfies Record<string, ReleaseFacts>;
export type ReleaseKey = keyof typeof RELEASES;

function agreed(originalId: string): ReleaseFacts['rebrand'] {
  return { originalId, offered: true, consented: true, forbidden: false };
}

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

function os(
  coordinate: string,
  lineId: string,
  ordinal: number,
  majorLine: string,
  base: string | null = null,
): OsRelease {
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
    base,
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
  uosE: os('uniontech/uos-server@v20-e', 'uniontech/uos-server', 1, 'v20', 'os openeuler/openeuler@22.03-lts'),
} satisfies Record<string, OsRelease>;
export type OsKey = keyof typeof OSES;

const POLICY: Policy = {
  version: '2026.1',
  rules: ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'],
  reviewedRules: ['R2'],
  abiReach: { level1: 'line', level2: 'service-pack', level3: 'none', undeclared: 'none' },
  maxSteps: 2,
  defaultValidityDays: 1095,
  failValidityDays: null,
  derivedValidityDays: null,
};

/** A direct public pass of `p3` unless told otherwise; `revision` follows `number`, `validFrom` follows `testedAt`. */
export function finding(number: number, at: [OsKey, CpuKey], change: Partial<Finding> = {}): Finding {
  const kind = change.kind ?? 'direct';
  const isResult = kind === 'direct' || kind === 'inherited';
  const verdict = change.verdict === undefined ? (isResult || kind === 'declaration' ? 'pass' : null) : change.verdict;
  return {
    number,
    id: `finding-${number}`,
    kind,
    verdict,
    releaseId: RELEASES.p3.id,
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
    sourceFinding: null,
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
  readonly about?: ReleaseKey;
  readonly os?: OsKey;
  readonly cpu?: CpuKey;
  /** Replaces facts of the release asked about … */
  readonly release?: Partial<ReleaseFacts>;
  /** … and of any release. */
  readonly releases?: Partial<Record<ReleaseKey, Partial<ReleaseFacts>>>;
  readonly secondReleaseId?: string;
  readonly policy?: Partial<Policy>;
  /** Policies beside the one in force. */
  readonly policies?: readonly Partial<Policy>[];
  /** Replaces OS releases of the catalogue. */
  readonly oses?: Partial<Record<OsKey, Partial<OsRelease>>>;
  readonly audience?: readonly string[];
  readonly validAt?: number;
  readonly knownAtRevision?: number;
}

/** Asks about `p3` on SP3 × Hygon 7280 as the public on day 1000, unless told otherwise. */
export function ask(findings: readonly Finding[], asked: Asked = {}): CellAnswer {
  const osReleases = changed(OSES, asked.oses);
  const about = asked.about ?? 'p3';
  const releases = changed(RELEASES, { ...asked.releases, [about]: { ...asked.releases?.[about], ...asked.release } });
  const question: CellQuestion = {
    release: releases[about],
    os: osReleases[asked.os ?? 'sp3'],
    cpu: CPUS[asked.cpu ?? 'h7280'],
    secondReleaseId: asked.secondReleaseId ?? null,
    audience: asked.audience === undefined ? PUBLIC_AUDIENCE : { organizationIds: asked.audience },
    validAt: asked.validAt ?? NOW,
    knownAtRevision: asked.knownAtRevision ?? Number.MAX_SAFE_INTEGER,
  };
  const facts: CellFacts = {
    findings,
    releases: Object.values(releases),
    osReleases: Object.values(osReleases),
    cpuModels: Object.values(CPUS),
    policy: { ...POLICY, ...asked.policy },
    policies: (asked.policies ?? []).map((policy) => ({ ...POLICY, ...policy })),
  };
  return evaluateCell(question, facts);
}

function changed<Key extends string, T>(
  originals: Readonly<Record<Key, T>>,
  changes: Readonly<Partial<Record<Key, Partial<T>>>> | undefined,
): Record<Key, T> {
  const keys = Object.keys(originals) as Key[]; // the keys of a literal declared above
  const entries = keys.map((key): [Key, T] => [key, { ...originals[key], ...changes?.[key] }]);
  return Object.fromEntries(entries) as Record<Key, T>; // one entry for each key
}
