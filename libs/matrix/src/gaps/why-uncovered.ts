import type { Platform } from '#libs/domain';

/** Why no test that may be made covers a cell. */
export interface Uncovered {
  readonly code: 'no-such-platform' | 'no-artifact-for-platform' | 'no-live-pool';
  readonly reason: { readonly zh: string; readonly en: string };
}

/** @param canBeTested the release has an artifact that runs there */
export function whyUncovered({ os, cpu }: Platform, canBeTested: boolean): Uncovered {
  if (!os.isas.includes(cpu.isa)) {
    return {
      code: 'no-such-platform',
      reason: {
        zh: `目录中该操作系统版本不支持 ${cpu.isa}。`,
        en: `By the catalogue the OS release does not exist for ${cpu.isa}.`,
      },
    };
  }
  if (!canBeTested) {
    return {
      code: 'no-artifact-for-platform',
      reason: {
        zh: `该版本没有适用于 ${cpu.isa} 的制品，无法测试。`,
        en: `The release has no artifact for ${cpu.isa}, so nothing can be tested there.`,
      },
    };
  }
  return {
    code: 'no-live-pool',
    reason: {
      zh: '能覆盖它的平台上均没有在线主机。',
      en: 'No platform whose test would cover it has a live host.',
    },
  };
}
