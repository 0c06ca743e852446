import type { InferenceRule } from './inference-rule.js';

/**
 * R2: boards of equal PCI vendor, device and subvendor. That they are the same silicon says little about firmware, so
 * policies name this rule among those that only point a reviewer to the source.
 */
export const sameBoard: InferenceRule<'no-board-facts' | 'other-board'> = {
  name: 'R2',
  axis: 'release',
  title: { zh: 'PCI 标识相同的板卡', en: 'board with the same PCI identity' },
  refusals: {
    'no-board-facts': { zh: '缺少板卡的 PCI 标识', en: 'the PCI identity of a board is not known' },
    'other-board': { zh: '板卡的 PCI 标识不同', en: 'the PCI identity of the board differs' },
  },
  judge({ from, to }) {
    const [before, after] = [from.release.hardware?.board, to.release.hardware?.board];
    if (before == null || after == null) return { refused: 'no-board-facts', besideThePoint: true };
    const isSame =
      before.pciVendor === after.pciVendor &&
      before.pciDevice === after.pciDevice &&
      before.pciSubvendor === after.pciSubvendor;
    return isSame ? { enters: [to] } : { refused: 'other-board' };
  },
};
