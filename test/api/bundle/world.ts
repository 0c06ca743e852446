import { rows, transaction } from '#libs/database';
import { findingId } from '#libs/domain';
import { recordFindings, type NewFinding } from '#libs/matrix';
import { Dice } from '../../../libs/matrix/src/memory/testing/random-matrix.js';
import { startService, type TestService } from '../../support/service.js';
import { organizationId, releaseId } from '../matrix-facts/support.js';
import { succeed } from '../support/http.js';
import { createOrganization, joinAs } from '../support/members.js';
import { upload } from '../support/releases.js';

const SYSTEMS = [
  'kylinsoft/kylin-server@v10-sp1',
  'kylinsoft/kylin-server@v10-sp2',
  'kylinsoft/kylin-server@v10-sp3',
  'openeuler/openeuler@20.03-lts-sp3',
  'openeuler/openeuler@22.03-lts-sp3',
  'openeuler/openeuler@22.03-lts-sp4',
  'kylinsoft/kylin-server@v11',
];
const MODELS = ['hisilicon/kunpeng-920', 'hisilicon/kunpeng-920-24', 'hygon/c86-7280', 'hygon/c86-7285'];
const DAY = 86_400_000;

export interface BundleWorld {
  readonly service: TestService;
  readonly releases: readonly string[];
  readonly draft: string;
  readonly partner: string;
  readonly platforms: readonly { readonly id: number; readonly os: string; readonly cpu: string }[];
  /** SHA-256 of packages. */
  readonly files: readonly string[];
  /** Releases of another vendor and category, registered before the others. */
  readonly others: readonly string[];
  /** Ids of findings that strangers may not know. */
  readonly hidden: readonly string[];
  /** Moments at which much begins and ends. */
  readonly moments: readonly string[];
}

/** A line of four published patches with a draft among them, and everything that can be said about it, by dice. */
export async function openBundleWorld(seed: number): Promise<BundleWorld> {
  const service = await startService({ worker: false });
  const others = await registerOthers(service);
  const vendor = await joinAs(service, 'vendor', {
    organization: await createOrganization(service, ['vendor'], 'acme'),
  });
  const { token } = vendor;
  const post = (path: string, json: object) =>
    succeed(service.url, { method: 'POST', path: `/api/v1${path}`, token, json });
  const files: string[] = [];
  const register = async (product: string, version: string, ordinal: number, published: boolean): Promise<void> => {
    const artifacts = [];
    for (const isa of ['aarch64', 'x86_64']) {
      const sha256 = await upload(service, token, `${product} ${version} ${isa}`);
      artifacts.push({ sha256, fileName: `p-${isa}.tgz`, isa });
      if (published) files.push(sha256);
    }
    await post(`/products/acme/${product}/releases`, {
      version,
      line: '1',
      ordinal,
      releasedOn: '2025-01-01',
      published,
      abiLevel: 'level1',
      artifacts,
    });
  };
  for (const slug of ['editor', 'store']) {
    await post('/products', { slug, name: `产品 ${slug}`, category: 'developer-tool', published: true });
  }
  await register('store', '3.0', 1, true);
  for (const [place, version] of ['1.0', '1.1', '1.2', '1.3', '1.4'].entries()) {
    await register('editor', version, place + 1, version !== '1.2');
    if (place > 0 && version !== '1.2') {
      await post(`/products/acme/editor/releases/${version}/statements`, { kind: 'fixes-only', text: '仅修复缺陷' });
    }
  }
  const platforms = await rows<{ id: number; os: string; cpu: string }>(
    service.parts.db,
    `SELECT id, os, cpu FROM platform_coordinates WHERE os = ANY($1) AND cpu = ANY($2) ORDER BY id`,
    [SYSTEMS, MODELS],
  );
  const releases = ['1.0', '1.1', '1.3', '1.4'].map((version) => `acme/editor@${version}`);
  const world = { service, releases, draft: 'acme/editor@1.2', partner: 'acme/store@3.0', platforms, files };
  await tellOfOthers(service, others, platforms, new Dice(seed + 1));
  return { ...world, others, ...(await tell(world, new Dice(seed))) };
}

/** Machines of one build, which inherit from each other; versions that sort otherwise than they were registered. */
async function registerOthers(service: TestService): Promise<string[]> {
  const { token } = await joinAs(service, 'vendor', {
    organization: await createOrganization(service, ['vendor'], 'zeta'),
  });
  const post = (path: string, json: object) =>
    succeed(service.url, { method: 'POST', path: `/api/v1${path}`, token, json });
  const product = { slug: 'bus', name: '=总线,"一"', nameEn: 'Bus <1>', category: 'middleware', published: true };
  await post('/products', product);
  const machine = { mainboard: 'BC82', cpuGeneration: '920', topology: '2 sockets' };
  for (const [place, version] of ['2.0', '10.0', '10.1'].entries()) {
    const registered = { version, line: `${place}`, ordinal: 1, releasedOn: '2025-01-01', artifacts: [] };
    await post('/products/zeta/bus/releases', { ...registered, abiLevel: 'level1', published: true });
    await post(`/products/zeta/bus/releases/${version}/statements`, { kind: 'hardware', machine });
  }
  return ['zeta/bus@2.0', 'zeta/bus@10.0', 'zeta/bus@10.1'];
}

async function tellOfOthers(
  service: TestService,
  others: readonly string[],
  platforms: BundleWorld['platforms'],
  dice: Dice,
): Promise<void> {
  const center = await organizationId(service, 'dev-lab');
  const [first = ''] = others;
  for (let count = 0; count < 24; count += 1) {
    const isHidden = dice.chance(0.2);
    const validFrom = new Date(Date.now() - (5 + dice.below(300)) * DAY);
    const finding: NewFinding = {
      kind: 'direct',
      verdict: isHidden || dice.chance(0.2) ? 'fail' : 'pass',
      releaseId: await releaseId(service, dice.chance(0.6) ? first : dice.pick(others)),
      platformId: dice.pick(platforms).id,
      visibility: isHidden ? 'parties' : 'public',
      partyIds: isHidden ? [center] : [],
      organizationId: center,
      scheme: 'xinchuang',
      validFrom,
      validUntil: null,
      testedAt: validFrom,
    };
    await transaction(service.parts.db, (tx) => recordFindings(tx, 'test', [finding]));
  }
}

type Telling = Pick<BundleWorld, 'service' | 'releases' | 'draft' | 'partner' | 'platforms' | 'files'>;

async function tell(world: Telling, dice: Dice): Promise<Pick<BundleWorld, 'hidden' | 'moments'>> {
  const { service, releases, draft, partner, platforms, files } = world;
  const { db } = service.parts;
  const center = await organizationId(service, 'dev-lab');
  const declarers = [await organizationId(service, 'hisilicon'), await organizationId(service, 'kylinsoft')];
  const ids = new Map<string, string>();
  for (const release of [...releases, draft, partner]) ids.set(release, await releaseId(service, release));
  const idOf = (release: string): string => ids.get(release) ?? '';
  const begun = Date.now() - 400 * DAY;
  const hidden: string[] = [];
  const told: { number: number; about: NewFinding }[] = [];
  for (let count = 0; count < 150; count += 1) {
    const release = dice.chance(0.08) ? draft : dice.pick(releases);
    const validFrom = new Date(begun + dice.below(420) * DAY);
    const fromEarlier = told.length > 0 && dice.chance(0.2) ? dice.pick(told) : undefined;
    const isAct = fromEarlier !== undefined && dice.chance(0.7);
    const kind = dice.pick(['direct', 'direct', 'direct', 'inherited', 'declaration'] as const);
    const verdict = dice.chance(0.65) ? 'pass' : 'fail';
    const isEdge = dice.chance(0.12);
    const isHidden = verdict === 'fail' && kind === 'direct' && dice.chance(0.6);
    const source = told.find(({ about }) => about.kind === 'direct' && about.verdict === 'pass');
    const statement: NewFinding = {
      kind,
      verdict,
      releaseId: idOf(release),
      platformId: dice.pick(platforms).id,
      visibility: isHidden ? 'parties' : 'public',
      partyIds: isHidden ? [center] : [],
      organizationId: kind === 'declaration' ? dice.pick(declarers) : center,
      declaredAs: kind === 'declaration' ? dice.pick(['vendor', 'os-vendor', 'third-party'] as const) : null,
      secondReleaseId: isEdge ? idOf(partner) : null,
      scheme: kind === 'declaration' ? null : 'xinchuang',
      validFrom,
      validUntil: dice.chance(0.5) ? new Date(validFrom.getTime() + (30 + dice.below(500)) * DAY) : null,
      testedAt: kind === 'direct' ? new Date(validFrom.getTime() - dice.below(9) * DAY) : null,
      ...(kind === 'inherited' ? { rule: 'R1', policyVersion: '2026.2', sourceFinding: source?.number ?? null } : {}),
      artifactDigests: kind === 'direct' && dice.chance(0.7) ? [dice.pick(files)] : [],
    };
    const { about } = fromEarlier ?? {};
    const act: NewFinding | undefined =
      !isAct || about === undefined
        ? undefined
        : {
            kind:
              about.visibility === 'parties'
                ? ('publication' as const)
                : dice.pick(['revocation', 'suspension', 'reinstatement'] as const),
            releaseId: about.releaseId,
            platformId: about.platformId,
            secondReleaseId: about.secondReleaseId ?? null,
            visibility: 'public',
            organizationId: center,
            validFrom,
            endsFinding: fromEarlier?.number ?? null,
          };
    const finding = act ?? statement;
    const [number = 0] = await transaction(db, (tx) => recordFindings(tx, 'test', [finding]));
    if (act === undefined) told.push({ number, about: statement });
  }
  const open = await rows<{ number: number }>(
    db,
    `SELECT f.number FROM findings f JOIN release_coordinates rc ON rc.id = f.release_id
      WHERE rc.published_revision IS NOT NULL AND (f.visibility = 'public' OR EXISTS
        (SELECT 1 FROM findings p WHERE p.kind = 'publication' AND p.ends_finding = f.number AND p.visibility = 'public'))`,
  );
  const seen = new Set(open.map(({ number }) => number));
  const all = await rows<{ number: number }>(db, 'SELECT number FROM findings');
  hidden.push(...all.filter(({ number }) => !seen.has(number)).map(({ number }) => findingId(number)));
  const moments = [begun + 100 * DAY, begun + 250 * DAY, Date.now() + 30 * DAY, Date.now() + 900 * DAY];
  return { hidden, moments: moments.map((at) => new Date(at).toISOString()) };
}
