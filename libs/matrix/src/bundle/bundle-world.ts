import type { BundleCatalogue, BundleCpu, BundleOs, Platform, Policy, ReleaseFacts } from '#libs/domain';
import {
  cpuModelsAt,
  osReleasesAt,
  policiesUpTo,
  policyAt,
  productCategories,
  publishedReleaseIds,
  releaseFactsAt,
} from '#libs/registry';
import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { catalogueFactsAt, type CatalogueFacts } from '../cells/catalogue-facts.js';
import { policyOf } from '../cells/cell-facts.queries.js';
import { platformsKnownAt } from './bundle.queries.js';
import { KinIndex } from './kin-index.js';

type Db = Pick<EntityManager, 'query'>;

/** What a bundle is written from, but for the findings, as of a revision. */
export interface BundleWorld {
  readonly catalogue: BundleCatalogue;
  readonly facts: CatalogueFacts & { readonly policy: Policy; readonly policies: readonly Policy[] };
  readonly platforms: readonly (Platform & { readonly isa: string })[];
  /** Published ones, by coordinate (code units). */
  readonly releases: readonly ReleaseFacts[];
  readonly published: ReadonlySet<string>;
  /** Of published releases by id. */
  readonly coordinates: ReadonlyMap<string, string>;
  readonly kin: KinIndex;
  readonly organizations: ReadonlyMap<string, { readonly slug: string; readonly name: string }>;
}

/** Undefined while no catalogue is loaded. All is selected by the revision, so no snapshot needs to be held. */
export async function bundleWorldAt(db: Db, revision: number): Promise<BundleWorld | undefined> {
  const stored = await policyAt(db, revision);
  if (stored === undefined) return undefined;
  const loaded = await catalogueFactsAt(db, revision);
  const policies = (await policiesUpTo(db, revision)).map(policyOf);
  const policy = policyOf(stored);
  const systems = new Map((await osReleasesAt(db, revision)).map((os) => [os.id, os]));
  const models = new Map((await cpuModelsAt(db, revision)).map((cpu) => [cpu.id, cpu]));
  // In the order of coordinates, as lists of the catalogue are read.
  const osReleases = sorted(loaded.osReleases);
  const cpuModels = sorted(loaded.cpuModels);
  const osPlaces = new Map(osReleases.map(({ coordinate }, place) => [coordinate, place]));
  const cpuPlaces = new Map(cpuModels.map(({ coordinate }, place) => [coordinate, place]));
  const platforms = (await platformsKnownAt(db, revision)).flatMap(({ os, cpu, isa, origin }) => {
    const [osPlace, cpuPlace] = [osPlaces.get(os), cpuPlaces.get(cpu)];
    return osPlace === undefined || cpuPlace === undefined ? [] : [{ os: osPlace, cpu: cpuPlace, isa, origin }];
  });
  const all = await releaseFactsAt(db, 'all', revision);
  const published = new Set(await publishedReleaseIds(db, revision));
  const releases = sorted(all.filter(({ id }) => published.has(id)));
  const organizations = await rows<{ id: string; slug: string; name: string }>(
    db,
    'SELECT id, slug, name FROM organizations',
  );
  return {
    catalogue: {
      osReleases: osReleases.flatMap(({ id }): BundleOs[] => {
        const os = systems.get(id);
        return os === undefined ? [] : [bundleOs(os)];
      }),
      cpuModels: cpuModels.flatMap(({ id }): BundleCpu[] => {
        const cpu = models.get(id);
        return cpu === undefined ? [] : [bundleCpu(cpu)];
      }),
      platforms,
      policy: policy.version,
      policies,
      categories: await productCategories(db),
      vendors: organizations.map(({ slug }) => slug),
    },
    facts: { ...loaded, osReleases, cpuModels, policy, policies },
    platforms: platforms.flatMap(({ os, cpu, isa }) => {
      const [osRelease, cpuModel] = [osReleases[os], cpuModels[cpu]];
      return osRelease === undefined || cpuModel === undefined ? [] : [{ os: osRelease, cpu: cpuModel, isa }];
    }),
    releases,
    published,
    coordinates: new Map(releases.map(({ id, coordinate }) => [id, coordinate])),
    kin: new KinIndex(all),
    organizations: new Map(organizations.map((organization) => [organization.id, organization])),
  };
}

function sorted<T extends { readonly coordinate: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.coordinate < b.coordinate ? -1 : 1));
}

function bundleOs(os: Awaited<ReturnType<typeof osReleasesAt>>[number]): BundleOs {
  const { coordinate, name, nameEn, vendor, edition, servicePack, kernel, libc, pageSizes, kernelAbi } = os;
  const { packageFormat, base, isas, line, ordinal, endOfLife, identification, origin, provenance } = os;
  return {
    coordinate,
    name,
    nameEn,
    vendor,
    edition,
    servicePack,
    kernel,
    libc,
    pageSizes,
    kernelAbi,
    packageFormat,
    base,
    isas,
    line,
    ordinal,
    endOfLife,
    identification,
    origin,
    provenance,
  };
}

function bundleCpu(cpu: Awaited<ReturnType<typeof cpuModelsAt>>[number]): BundleCpu {
  const { coordinate, name, nameEn, vendor, generation, isa, abiWorld, ambiguous, identification, origin, provenance } =
    cpu;
  return { coordinate, name, nameEn, vendor, generation, isa, abiWorld, ambiguous, identification, origin, provenance };
}
