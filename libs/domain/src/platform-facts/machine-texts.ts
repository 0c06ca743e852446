import { VERSION_FILES } from '../catalogue/catalogue-entries.js';

/** Files of a machine that identification reads. */
export const MACHINE_FILES = ['/etc/os-release', ...VERSION_FILES, '/proc/cpuinfo'] as const;
export type MachineFile = (typeof MACHINE_FILES)[number];

/** Dynamic loaders of LoongArch's two ABI worlds: a program starts only where the one it names is there. */
export const LOONGARCH_LOADERS = {
  old: '/lib64/ld.so.1',
  new: '/lib64/ld-linux-loongarch-lp64d.so.1',
} as const;

/** What a machine says of itself, in its own words; what it does not say is left out. */
export interface MachineTexts {
  /** Text by file, of those that are there. `/etc/os-release` also where it was read from /usr/lib. */
  readonly files: Readonly<Partial<Record<MachineFile, string>>>;
  /** Output of `LC_ALL=C lscpu`; empty without one. */
  readonly lscpu: string;
  /** `uname -m` */
  readonly machine: string;
  /** `uname -r` */
  readonly kernel: string | undefined;
  /** `getconf GNU_LIBC_VERSION`, e.g. `glibc 2.28` */
  readonly libc: string | undefined;
  /** `getconf LONG_BIT` */
  readonly userlandBits: number | undefined;
  /** `getconf PAGESIZE`, bytes */
  readonly pageSize: number | undefined;
  /** Those of {@link LOONGARCH_LOADERS} that are there. */
  readonly loaders: readonly string[];
}
