import type { InferenceRule } from './inference-rule.js';

/** R3: machines of one mainboard and CPU generation; another topology (sockets, risers, backplanes) voids it. */
export const sameMachine: InferenceRule<'no-machine-facts' | 'other-machine' | 'other-topology'> = {
  name: 'R3',
  axis: 'release',
  title: { zh: '主板与 CPU 代次相同的整机', en: 'machine with the same mainboard and CPU generation' },
  refusals: {
    'no-machine-facts': { zh: '缺少整机的主板资料', en: 'the mainboard of a machine is not known' },
    'other-machine': { zh: '主板或 CPU 代次不同', en: 'the mainboard or the CPU generation differs' },
    'other-topology': { zh: '整机拓扑不同', en: 'the topology of the machine differs' },
  },
  judge({ from, to }) {
    const [before, after] = [from.release.hardware?.machine, to.release.hardware?.machine];
    if (before == null || after == null) return { refused: 'no-machine-facts', besideThePoint: true };
    if (before.mainboard !== after.mainboard || before.cpuGeneration !== after.cpuGeneration) {
      return { refused: 'other-machine' };
    }
    return before.topology === after.topology ? { enters: [to] } : { refused: 'other-topology' };
  },
};
