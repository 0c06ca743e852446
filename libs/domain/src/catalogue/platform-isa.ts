import type { CpuEntry, IsaEntry, OsReleaseEntry } from './catalogue-entries.js';

/**
 * ISA that packages need on a platform: the one of the OS release that the CPU's silicon executes.
 *
 * They differ on LoongArch, where an old-world OS (`loongarch64-ow`) runs on the same silicon as a new-world one.
 *
 * @returns undefined when the OS release does not run on the CPU, or comes in several worlds for it, so that nobody
 * could say which one a result was about
 */
export function platformIsa(
  os: Pick<OsReleaseEntry, 'isas'>,
  cpu: Pick<CpuEntry, 'isa'>,
  isas: readonly Pick<IsaEntry, 'slug' | 'hardware'>[],
): string | undefined {
  const fitting = os.isas.filter((slug) => hardwareOf(slug, isas) === cpu.isa);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function hardwareOf(slug: string, isas: readonly Pick<IsaEntry, 'slug' | 'hardware'>[]): string {
  return isas.find((isa) => isa.slug === slug)?.hardware ?? slug;
}
