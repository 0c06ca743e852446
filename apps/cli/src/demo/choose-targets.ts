import type { components } from '#libs/client';
import type { Target } from '../commands/arguments.js';

type Pool = components['schemas']['Pool'];
type Platform = components['schemas']['Platform'];

interface TargetWithIsa extends Target {
  readonly isa: string;
}

export interface DemoTargets {
  /** This machine's own platform; undefined where no live pool runs packages for real. */
  readonly own: TargetWithIsa | undefined;
  /** One platform of each other ISA that a live emulated pool serves. */
  readonly emulated: readonly TargetWithIsa[];
}

/**
 * Picks what to ask of the development center.
 *
 * @param pools its pools, by their own count of live hosts
 * @param platforms platforms that some pool serves, for their ISA and origin
 * @param isas ISAs that the release has packages for
 * @param reserved a platform that belongs to another part of the demo and is asked for there
 */
export function chooseTargets(
  pools: readonly Pool[],
  platforms: readonly Platform[],
  isas: readonly string[],
  reserved: Target,
): DemoTargets {
  const served = (executor: Pool['executor']): TargetWithIsa[] =>
    pools
      .filter((pool) => pool.executor === executor && pool.liveHosts > 0)
      .flatMap((pool) => pool.operatingSystems.map((os) => ({ os, cpu: pool.cpu })))
      .flatMap(({ os, cpu }) => {
        const platform = platforms.find((known) => known.os === os && known.cpu === cpu);
        return platform === undefined || !isas.includes(platform.isa) ? [] : [{ os, cpu, isa: platform.isa }];
      })
      .filter(({ os, cpu }) => os !== reserved.os || cpu !== reserved.cpu);

  const own = served('local')[0];
  const emulated = new Map<string, TargetWithIsa>();
  for (const target of served('emulated')) {
    if (target.isa !== own?.isa && !emulated.has(target.isa)) emulated.set(target.isa, target);
  }
  return { own, emulated: [...emulated.values()] };
}

/**
 * A catalogue platform that the release has a package for and no pool serves: if possible the nearest to what one serves
 * that a person would ask for, another service pack of its OS on the same CPU.
 *
 * @param served a platform that some pool serves
 */
export function chooseUnserved(
  platforms: readonly Platform[],
  isas: readonly string[],
  served: Target,
): Platform | undefined {
  const candidates = platforms.filter(
    (platform) =>
      platform.origin === 'catalogue' &&
      platform.pools === 0 &&
      platform.emulatedPools === 0 &&
      isas.includes(platform.isa),
  );
  const sameCpu = candidates.filter((platform) => platform.cpu === served.cpu);
  const nearestFirst = sameCpu.toSorted((a, b) => commonStart(b.os, served.os) - commonStart(a.os, served.os));
  return nearestFirst[0] ?? candidates[0];
}

/** How many characters two coordinates begin with in common. */
function commonStart(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count += 1;
  return count;
}
