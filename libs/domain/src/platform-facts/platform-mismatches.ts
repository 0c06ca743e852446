import type { CpuEntry, OsReleaseEntry } from '../catalogue/catalogue-entries.js';
import { isaOf, type LscpuFacts } from './lscpu.js';
import { LOONGARCH_LOADERS, type MachineTexts } from './machine-texts.js';

/** What is compared with a machine. */
export type ComparableOs = Pick<OsReleaseEntry, 'coordinate' | 'isas' | 'kernel' | 'libc' | 'pageSizes'>;
export type ComparableCpu = Pick<CpuEntry, 'coordinate' | 'isa' | 'generation'>;

export type MismatchCode =
  | 'userland-bits'
  | 'isa'
  | 'abi-world'
  | 'kernel'
  | 'libc'
  | 'page-size'
  | 'virtual-machine'
  | 'stated-os'
  | 'stated-cpu';

/** Something about a machine that is not as the platform's answers suppose. */
export interface Mismatch {
  readonly code: MismatchCode;
  readonly zh: string;
  readonly en: string;
}

export type AbiWorld = 'old' | 'new' | 'both';

/** LoongArch only: the ABI world whose programs start on the machine; undefined where neither loader was found. */
export function abiWorldOf(isa: string, loaders: readonly string[]): AbiWorld | undefined {
  if (isa !== 'loongarch64') return undefined;
  const old = loaders.includes(LOONGARCH_LOADERS.old);
  const young = loaders.includes(LOONGARCH_LOADERS.new);
  if (old && young) return 'both';
  return old ? 'old' : young ? 'new' : undefined;
}

/** What differs within the machine itself: programs of another kind run on it than its CPU is for. */
export function machineMismatches(machine: MachineTexts, lscpu: LscpuFacts): Mismatch[] {
  const found: Mismatch[] = [];
  const silicon = isaOf(lscpu.architecture);
  const running = isaOf(machine.machine);
  if (silicon !== '' && running !== '' && silicon !== running) {
    found.push({
      code: 'isa',
      zh: `lscpu 称指令集为 ${silicon}，uname -m 称为 ${running}（仿真或 32 位模式）`,
      en: `lscpu names the ISA ${silicon} and uname -m ${running}: emulation, or a 32-bit personality`,
    });
  }
  if (machine.userlandBits === 32) {
    found.push({
      code: 'userland-bits',
      zh: `用户态为 32 位，内核为 ${machine.machine}：64 位软件包不能在其中运行`,
      en: `the userland is 32-bit and the kernel ${machine.machine}: 64-bit packages do not run in it`,
    });
  }
  if (lscpu.hypervisorVendor !== undefined) {
    found.push({
      code: 'virtual-machine',
      zh: `这是虚拟机（${lscpu.hypervisorVendor}）：CPU 以虚拟机所见为准`,
      en: `this is a virtual machine (${lscpu.hypervisorVendor}): the CPU is the one that it is shown`,
    });
  }
  return found;
}

/** What the machine says otherwise than the catalogue says of the OS release and the CPU. */
export function platformMismatches(machine: MachineTexts, isa: string, os: ComparableOs | undefined): Mismatch[] {
  if (os === undefined) return [];
  const found: Mismatch[] = [];
  const world = abiWorldOf(isa, machine.loaders);
  const worlds = os.isas.filter((one) => one === isa || one === `${isa}-ow`);
  if (isa !== '' && worlds.length === 0) {
    found.push({
      code: 'isa',
      zh: `${os.coordinate} 在名录中没有 ${isa} 版（有 ${os.isas.join('、')}）`,
      en: `the catalogue knows no ${isa} edition of ${os.coordinate} (it has ${os.isas.join(', ')})`,
    });
  } else if (world === 'both') {
    found.push({
      code: 'abi-world',
      zh: '新旧世界的加载器都在：答案只针对系统本身的 ABI 世界',
      en: 'the loaders of both ABI worlds are there: the answer is about the system’s own world',
    });
  } else if (world !== undefined && !worlds.includes(world === 'old' ? `${isa}-ow` : isa)) {
    found.push({
      code: 'abi-world',
      zh: `本机是${WORLD[world].zh}，而 ${os.coordinate} 是${WORLD[world === 'old' ? 'new' : 'old'].zh}：软件包互不通用`,
      en: `this machine is of the ${WORLD[world].en} and ${os.coordinate} of the ${WORLD[world === 'old' ? 'new' : 'old'].en}: packages of one do not run in the other`,
    });
  }
  if (os.kernel !== null && machine.kernel !== undefined && !isOfSeries(machine.kernel, os.kernel)) {
    found.push(differs('kernel', '内核', 'kernel', machine.kernel, os.kernel));
  }
  if (os.libc !== null && machine.libc !== undefined && machine.libc !== os.libc) {
    found.push(differs('libc', 'C 库', 'C library', machine.libc, os.libc));
  }
  const pageSize = os.pageSizes[isa];
  if (pageSize !== undefined && machine.pageSize !== undefined && machine.pageSize !== pageSize) {
    found.push(differs('page-size', '内存页', 'page size', `${machine.pageSize}`, `${pageSize}`));
  }
  return found;
}

const WORLD = {
  old: { zh: '旧世界', en: 'old world' },
  new: { zh: '新世界', en: 'new world' },
} as const;

function differs(code: MismatchCode, zh: string, en: string, machine: string, catalogue: string): Mismatch {
  return {
    code,
    zh: `${zh}：本机 ${machine}，名录 ${catalogue}`,
    en: `${en}: ${machine} on this machine, ${catalogue} in the catalogue`,
  };
}

/** `4.19.90-52.22.v2207.ky10` is of `4.19.90` and of `4.19`, and `6.61` is not of `6.6`. */
function isOfSeries(kernel: string, series: string): boolean {
  return kernel === series || kernel.startsWith(`${series}.`) || kernel.startsWith(`${series}-`);
}

/** Says that a person named another OS release than the machine runs. */
export function otherOs(stated: string, found: readonly string[]): Mismatch {
  return {
    code: 'stated-os',
    zh: `所指定的 ${stated} 与本机不符：本机是 ${orUnknown(found, '或', '未知系统')}`,
    en: `${stated}, which was named, is not this machine's: it runs ${orUnknown(found, ' or ', 'an unknown one')}`,
  };
}

/** Says that a person named another CPU than the machine has, and whether that is a matter of ISA or generation. */
export function otherCpu(
  stated: ComparableCpu | undefined,
  coordinate: string,
  isa: string,
  found: readonly ComparableCpu[],
): Mismatch {
  const names = found.map((cpu) => cpu.coordinate);
  const [zh, en] = ((): readonly [string, string] => {
    if (stated === undefined) return ['', ''];
    if (stated.isa !== isa)
      return [`，指令集不同（${isa} 与 ${stated.isa}）`, `, of another ISA (${isa}, not ${stated.isa})`];
    const generations = [...new Set(found.map(({ generation }) => generation))];
    const [generation] = generations;
    if (generations.length !== 1 || generation === undefined) return ['', ''];
    if (generation === null || stated.generation === null) return ['，代次未知', ', of a generation that is not known'];
    return generation === stated.generation
      ? ['，同代', ', of the same generation']
      : [
          `，代次不同（${generation} 与 ${stated.generation}）`,
          `, of another generation (${generation}, not ${stated.generation})`,
        ];
  })();
  return {
    code: 'stated-cpu',
    zh: `所指定的 ${coordinate} 与本机不符：本机是 ${orUnknown(names, '或', '未知型号')}${zh}`,
    en: `${coordinate}, which was named, is not this machine's: it has ${orUnknown(names, ' or ', 'an unknown one')}${en}`,
  };
}

function orUnknown(names: readonly string[], or: string, unknown: string): string {
  return names.length === 0 ? unknown : names.join(or);
}
