import type { Axis, CellFacts, CellQuestion, CpuModel, Finding, OsRelease, Policy, ReleaseFacts } from '#libs/domain';
import { AXES, PUBLIC_AUDIENCE } from '#libs/domain';
import fc from 'fast-check';
import {
  cpuModels,
  day,
  days,
  mostly,
  osReleases,
  policy,
  releases,
  WORLD_DAYS,
  WORLD_VENDORS,
} from './random-catalogue.js';

/*
 * Whole worlds for testing evaluators against each other. Narrow on purpose, so that collisions, ties, chains and blocked
 * ways are common: eleven releases, seven OS releases, seven CPU models, twenty days. Everything in one can be stored: acts
 * name an earlier finding of the same cell, revisions grow with the numbers, instants are whole days since the epoch.
 */
export interface RandomWorld {
  readonly releases: readonly ReleaseFacts[];
  readonly osReleases: readonly OsRelease[];
  readonly cpuModels: readonly CpuModel[];
  /** Two versions; an inheritance may name either, or one that nobody knows. */
  readonly policies: readonly Policy[];
  readonly activePolicy: Policy;
  /** In order of number, from 1. */
  readonly findings: readonly Finding[];
}

export const WORLD_CENTER = 'org-center';

/** Everything that the world knows, for a question about any of its cells. */
export function factsOf(world: RandomWorld): CellFacts {
  const { findings, releases, osReleases, cpuModels, policies, activePolicy } = world;
  return { findings, releases, osReleases, cpuModels, policies, policy: activePolicy };
}

/** The same world for the same seed. */
export function worldOfSeed(seed: number): RandomWorld {
  const [world] = fc.sample(randomWorld(), { seed, numRuns: 1 });
  if (world === undefined) throw new Error('fast-check gave no world');
  return world;
}

type Cell = Pick<Finding, 'releaseId' | 'platform' | 'secondReleaseId'>;

/** The first few of each list are by far the most common. */
function near<T>(items: readonly T[], few: number): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...items.slice(0, few)) },
    { weight: 1, arbitrary: fc.constantFrom(...items) },
  );
}

function cell(all: readonly ReleaseFacts[], systems: readonly OsRelease[]): fc.Arbitrary<Cell> {
  const other = all[0]?.id ?? null;
  return fc
    .record({
      releaseId: near(all, 3).map(({ id }) => id),
      osReleaseId: near(systems, 3).map(({ id }) => id),
      cpuModelId: near(cpuModels, 2).map(({ id }) => id),
      isEdge: fc.integer({ min: 0, max: 11 }).map((one) => one === 0),
    })
    .map(({ releaseId, osReleaseId, cpuModelId, isEdge }) => ({
      releaseId,
      platform: { osReleaseId, cpuModelId },
      secondReleaseId: isEdge && releaseId !== other ? other : null,
    }));
}

/** A finding in the making: it gets its number, its revision and what it names when all that come before it are known. */
type Draft = (number: number, revision: number, before: readonly Finding[]) => Finding;

function statement(all: readonly ReleaseFacts[], systems: readonly OsRelease[]): fc.Arbitrary<Draft> {
  return fc
    .record({
      cell: cell(all, systems),
      kind: fc.constantFrom<'direct' | 'inherited' | 'declaration'>(
        ...(['direct', 'direct', 'direct', 'direct', 'inherited', 'inherited', 'declaration'] as const),
      ),
      verdict: mostly<'pass' | 'fail'>('pass', 'fail'),
      isHidden: mostly(false, true),
      scheme: mostly('xinchuang-basic', 'development'),
      tested: days,
      delay: fc.integer({ min: 0, max: 3 }),
      lasts: fc.option(fc.integer({ min: 3, max: WORLD_DAYS + 5 })),
      as: fc.constantFrom('vendor' as const, 'os-vendor' as const, 'cpu-vendor' as const, 'third-party' as const),
      policyVersion: fc.constantFrom('2026.1', '2026.1', '2026.2', '2026.2', null, '1999.1'),
      carriedAlong: fc.constantFrom<Axis | null>(...AXES, null),
      source: fc.nat(),
    })
    .map((drawn) => (number, revision, before) => {
      const { kind, verdict, isHidden, scheme, tested, delay, lasts, as, policyVersion } = drawn;
      const passes = before.filter((one) => one.kind === 'direct' && one.verdict === 'pass');
      const source = kind === 'inherited' ? passes[drawn.source % Math.max(1, passes.length)] : undefined;
      const isResult = kind !== 'declaration';
      return {
        ...carried(drawn.cell, source, drawn.carriedAlong),
        number,
        id: idOf(number),
        kind,
        verdict,
        visibility: isHidden ? 'parties' : 'public',
        parties: [WORLD_CENTER],
        scheme: isResult ? scheme : null,
        validFrom: day(tested + delay),
        validTo: lasts === null ? null : day(tested + delay + lasts),
        testedAt: kind === 'direct' ? day(tested) : null,
        revision,
        certificateNumber: isResult && verdict === 'pass' ? `SP-${idOf(number)}` : null,
        endsFinding: null,
        declaredBy: isResult ? null : { organizationId: `org-${as}`, as },
        policyVersion: kind === 'inherited' ? policyVersion : null,
        sourceFinding: source?.number ?? null,
      };
    });
}

/** Most inheritances are where a rule might have carried them: off their source along one axis. */
function carried(cell: Cell, source: Cell | undefined, axis: Axis | null): Cell {
  if (source === undefined || axis === null) return cell;
  const { releaseId, platform, secondReleaseId } = source;
  if (axis === 'release') return { releaseId: cell.releaseId, platform, secondReleaseId };
  const { osReleaseId, cpuModelId } = cell.platform;
  const moved = axis === 'os' ? { ...platform, osReleaseId } : { ...platform, cpuModelId };
  return { releaseId, platform: moved, secondReleaseId };
}

const act: fc.Arbitrary<Draft> = fc
  .record({
    kind: fc.constantFrom(
      'revocation' as const,
      'suspension' as const,
      'reinstatement' as const,
      'publication' as const,
    ),
    names: fc.nat(),
    from: days,
    lasts: fc.option(fc.integer({ min: 1, max: WORLD_DAYS })),
    isHidden: mostly(false, true),
  })
  .map(({ kind, names, from, lasts, isHidden }) => (number, revision, before) => {
    const statements = before.filter(({ endsFinding }) => endsFinding === null);
    const about = statements[names % Math.max(1, statements.length)];
    if (about === undefined) throw new Error('an act needs a finding to name: the first finding is a statement');
    return {
      ...about,
      number,
      id: idOf(number),
      kind,
      verdict: null,
      visibility: isHidden ? 'parties' : 'public',
      scheme: null,
      validFrom: day(from),
      validTo: kind === 'suspension' && lasts !== null ? day(from + lasts) : null,
      testedAt: null,
      revision,
      certificateNumber: null,
      endsFinding: about.number,
      declaredBy: null,
      policyVersion: null,
      sourceFinding: null,
    };
  });

const idOf = (number: number): string => `F-${String(number).padStart(8, '0')}`;

/** Findings of one transaction share a revision. */
function ledger(drafts: readonly (readonly [Draft, boolean])[]): readonly Finding[] {
  const findings: Finding[] = [];
  let revision = 0;
  for (const [draft, isNewRevision] of drafts) {
    if (isNewRevision || revision === 0) revision += 1;
    findings.push(draft(findings.length + 1, revision, [...findings]));
  }
  return findings;
}

export function randomWorld(maxFindings = 30): fc.Arbitrary<RandomWorld> {
  return fc
    .tuple(releases, osReleases, policy('2026.1'), policy('2026.2'), fc.nat({ max: 1 }))
    .chain(([all, systems, older, newer, active]) => {
      const said = statement(all, systems);
      const isNew = mostly(true, false);
      const later = fc.oneof({ weight: 5, arbitrary: said }, { weight: 1, arbitrary: act });
      return fc
        .tuple(
          fc.tuple(said, isNew),
          fc.array(fc.tuple(later, isNew), { minLength: maxFindings / 3, maxLength: maxFindings - 1, size: 'max' }),
        )
        .map(([first, more]): RandomWorld => ({
          releases: all,
          osReleases: systems,
          cpuModels,
          policies: [older, newer],
          activePolicy: active === 0 ? older : newer,
          findings: ledger([first, ...more]),
        }));
    });
}

/** A question about the world, often about a cell that somebody spoke of; as the public unless told otherwise. */
export function randomQuestion(world: RandomWorld, isPublic = true): fc.Arbitrary<CellQuestion> {
  const lastRevision = world.findings.at(-1)?.revision ?? 0;
  const organizations = ['org-stranger', WORLD_CENTER, ...WORLD_VENDORS];
  const { releases: all, osReleases: systems } = world;
  const spokenOf = fc.constantFrom(...world.findings).map((one): Cell => one);
  return fc
    .record({
      on: fc.oneof({ weight: 1, arbitrary: spokenOf }, { weight: 2, arbitrary: cell(all, systems) }),
      organizationIds: isPublic ? fc.constant(PUBLIC_AUDIENCE.organizationIds) : fc.subarray(organizations),
      validAt: fc.oneof(days, fc.integer({ min: WORLD_DAYS / 2, max: WORLD_DAYS })).map(day),
      knownAtRevision: fc.oneof(fc.constant(lastRevision), fc.integer({ min: 0, max: lastRevision })),
    })
    .map(({ on, organizationIds, validAt, knownAtRevision }) => ({
      release: named(all, on.releaseId),
      os: named(systems, on.platform.osReleaseId),
      cpu: named(cpuModels, on.platform.cpuModelId),
      secondReleaseId: on.secondReleaseId,
      audience: { organizationIds },
      validAt,
      knownAtRevision,
    }));
}

function named<T extends { readonly id: string }>(items: readonly T[], id: string): T {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`${id} is nowhere in the world`);
  return found;
}
