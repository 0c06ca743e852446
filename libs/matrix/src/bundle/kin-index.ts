import type { ReleaseFacts } from '#libs/domain';

/**
 * Which releases one may inherit from, of all that there are: as the registry's `kinReleases` finds them in the database,
 * where one query for each of very many releases would take too long.
 */
export class KinIndex {
  readonly #byId: ReadonlyMap<string, ReleaseFacts>;
  readonly #groups = new Map<string, ReleaseFacts[]>();

  constructor(releases: readonly ReleaseFacts[]) {
    this.#byId = new Map(releases.map((release) => [release.id, release]));
    for (const release of releases) {
      for (const key of [lineKey(release), ...hardwareKeys(release)]) {
        const group = this.#groups.get(key);
        if (group === undefined) this.#groups.set(key, [release]);
        else group.push(release);
      }
    }
  }

  of(release: ReleaseFacts): ReleaseFacts[] {
    const original = this.#byId.get(release.rebrand?.originalId ?? '');
    const originals = [original, this.#byId.get(original?.rebrand?.originalId ?? '')].flatMap((one) => one ?? []);
    const earlier = (this.#groups.get(lineKey(release)) ?? []).filter(({ ordinal }) => ordinal < release.ordinal);
    const alike = hardwareKeys(release).flatMap((key) => this.#groups.get(key) ?? []);
    const kin = new Set([...earlier, ...originals, ...alike]);
    kin.delete(release);
    return [...kin];
  }
}

function lineKey({ productId, line }: ReleaseFacts): string {
  return `line ${productId} ${line}`;
}

function hardwareKeys({ hardware }: ReleaseFacts): string[] {
  const board = hardware?.board;
  const machine = hardware?.machine;
  return [
    ...(board == null ? [] : [`board ${JSON.stringify([board.pciVendor, board.pciDevice, board.pciSubvendor])}`]),
    ...(machine == null ? [] : [`machine ${JSON.stringify([machine.mainboard, machine.cpuGeneration])}`]),
  ];
}
