import {
  DomainError,
  explainTestInWords,
  planTests,
  PUBLIC_AUDIENCE,
  type CellStatus,
  type FieldProblem,
  type GapGoal,
  type PersonActor,
  type Platform,
  type PlannedTest,
  type PoolAvailability,
} from '#libs/domain';
import { platformsPage, requirePlatform, requireRelease, type PlatformRow, type ReleaseRow } from '#libs/registry';
import type { DataSource, EntityManager } from 'typeorm';
import { cellFacts, type NamedFacts } from '../cells/cell-facts.queries.js';
import { revisionAt, type KnownRevision } from '../cells/revision-at.queries.js';
import { TestReach } from './reach-of-tests.js';
import { whyUncovered, type Uncovered } from './why-uncovered.js';

export interface GapsAsked {
  readonly release: string;
  readonly platforms: readonly { readonly os: string; readonly cpu: string }[];
  readonly goal: GapGoal;
  readonly onlyLivePools: boolean;
}

/** Live hosts of real machines by platform; a platform that no pool serves is not there. */
export type Capacity = ReadonlyMap<number, number>;

export interface GapPlatform extends Platform {
  readonly row: PlatformRow;
  readonly liveHosts: number;
}

interface Place {
  readonly os: string;
  readonly cpu: string;
}
interface Candidate extends Place {
  readonly availability: PoolAvailability;
  readonly liveHosts: number;
}

export interface GapPlan {
  readonly release: string;
  readonly goal: GapGoal;
  readonly covered: readonly (Place & { readonly status: CellStatus })[];
  readonly tests: readonly (Candidate & {
    readonly covers: readonly (Place & {
      readonly before: CellStatus;
      readonly becomes: 'certified' | 'inherited' | 'expected' | 'inheritable';
      readonly rules: readonly string[];
      readonly alone: boolean;
    })[];
    readonly alternatives: readonly Candidate[];
    readonly reason: { readonly zh: readonly string[]; readonly en: readonly string[] };
  })[];
  readonly uncovered: readonly (Place & { readonly status: CellStatus } & Uncovered)[];
  readonly isFewest: boolean;
  readonly atLeast: number;
  readonly policy: string;
  readonly validAt: Date;
  readonly knownAt: Date;
  readonly revision: number;
}

const MOST_ALTERNATIVES = 5;

/**
 * The fewest direct tests that would cover a release on these platforms under the policy in force, for the asker's eyes.
 * Any platform of the catalogue may be tested on that the release has an artifact for; a discovered one only where it is
 * asked for, since it certifies nothing beyond itself.
 *
 * @throws DomainError `unknown-coordinate` with the nearest matches · `invalid-request` for a platform that is named twice
 */
export async function planGapTests(
  db: DataSource,
  asker: PersonActor | null,
  asked: GapsAsked,
  capacity: Capacity,
  stopping: AbortSignal,
): Promise<GapPlan> {
  const { release, facts, known, cells, everywhere } = await readGapFacts(db, asker, asked, capacity);
  const question = {
    release: facts.release,
    secondReleaseId: null,
    audience: asker === null ? PUBLIC_AUDIENCE : { organizationIds: [asker.organizationId] },
    validAt: known.now.getTime(),
    knownAtRevision: known.revision,
  };
  const reach = new TestReach(question, facts, asked.goal, stopping);
  const gaps = await reach.gaps(cells);
  const candidates = everywhere
    .filter((one) => canBeTested(one, release) && (!asked.onlyLivePools || one.liveHosts > 0))
    .filter((one) => one.row.origin === 'catalogue' || cells.includes(one))
    .sort((a, b) => Number(cells.includes(b)) - Number(cells.includes(a)) || b.liveHosts - a.liveHosts)
    .map((platform) => ({ platform, availability: availabilityOf(platform, capacity) }));
  const reaches = await reach.of(
    candidates.map(({ platform }) => platform),
    gaps,
  );
  const plan = planTests(gaps, candidates, reaches);
  return {
    release: release.coordinate,
    goal: asked.goal,
    covered: cells
      .filter((cell) => !gaps.includes(cell))
      .map((cell) => ({ ...placeOf(cell), status: reach.status(cell) })),
    tests: plan.tests.map((test) => tell(test, facts, reach)),
    uncovered: plan.uncovered.map((cell) => ({
      ...placeOf(cell),
      status: reach.status(cell),
      ...whyUncovered(cell, canBeTested(cell, release)),
    })),
    isFewest: plan.isFewest,
    atLeast: plan.atLeast,
    policy: facts.policy.version,
    validAt: known.now,
    knownAt: known.knownAt,
    revision: known.revision,
  };
}

interface GapFacts {
  readonly release: ReleaseRow;
  readonly facts: NamedFacts;
  readonly known: KnownRevision;
  readonly cells: readonly GapPlatform[];
  readonly everywhere: readonly GapPlatform[];
}

/** All from one snapshot of the database; nothing is worked out while it is held. */
async function readGapFacts(
  db: DataSource,
  asker: PersonActor | null,
  asked: GapsAsked,
  capacity: Capacity,
): Promise<GapFacts> {
  return db.transaction('REPEATABLE READ', async (tx) => {
    const known = await revisionAt(tx, null);
    const release = await requireRelease(tx, asker?.organizationId ?? null, asked.release, 'release');
    const facts = await cellFacts(tx, release.id, known.revision);
    if (facts === undefined) throw new Error('there are releases, and no catalogue');
    const everywhere = (await allPlatforms(tx)).flatMap((row): GapPlatform[] => {
      const os = facts.osReleases.find(({ id }) => id === row.osReleaseId);
      const cpu = facts.cpuModels.find(({ id }) => id === row.cpuModelId);
      return os === undefined || cpu === undefined ? [] : [{ row, os, cpu, liveHosts: capacity.get(row.id) ?? 0 }];
    });
    return { release, facts, known, everywhere, cells: await cellsAsked(tx, asked, everywhere) };
  });
}

async function cellsAsked(
  tx: EntityManager,
  { platforms }: GapsAsked,
  everywhere: readonly GapPlatform[],
): Promise<GapPlatform[]> {
  const byName = new Map(everywhere.map((platform) => [`${platform.row.os} ${platform.row.cpu}`, platform]));
  const cells: GapPlatform[] = [];
  const twice: FieldProblem[] = [];
  for (const [place, { os, cpu }] of platforms.entries()) {
    const found = byName.get(`${os} ${cpu}`);
    if (found === undefined) {
      // Says what is wrong with it.
      await requirePlatform(tx, { os, cpu }, `platforms.${place}.`);
      throw new Error(`the platform ${os} × ${cpu} has no facts`);
    }
    if (cells.includes(found)) {
      twice.push({ path: `platforms.${place}`, code: 'duplicate', message: `${os} × ${cpu} is named twice` });
    } else cells.push(found);
  }
  if (twice.length > 0) {
    throw new DomainError('invalid-request', '平台重复 · A platform is named twice', { fields: twice });
  }
  return cells;
}

async function allPlatforms(tx: EntityManager): Promise<PlatformRow[]> {
  return platformsPage(tx, {}, { after: 0, limit: 2_147_483_647 });
}

function canBeTested({ os, cpu }: Platform, { artifacts }: ReleaseRow): boolean {
  return os.isas.includes(cpu.isa) && artifacts.some(({ isa }) => isa === null || isa === cpu.isa);
}

function availabilityOf({ row, liveHosts }: GapPlatform, capacity: Capacity): PoolAvailability {
  if (!capacity.has(row.id)) return 'none';
  return liveHosts > 0 ? 'live' : 'offline';
}

function placeOf({ os, cpu }: Platform): Place {
  return { os: os.coordinate, cpu: cpu.coordinate };
}

function tell(test: PlannedTest<GapPlatform>, { policy }: NamedFacts, reach: TestReach): GapPlan['tests'][number] {
  const candidate = ({ platform, availability }: Pick<PlannedTest<GapPlatform>, 'platform' | 'availability'>) => ({
    ...placeOf(platform),
    availability,
    liveHosts: platform.liveHosts,
  });
  return {
    ...candidate(test),
    covers: test.covers.map(({ platform, status, rules, alone }) => ({
      ...placeOf(platform),
      before: reach.status(platform),
      becomes: becomes(status, rules, policy.reviewedRules),
      rules,
      alone,
    })),
    alternatives: test.alternatives.slice(0, MOST_ALTERNATIVES).map(candidate),
    reason: { zh: explainTestInWords(test, 'zh'), en: explainTestInWords(test, 'en') },
  };
}

function becomes(
  status: CellStatus,
  rules: readonly string[],
  reviewedRules: readonly string[],
): GapPlan['tests'][number]['covers'][number]['becomes'] {
  if (status === 'certified' || status === 'inherited') return status;
  return rules.some((rule) => reviewedRules.includes(rule)) ? 'inheritable' : 'expected';
}
