import { sameMajor } from '../platform-model.js';
import type { Platform } from '../platform-model.js';
import type { InferenceRule, Step } from './inference-rule.js';

/**
 * R4: from a service pack to a later one of the same major, same ISA and page size; never backward, never across majors.
 * Capped by the release's ABI level after openEuler's compatibility policy: level1 holds over the whole LTS, level2 within
 * one service pack only, level3 nowhere. A level that nobody stated promises nothing.
 */
export const servicePackForward: InferenceRule<
  | 'other-os-line'
  | 'other-os-major'
  | 'backward'
  | 'os-without-isa'
  | 'page-size-unknown'
  | 'page-size-differs'
  | 'abi-level-unstated'
  | 'abi-level-too-narrow'
> = {
  name: 'R4',
  axis: 'os',
  title: { zh: '同一大版本的后续服务包', en: 'later service pack of the same major' },
  refusals: {
    'other-os-line': { zh: '不属于同一操作系统产品线', en: 'another OS line' },
    'other-os-major': { zh: '跨操作系统大版本，绝不推断', en: 'another OS major: never inferred' },
    backward: { zh: '不能由较新的服务包推断较旧的', en: 'never from a later service pack back to an earlier one' },
    'os-without-isa': { zh: '操作系统版本不支持该指令集', en: 'the OS release does not exist for this ISA' },
    'page-size-unknown': { zh: '内存页大小未知', en: 'the page size is unknown' },
    'page-size-differs': { zh: '内存页大小不同', en: 'the page size differs' },
    'abi-level-unstated': { zh: '产品版本没有声明 ABI 兼容等级', en: 'the release states no ABI level' },
    'abi-level-too-narrow': {
      zh: '产品版本的 ABI 兼容等级不覆盖其他服务包',
      en: "the release's ABI level does not reach other service packs",
    },
  },
  judge(step) {
    const { from, to, release } = step;
    const isa = to.cpu.isa;
    if (from.os.lineId !== to.os.lineId) return { refused: 'other-os-line' };
    if (!sameMajor(from.os, to.os)) return { refused: 'other-os-major' };
    if (to.os.ordinal <= from.os.ordinal) return { refused: 'backward' };
    if (!from.os.isas.includes(isa) || !to.os.isas.includes(isa)) return { refused: 'os-without-isa' };
    const [before, after] = [from.os.pageSizes[isa], to.os.pageSizes[isa]];
    if (before === undefined || after === undefined) return { refused: 'page-size-unknown' };
    if (before !== after) return { refused: 'page-size-differs' };
    if (release.abiLevel === null) return { refused: 'abi-level-unstated' };
    if (release.abiLevel !== 'level1') return { refused: 'abi-level-too-narrow' };
    return { enters: passedOver(step) };
  },
};

function passedOver({ from, to, osReleases }: Step): Platform[] {
  return osReleases
    .filter((os) => sameMajor(os, to.os) && os.ordinal > from.os.ordinal && os.ordinal <= to.os.ordinal)
    .map((os) => ({ os, cpu: to.cpu }));
}
