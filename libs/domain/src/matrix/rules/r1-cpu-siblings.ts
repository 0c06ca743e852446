import { sameGeneration } from '../platform-model.js';
import type { InferenceRule } from './inference-rule.js';

/**
 * R1: CPU models of one vendor, ISA and generation differ only in frequency or core count, so one inherits from the other.
 * A new generation is retested; another ISA never inherits. A generation that is unknown or disputed feeds no rule.
 */
export const cpuSiblings: InferenceRule<
  'other-isa' | 'other-cpu-vendor' | 'generation-ambiguous' | 'generation-unknown' | 'other-generation'
> = {
  name: 'R1',
  axis: 'cpu',
  title: { zh: '同厂商、同指令集、同代次的 CPU', en: 'CPU of the same vendor, ISA and generation' },
  refusals: {
    'other-isa': { zh: '指令集不同，绝不推断', en: 'the ISA differs: never inferred' },
    'other-cpu-vendor': { zh: 'CPU 厂商不同', en: 'the CPU vendor differs' },
    'generation-ambiguous': {
      zh: 'CPU 代次的资料互相矛盾',
      en: 'sources contradict each other about the CPU generation',
    },
    'generation-unknown': { zh: 'CPU 代次未知', en: 'the CPU generation is unknown' },
    'other-generation': { zh: 'CPU 代次不同，需要重新测试', en: 'another CPU generation needs its own test' },
  },
  judge({ from, to }) {
    if (from.cpu.isa !== to.cpu.isa) return { refused: 'other-isa' };
    if (from.cpu.vendor !== to.cpu.vendor) return { refused: 'other-cpu-vendor' };
    if (from.cpu.ambiguous || to.cpu.ambiguous) return { refused: 'generation-ambiguous' };
    if (from.cpu.generation === null || to.cpu.generation === null) return { refused: 'generation-unknown' };
    if (!sameGeneration(from.cpu, to.cpu)) return { refused: 'other-generation' };
    return { enters: [to] };
  },
};
