import { bundleCatalogue, bundleFile, bundleNewest, bundleRelease } from '#libs/contracts';
import {
  DomainError,
  nearestMatches,
  noSuchPlatform,
  readCatalogue,
  unknownCoordinate,
  type BundleCatalogue,
  type BundleRelease,
  type CatalogueFacts,
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

/** What can be looked up in a bundle. */
export class OfflineMatrix {
  readonly file: BundleFile;
  readonly catalogue: BundleCatalogue;
  readonly facts: CatalogueFacts;
  /** What people call OS releases and CPU models, by coordinate. */
  readonly names: ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

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
    const found = await this.file.find('releases', 'release', coordinate, bundleRelease);
    if (found !== undefined) return found;
    const newest = await this.file.single('newest', bundleNewest);
    throw unknownCoordinate(field, coordinate, nearestMatches(coordinate, newest));
  }

  /** Those that a release may inherit from. */
  async kin({ kin }: BundleRelease): Promise<BundleRelease[]> {
    const found: BundleRelease[] = [];
    for (const coordinate of kin) {
      const line = await this.file.find('releases', 'release', coordinate, bundleRelease);
      if (line === undefined) throw unusable(this.file.path, `缺少 ${coordinate}`, `${coordinate} is missing`);
      found.push(line);
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

  releases(): AsyncGenerator<BundleRelease> {
    return this.file.lines('releases', bundleRelease);
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
