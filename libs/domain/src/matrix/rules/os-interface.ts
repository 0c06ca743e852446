import type { Step, Words } from './inference-rule.js';

/*
 * What two OS releases must have in common for a binary to move from one to the other, whatever ties them together: R4 asks
 * it of service packs, R5 of a derived OS and its base. A fact that is unknown on either side is never taken as equal.
 */

export type UserlandRefusal = 'os-without-isa' | 'page-size-unknown' | 'page-size-differs';
export type KernelRefusal = 'kernel-abi-unknown' | 'kernel-abi-differs';

export const OS_INTERFACE_REFUSALS: Readonly<Record<UserlandRefusal | KernelRefusal, Words>> = {
  'os-without-isa': { zh: '操作系统版本不支持该指令集', en: 'the OS release does not exist for this ISA' },
  'page-size-unknown': { zh: '内存页大小未知', en: 'the page size is unknown' },
  'page-size-differs': { zh: '内存页大小不同', en: 'the page size differs' },
  'kernel-abi-unknown': {
    zh: '含内核模块，而内核 ABI 未知',
    en: 'it has a kernel module, and the kernel ABI is unknown',
  },
  'kernel-abi-differs': { zh: '含内核模块，而内核 ABI 不同', en: 'it has a kernel module, and the kernel ABI differs' },
};

/** Both exist for the ISA, with the same known page size. Null: nothing to refuse. */
export function userlandRefusal({ from, to }: Step): UserlandRefusal | null {
  const isa = to.cpu.isa;
  if (!from.os.isas.includes(isa) || !to.os.isas.includes(isa)) return 'os-without-isa';
  const [before, after] = [from.os.pageSizes[isa], to.os.pageSizes[isa]];
  if (before === undefined || after === undefined) return 'page-size-unknown';
  return before === after ? null : 'page-size-differs';
}

/** Code that runs in the kernel needs the same known kernel ABI for the ISA too. Null: nothing to refuse. */
export function kernelRefusal({ from, to }: Step): KernelRefusal | null {
  if (!to.release.kernelModule) return null;
  const [before, after] = [from.os.kernelAbi[to.cpu.isa], to.os.kernelAbi[to.cpu.isa]];
  if (before === undefined || after === undefined) return 'kernel-abi-unknown';
  return before === after ? null : 'kernel-abi-differs';
}
