import type { CpuModel, OsRelease, Policy, ReleaseFacts } from '#libs/domain';
import { DAY_MS } from '#libs/domain';
import fc from 'fast-check';

/** What there is in a random world before anybody has said anything about it. Its lineage is fixed, its facts are not. */

export const WORLD_DAYS = 20;
export const WORLD_VENDORS = ['org-dm', 'org-reseller', 'org-cards'] as const;

/** `often` comes four times as often as all the others together. */
export function mostly<T>(often: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

export const day = (number: number): number => number * DAY_MS;
export const days = fc.integer({ min: 0, max: WORLD_DAYS });
const endOfLife = mostly(null, day(8), day(15));

const release = (
  coordinate: string,
  vendorId: string,
  line: string,
  ordinal: number,
  facts: Partial<ReleaseFacts> = {},
): fc.Arbitrary<ReleaseFacts> =>
  fc
    .record({
      abiLevel: mostly<ReleaseFacts['abiLevel']>('level1', 'level2', 'level3', null),
      kernelModule: mostly(false, true),
      fixesOnly: mostly(true, false),
      endOfLife,
    })
    .map((varied) => ({
      id: `release ${coordinate}`,
      coordinate,
      vendorId,
      productId: `product ${coordinate.replace(/@.*/, '')}`,
      line,
      ordinal,
      rebrand: null,
      hardware: null,
      ...varied,
      ...facts,
    }));

const rebrandOf = (coordinate: string): fc.Arbitrary<ReleaseFacts['rebrand']> =>
  fc
    .record({ offered: mostly(true, false), consented: mostly(true, false), forbidden: mostly(false, true) })
    .map((agreed) => ({ originalId: `release ${coordinate}`, ...agreed }));

const board = fc.record({
  pciVendor: mostly('1d17', '10ec'),
  pciDevice: fc.constant('3484'),
  pciSubvendor: mostly('1d17', '10ec'),
});
const machine = fc.record({
  mainboard: mostly('m-1', 'm-2'),
  cpuGeneration: fc.constant('g'),
  topology: mostly('2s', '4s'),
});
const hardware = fc.record({ board: fc.option(board, { freq: 4 }), machine: fc.option(machine, { freq: 4 }) });

const inOrder: fc.Arbitrary<readonly ReleaseFacts[]> = fc
  .tuple(rebrandOf('dm/db@8.1.2'), rebrandOf('reseller/db@1'), hardware, hardware, hardware)
  .chain(([renamed, again, a, b, c]) => {
    const [dm, reseller, cards] = WORLD_VENDORS;
    return fc.tuple(
      release('dm/db@8.1.1', dm, '8.1', 1),
      release('dm/db@8.1.2', dm, '8.1', 2),
      release('dm/db@8.1.3', dm, '8.1', 3),
      release('dm/db@8.1.4', dm, '8.1', 4),
      release('dm/db@8.2.1', dm, '8.2', 1),
      release('reseller/db@1', reseller, '1', 1, { rebrand: renamed }),
      release('reseller/db@2', reseller, '1', 2),
      release('cards/db@1', cards, '1', 1, { rebrand: again }),
      release('cards/nic@a', cards, 'a', 1, { hardware: a }),
      release('cards/nic@b', cards, 'b', 1, { hardware: b }),
      release('reseller/nic@a', reseller, 'a', 1, { hardware: c }),
    );
  });

/** Of which releases most is said in a world: a line of patches, a chain of rebrands, or pieces of hardware. */
const releasesInFocus = fc.constantFrom(
  ['dm/db@8.1.1', 'dm/db@8.1.2', 'dm/db@8.1.3'],
  ['dm/db@8.1.2', 'reseller/db@1', 'cards/db@1'],
  ['cards/nic@a', 'cards/nic@b', 'reseller/nic@a'],
);

/** Those of most interest first. */
export const releases: fc.Arbitrary<readonly ReleaseFacts[]> = fc.tuple(inOrder, releasesInFocus).map(inFocus);

function inFocus<T extends { readonly coordinate: string }>([all, first]: [
  readonly T[],
  readonly string[],
]): readonly T[] {
  const isFirst = ({ coordinate }: T): boolean => first.includes(coordinate);
  return [...all.filter(isFirst), ...all.filter((one) => !isFirst(one))];
}

const os = (
  coordinate: string,
  lineId: string,
  majorLine: string,
  ordinal: number,
  base: string | null = null,
): fc.Arbitrary<OsRelease> =>
  fc
    .record({
      isas: mostly(['x86_64', 'aarch64'], ['x86_64'], ['aarch64']),
      pageSizes: mostly<Record<string, number>>({ x86_64: 4096, aarch64: 65536 }, { x86_64: 4096 }, { aarch64: 4096 }),
      kernelAbi: mostly<Record<string, string>>({ x86_64: 'k1', aarch64: 'k1' }, { x86_64: 'k2' }, {}),
      endOfLife,
    })
    .map((varied) => ({ id: `os ${coordinate}`, coordinate, lineId, majorLine, ordinal, base, ...varied }));

const systemsInOrder: fc.Arbitrary<readonly OsRelease[]> = fc.tuple(
  os('k/server@v10-sp1', 'line k', 'v10', 1),
  os('k/server@v10-sp2', 'line k', 'v10', 2),
  os('k/server@v10-sp3', 'line k', 'v10', 3),
  os('k/server@v11', 'line k', 'v11', 4),
  os('u/server@e', 'line u', 'e', 1, 'os k/server@v10-sp2'),
  os('u/server@e-sp1', 'line u', 'e', 2, 'os k/server@v10-sp3'),
  os('w/server@1', 'line w', '1', 1, 'os u/server@e'),
);

/** A line of service packs, or bases and what is derived from them. */
const systemsInFocus = fc.constantFrom(
  ['k/server@v10-sp1', 'k/server@v10-sp2', 'k/server@v10-sp3'],
  ['k/server@v10-sp2', 'u/server@e', 'w/server@1'],
);

export const osReleases: fc.Arbitrary<readonly OsRelease[]> = fc.tuple(systemsInOrder, systemsInFocus).map(inFocus);

const cpu = (coordinate: string, isa: string, generation: string | null, ambiguous = false): CpuModel => ({
  id: `cpu ${coordinate}`,
  coordinate,
  vendor: coordinate.replace(/\/.*/, ''),
  isa,
  generation,
  ambiguous,
});
export const cpuModels: readonly CpuModel[] = [
  cpu('hygon/7280', 'x86_64', 'c86-2'),
  cpu('hygon/7285', 'x86_64', 'c86-2'),
  cpu('hygon/7290', 'x86_64', 'c86-2'),
  cpu('hygon/7380', 'x86_64', 'c86-3'),
  cpu('hygon/7265', 'x86_64', 'c86-2', true),
  cpu('hygon/new', 'x86_64', null),
  cpu('hisilicon/kunpeng-920', 'aarch64', '920'),
];

const ALL_RULES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'];
const reach = mostly<Policy['abiReach']['level1']>('line', 'service-pack', 'none');
export const policy = (version: string): fc.Arbitrary<Policy> =>
  fc.record({
    version: fc.constant(version),
    rules: fc.oneof({ weight: 4, arbitrary: fc.constant(ALL_RULES) }, { weight: 1, arbitrary: fc.subarray(ALL_RULES) }),
    reviewedRules: fc.constantFrom<readonly string[]>([], ['R2'], ['R2', 'R6'], ['R1', 'R4']),
    abiReach: fc.record({ level1: reach, level2: reach, level3: reach, undeclared: reach }),
    maxSteps: mostly(2, 1),
    defaultValidityDays: fc.constantFrom(7, 12),
    failValidityDays: mostly(null, 5),
    derivedValidityDays: mostly(null, 6),
  });
