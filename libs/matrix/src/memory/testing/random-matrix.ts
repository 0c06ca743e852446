import { type CpuModel, type Finding, findingId, type OsRelease, type Policy, type ReleaseFacts } from '#libs/domain';
import { Matrix, MatrixWorld, type MatrixFacts } from '../matrix.js';
import { FindingStore, type FollowedFinding, type PlacedFinding } from '../pack-findings.js';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }
}

const DAY = 86_400_000;
const NOW_DAY = 1000;
export const NOW = NOW_DAY * DAY;

export interface RandomWorld {
  readonly facts: MatrixFacts & { readonly releases: readonly ReleaseFacts[] };
  /** In order of their numbers. */
  readonly findings: readonly Finding[];
}

/** A small world in which every rule, act, visibility and end gets its turn. */
export function randomWorld(seed: number, size: { releases?: number; findings?: number } = {}): RandomWorld {
  const dice = new Dice(seed);
  const osReleases = randomOsReleases(dice);
  const cpuModels = randomCpuModels(dice);
  const platforms = osReleases.flatMap((os) =>
    cpuModels
      .filter(({ isa }) => os.isas.includes(isa) || dice.chance(0.1))
      .map((cpu) => ({ osReleaseId: os.id, cpuModelId: cpu.id })),
  );
  const numbered = platforms.map((platform, index) => ({ id: index + 1, ...platform }));
  const releases = randomReleases(dice, size.releases ?? 9);
  const policies = [randomPolicy(dice, '2026.1'), randomPolicy(dice, '2026.2')];
  const policy = dice.pick(policies);
  return {
    facts: { osReleases, cpuModels, platforms: numbered, releases, drafts: new Set(), policy, policies },
    findings: randomFindings(dice, releases, numbered, size.findings ?? 120),
  };
}

function randomOsReleases(dice: Dice): OsRelease[] {
  const lines = [
    { vendor: 'kylinsoft', os: 'kylin-server', majors: ['v10', 'v10', 'v10', 'v11'] },
    { vendor: 'openeuler', os: 'openeuler', majors: ['20.03', '22.03', '22.03', '24.03'] },
    { vendor: 'uniontech', os: 'uos-server', majors: ['v20', 'v20'] },
  ];
  const all = lines.flatMap(({ vendor, os, majors }) =>
    majors.map((majorLine, index): OsRelease => ({
      id: `os ${os} ${index}`,
      coordinate: `${vendor}/${os}@${index}`,
      lineId: os,
      ordinal: index + 1,
      majorLine,
      isas: dice.chance(0.8) ? ['x86_64', 'aarch64'] : ['x86_64'],
      pageSizes: {
        ...(dice.chance(0.95) ? { x86_64: 4096 } : {}),
        ...(dice.chance(0.9) ? { aarch64: dice.pick([4096, 65536, 65536]) } : {}),
      },
      kernelAbi: dice.chance(0.5) ? { x86_64: dice.pick(['a', 'b']), aarch64: 'a' } : {},
      endOfLife: dice.chance(0.3) ? (NOW_DAY - 50 + dice.below(400)) * DAY : null,
      base: null,
    })),
  );
  return all.map((os) =>
    os.lineId === 'openeuler' || dice.chance(0.4)
      ? os
      : { ...os, base: dice.pick(all.filter(({ lineId }) => lineId === 'openeuler')).id },
  );
}

function randomCpuModels(dice: Dice): CpuModel[] {
  const kinds = [
    ['hygon', 'x86_64', ['c86-2', 'c86-3', null]],
    ['zhaoxin', 'x86_64', ['c86-2']],
    ['hisilicon', 'aarch64', ['920', '916']],
    ['phytium', 'aarch64', ['920']],
  ] as const;
  return kinds.flatMap(([vendor, isa, generations]) =>
    generations.flatMap((generation, group) =>
      [0, 1].map((model): CpuModel => ({
        id: `cpu ${vendor} ${group}-${model}`,
        coordinate: `${vendor}/${group}-${model}`,
        vendor,
        isa,
        generation,
        ambiguous: dice.chance(0.1),
      })),
    ),
  );
}

function randomReleases(dice: Dice, count: number): ReleaseFacts[] {
  const releases: ReleaseFacts[] = [];
  for (let index = 0; index < count; index += 1) {
    const product = index % 3;
    const line = dice.pick(['8', '8', '9']);
    const ordinal = 1 + releases.filter((other) => other.productId === `p${product}` && other.line === line).length;
    const original = releases.length > 0 && dice.chance(0.25) ? dice.pick(releases) : null;
    releases.push({
      id: `release ${index}`,
      coordinate: `vendor${product}/p${product}@${line}.${ordinal}`,
      vendorId: `vendor${product}`,
      productId: `p${product}`,
      line,
      ordinal,
      abiLevel: dice.pick(['level1', 'level1', 'level1', 'level2', 'level3', null]),
      kernelModule: dice.chance(0.2),
      endOfLife: dice.chance(0.2) ? (NOW_DAY - 20 + dice.below(300)) * DAY : null,
      fixesOnly: dice.chance(0.7),
      rebrand:
        original === null
          ? null
          : {
              originalId: original.id,
              offered: dice.chance(0.8),
              consented: dice.chance(0.8),
              forbidden: dice.chance(0.1),
            },
      hardware: dice.chance(0.3)
        ? {
            board: dice.chance(0.6)
              ? { pciVendor: '1af4', pciDevice: dice.pick(['1000', '1001']), pciSubvendor: '0001' }
              : null,
            machine: dice.chance(0.6)
              ? { mainboard: dice.pick(['a', 'b']), cpuGeneration: '920', topology: dice.pick(['1', '2']) }
              : null,
          }
        : null,
    });
  }
  return releases;
}

function randomPolicy(dice: Dice, version: string): Policy {
  return {
    version,
    rules: ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'].filter(() => dice.chance(0.9)),
    reviewedRules: ['R2'],
    abiReach: {
      level1: 'line',
      level2: 'service-pack',
      level3: 'none',
      undeclared: dice.pick(['none', 'line'] as const),
    },
    maxSteps: dice.pick([1, 2, 2, 2]),
    defaultValidityDays: 400,
    failValidityDays: dice.pick([null, 300]),
    derivedValidityDays: dice.pick([null, 250, 600]),
  };
}

const SCHEMES = ['xinchuang', 'xinchuang', 'development'] as const;
const KINDS = [
  ['direct', 0.5],
  ['declaration', 0.15],
  ['inherited', 0.1],
  ['revocation', 0.05],
  ['suspension', 0.07],
  ['reinstatement', 0.06],
  ['publication', 0.07],
] as const;

function randomFindings(
  dice: Dice,
  releases: readonly ReleaseFacts[],
  platforms: MatrixFacts['platforms'],
  count: number,
): Finding[] {
  const findings: Finding[] = [];
  // Few cells, so that findings meet.
  const crowded = platforms.filter(() => dice.chance(0.4));
  for (let number = 1; number <= count; number += 1) {
    findings.push(randomFinding(dice, number, findings, releases, crowded));
  }
  return findings;
}

function randomFinding(
  dice: Dice,
  number: number,
  earlier: readonly Finding[],
  releases: readonly ReleaseFacts[],
  platforms: MatrixFacts['platforms'],
): Finding {
  let roll = dice.next();
  const kind = KINDS.find(([, share]) => (roll -= share) < 0)?.[0] ?? 'direct';
  const isAct = kind !== 'direct' && kind !== 'declaration' && kind !== 'inherited';
  const target = isAct && earlier.length > 0 ? dice.pick(earlier) : null;
  const release = dice.pick(releases);
  const platform = dice.pick(platforms);
  const verdict = isAct ? null : dice.chance(0.72) ? 'pass' : 'fail';
  // Whole days, so that instants meet.
  const validFrom = (NOW_DAY - 300 + dice.below(330)) * DAY;
  const validTo = dice.chance(0.6) ? validFrom + (1 + dice.below(500)) * DAY : null;
  const isHidden = dice.chance(verdict === 'fail' ? 0.5 : 0.12);
  const source = earlier.find(({ kind: other, verdict: was }) => other === 'direct' && was === 'pass');
  return {
    number,
    id: findingId(number),
    kind: isAct && target === null ? 'direct' : kind,
    verdict: isAct && target === null ? 'pass' : verdict,
    releaseId: target?.releaseId ?? release.id,
    platform: target?.platform ?? { osReleaseId: platform.osReleaseId, cpuModelId: platform.cpuModelId },
    secondReleaseId: null,
    visibility: isHidden ? 'parties' : 'public',
    parties: isHidden ? ['center'] : [],
    scheme: kind === 'direct' || kind === 'inherited' ? dice.pick(SCHEMES) : null,
    validFrom,
    validTo,
    testedAt: kind === 'direct' && dice.chance(0.7) ? validFrom - dice.below(20) * DAY : null,
    revision: number,
    certificateNumber:
      (kind === 'direct' || kind === 'inherited') && verdict === 'pass'
        ? `SP-2026-${String(number).padStart(7, '0')}`
        : null,
    endsFinding: target?.number ?? null,
    declaredBy:
      kind === 'declaration'
        ? {
            organizationId: dice.pick(['a', 'b']),
            as: dice.pick(['vendor', 'os-vendor', 'cpu-vendor', 'third-party'] as const),
          }
        : null,
    policyVersion: kind === 'inherited' ? dice.pick(['2026.1', '2026.2', null, 'unheard-of']) : null,
    sourceFinding: kind === 'inherited' ? (source?.number ?? null) : null,
  };
}

/** A matrix of the world's findings up to a revision; what comes later is handed to `add`. */
export function matrixOf({ facts, findings }: RandomWorld, revision = Number.MAX_SAFE_INTEGER): Matrix {
  const world = new MatrixWorld(facts);
  const store = new FindingStore(findings.length);
  const placed = findings.filter((finding) => finding.revision <= revision).map((finding) => placedIn(world, finding));
  placed.sort((a, b) => a.release - b.release || a.platform - b.platform || a.number - b.number);
  const start = new Uint32Array(world.releases.size + 1);
  let release = 0;
  for (const finding of placed) {
    while (release < finding.release) start[(release += 1)] = store.rows.count;
    store.append(finding);
  }
  while (release < world.releases.size) start[(release += 1)] = store.rows.count;
  store.endOfSorted(start);
  return new Matrix(world, store);
}

export function placedIn(world: MatrixWorld, finding: Finding): PlacedFinding & FollowedFinding {
  const { platforms } = world;
  const platform = platforms.platforms.findIndex(
    ({ os, cpu }) =>
      platforms.osReleases[os]?.id === finding.platform.osReleaseId &&
      platforms.cpuModels[cpu]?.id === finding.platform.cpuModelId,
  );
  return {
    ...finding,
    release: world.releases.placeOfId(finding.releaseId),
    isAboutDraft: false,
    platform,
    validFrom: finding.validFrom / 1000,
    validTo: finding.validTo === null ? null : finding.validTo / 1000,
    testedAt: finding.testedAt === null ? null : finding.testedAt / 1000,
  };
}
