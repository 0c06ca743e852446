import type { InferenceRule } from './inference-rule.js';
import { kernelRefusal, OS_INTERFACE_REFUSALS, userlandRefusal } from './os-interface.js';
import type { KernelRefusal, UserlandRefusal } from './os-interface.js';

/**
 * R5: from an OS release to one that declares it as its base, same ISA and page size, and the same kernel ABI for a kernel
 * module. One declaration is one step: never from the base of the base, never from the derived OS to its base. The ABI level
 * does not cap it, being a promise about the service packs of one OS. A base is no promise by anybody: what it yields is at
 * most expected, and keeps no inheritance alive.
 */
export const derivedOs: InferenceRule<'not-its-base' | UserlandRefusal | KernelRefusal> = {
  name: 'R5',
  axis: 'os',
  isNeverInherited: true,
  title: { zh: '以该版本为基础的衍生操作系统', en: 'OS derived from that base' },
  refusals: {
    'not-its-base': { zh: '不是该操作系统声明的基础版本', en: 'not the base that the OS release declares' },
    ...OS_INTERFACE_REFUSALS,
  },
  judge(step) {
    const { from, to } = step;
    if (to.os.base !== from.os.id) return { refused: 'not-its-base', besideThePoint: to.os.base === null };
    const refused = userlandRefusal(step) ?? kernelRefusal(step);
    return refused === null ? { enters: [to] } : { refused };
  },
};
