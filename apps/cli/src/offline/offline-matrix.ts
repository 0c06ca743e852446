import { bundleCatalogue, bundleEntry, bundleFile, bundleNewest, bundleRelease } from '#libs/contracts';
import {
  declarerKey,
  documentNames,
  DomainError,
  nearestMatches,
  noSuchPlatform,
  readCatalogue,
  unknownCoordinate,
  type BundleCatalogue,
  type BundleEntry,
  type BundleRelease,
  type CatalogueFacts,
  type DocumentNames,
  type Platform,
} from '#libs/domain';
import { messageOf } from '../failure.js';
import { unusable } from './bundle-error.js';
import { BundleFile } from './bundle-file.js';

/** Where an answer comes from that no service has given. */
export interface BundleStamp {
  readonly file: string;
  readonly digest: string;
  readonly revision: number;
  readonly knownAt: string;
  readonly writtenAt: string;
  /** Null where this machine's clock is before the moment at which the bundle was written. */
  readonly ageSeconds: number | null;
}

/** Findings and the like of releases that are kept: some megabytes. */
const MOST_KEPT = 20_000;

function weightOf({ findings, withheld, answers, files }: BundleRelease): number {
  return 1 + findings.length + withheld.length + answers.length + files.length;
}

/** What can be looked up in a bundle. */
export class OfflineMatrix {
  readonly file: BundleFile;
  readonly catalogue: BundleCatalogue;
  readonly facts: CatalogueFacts;
  /** What people call OS releases and CPU models, by coordinate. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

  /** Read last: a release's kin are those that were asked about shortly before. */
  readonly #read = new Map<string, BundleRelease>();
  #weight = 0;

  private constructor(file: BundleFile, catalogue: BundleCatalogue, facts: CatalogueFacts) {
    this.file = file;
    this.catalogue = catalogue;
    this.facts = facts;
    this.names = new Map([...catalogue.osReleases, ...catalogue.cpuModels].map((one) => [one.coordinate, one]));
  }

  /** @throws UsageError that says what is wrong with the file */
  static async open(path: string): Promise<OfflineMatrix> {
    const file = await BundleFile.open(path);
    try {
      const catalogue = await file.single('catalogue', bundleCatalogue);
      return new OfflineMatrix(
        file,
        catalogue,
        consistent(path, () => readCatalogue(catalogue)),
      );
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }

  stamp(now: Date): BundleStamp {
    const { revision, knownAt, writtenAt } = this.file.index;
    const age = Math.floor((now.getTime() - Date.parse(writtenAt)) / 1000);
    const { path, digest } = this.file;
    return { file: path, digest, revision, knownAt, writtenAt, ageSeconds: age < 0 ? null : age };
  }

  /** @throws DomainError `unknown-coordinate` with the nearest matches, as the service refuses it */
  platform(asked: { readonly os: string; readonly cpu: string }): Platform & { readonly isa: string } {
    const { osReleases, cpuModels } = this.facts;
    const os = osReleases.findIndex(({ coordinate }) => coordinate === asked.os);
    const cpu = cpuModels.findIndex(({ coordinate }) => coordinate === asked.cpu);
    const [osRelease, cpuModel] = [osReleases[os], cpuModels[cpu]];
    if (osRelease === undefined) {
      throw unknownCoordinate('os', asked.os, nearestMatches(asked.os, coordinates(osReleases)));
    }
    if (cpuModel === undefined) {
      throw unknownCoordinate('cpu', asked.cpu, nearestMatches(asked.cpu, coordinates(cpuModels)));
    }
    const runsOn = this.catalogue.platforms.filter((platform) => platform.os === os);
    const found = runsOn.find((platform) => platform.cpu === cpu);
    if (found !== undefined) return { os: osRelease, cpu: cpuModel, isa: found.isa };
    const others = runsOn.map((platform) => cpuModels[platform.cpu]?.coordinate ?? '').sort();
    throw noSuchPlatform('cpu', asked.os, cpuModel, others);
  }

  /** @throws DomainError `unknown-coordinate` with the nearest matches */
  async release(coordinate: string, field: string): Promise<BundleRelease> {
    const found = await this.#find(coordinate);
    if (found !== undefined) return found;
    const newest = await this.file.single('newest', bundleNewest);
    throw unknownCoordinate(field, coordinate, nearestMatches(coordinate, newest));
  }

  /** Those that a release may inherit from. */
  async kin({ kin }: BundleRelease): Promise<BundleRelease[]> {
    const found: BundleRelease[] = [];
    for (const coordinate of kin) found.push(await this.listed(coordinate));
    return found;
  }

  async has(coordinate: string): Promise<boolean> {
    return (await this.#find(coordinate)) !== undefined;
  }

  /** A release that the bundle itself names. */
  async listed(coordinate: string): Promise<BundleRelease> {
    const found = await this.#find(coordinate);
    if (found === undefined) throw unusable(this.file.path, `缺少 ${coordinate}`, `${coordinate} is missing`);
    return found;
  }

  async #find(coordinate: string): Promise<BundleRelease | undefined> {
    const known = this.#read.get(coordinate);
    if (known !== undefined) return known;
    const found = await this.file.find('releases', 'release', coordinate, bundleRelease);
    if (found === undefined) return undefined;
    this.#read.set(coordinate, found);
    this.#weight += weightOf(found);
    for (const [oldest, line] of this.#read) {
      if (this.#weight <= MOST_KEPT) break;
      this.#read.delete(oldest);
      this.#weight -= weightOf(line);
    }
    return found;
  }

  /**
   * Releases that have a file with this SHA-256 or SM3, the one published first before the others.
   *
   * @throws DomainError `unknown-coordinate`
   */
  async releasesOfFile(digest: string): Promise<BundleRelease[]> {
    const found = await this.file.find('files', 'digest', digest, bundleFile);
    if (found === undefined) throw unknownCoordinate('digest', digest, []);
    return Promise.all(found.releases.map((coordinate) => this.release(coordinate, 'digest')));
  }

  /** What every release is found by, in the order in which the service lists them. */
  directory(): AsyncGenerator<BundleEntry> {
    return this.file.lines('directory', bundleEntry);
  }

  /** What people call things in answers about a release. */
  namesFor({ organizations }: BundleRelease): DocumentNames {
    const declarers = organizations.map((organization, place) => [declarerKey(place), organization] as const);
    return documentNames(this.names, new Map(declarers));
  }

  /** Does something with what the file says, which may contradict itself. */
  reading<T>(read: () => T): T {
    return consistent(this.file.path, read);
  }
}

function consistent<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unusable(
      path,
      `内容自相矛盾（${messageOf(error)}）`,
      `what it holds contradicts itself (${messageOf(error)})`,
    );
  }
}

function coordinates(items: readonly { readonly coordinate: string }[]): string[] {
  return items.map(({ coordinate }) => coordinate);
}
