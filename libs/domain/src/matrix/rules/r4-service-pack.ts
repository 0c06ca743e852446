import { sameMajor } from '../platform-model.js';
import type { Place } from '../platform-model.js';
import type { InferenceRule, Step } from './inference-rule.js';
import { kernelRefusal, OS_INTERFACE_REFUSALS, userlandRefusal } from './os-interface.js';
import type { KernelRefusal, UserlandRefusal } from './os-interface.js';

/**
 * R4: from a service pack to a later one of the same major, same ISA and page size; never backward, never across majors.
 * Capped by the ABI level of the release asked about, as the policy says; after openEuler's compatibility policy level1 holds
 * over the whole LTS, level2 within one service pack only, level3 nowhere. A kernel module needs a matching kernel ABI too.
 */
export const servicePackForward: InferenceRule<
  | 'other-os-line'
  | 'other-os-major'
  | 'backward'
  | UserlandRefusal
  | 'abi-level-unstated'
  | 'abi-level-too-narrow'
  | KernelRefusal
> = {
  name: 'R4',
  axis: 'os',
  title: { zh: '同一大版本的后续服务包', en: 'later service pack of the same major' },
  refusals: {
    'other-os-line': { zh: '不属于同一操作系统产品线', en: 'another OS line' },
    'other-os-major': { zh: '跨操作系统大版本，绝不推断', en: 'another OS major: never inferred' },
    backward: { zh: '不能由较新的服务包推断较旧的', en: 'never from a later service pack back to an earlier one' },
    ...OS_INTERFACE_REFUSALS,
    'abi-level-unstated': { zh: '产品版本没有声明 ABI 兼容等级', en: 'the release states no ABI level' },
    'abi-level-too-narrow': {
      zh: '产品版本的 ABI 兼容等级不覆盖其他服务包',
      en: "the release's ABI level does not reach other service packs",
    },
  },
  judge(step) {
    const { from, to } = step;
    if (from.os.lineId !== to.os.lineId) return { refused: 'other-os-line', besideThePoint: true };
    if (!sameMajor(from.os, to.os)) return { refused: 'other-os-major' };
    if (to.os.ordinal <= from.os.ordinal) return { refused: 'backward' };
    const refused = userlandRefusal(step) ?? levelRefusal(step) ?? kernelRefusal(step);
    return refused === null ? { enters: passedOver(step) } : { refused };
  },
};

/** `service-pack` is as good as `none` here: whatever lies within one service pack is one OS release. */
function levelRefusal({ to, abiReach }: Step): 'abi-level-unstated' | 'abi-level-too-narrow' | null {
  const reach = abiReach[to.release.abiLevel ?? 'undeclared'];
  if (reach === 'line') return null;
  return to.release.abiLevel === null && reach === 'none' ? 'abi-level-unstated' : 'abi-level-too-narrow';
}

function passedOver({ from, to, osReleases }: Step): Place[] {
  return osReleases
    .filter((os) => sameMajor(os, to.os) && os.ordinal > from.os.ordinal && os.ordinal <= to.os.ordinal)
    .map((os) => ({ release: to.release, os, cpu: to.cpu }));
}
