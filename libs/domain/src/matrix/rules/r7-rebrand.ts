import type { InferenceRule } from './inference-rule.js';

/**
 * R7: from a release to the one that is sold under another name, offered by the original's holder and with the other side's
 * consent; the holder may forbid it. One hop only: a rebrand of a rebrand inherits from its direct original alone.
 */
export const rebrand: InferenceRule<'not-a-rebrand' | 'rebrand-two-hops' | 'rebrand-not-agreed' | 'rebrand-forbidden'> =
  {
    name: 'R7',
    axis: 'release',
    title: { zh: '同一产品更名销售', en: 'the same under another name' },
    refusals: {
      'not-a-rebrand': { zh: '不是该版本的更名产品', en: 'not a rebrand of that release' },
      'rebrand-two-hops': { zh: '更名产品的再次更名，只推断一次', en: 'a rebrand of its rebrand: one hop only' },
      'rebrand-not-agreed': { zh: '更名未经双方同意', en: 'the rebrand is not offered and consented to by both sides' },
      'rebrand-forbidden': { zh: '原产品权利人禁止沿用其结果', en: 'the holder of the original forbids it' },
    },
    judge({ from, to, releases }) {
      const declared = to.release.rebrand;
      if (declared?.originalId !== from.release.id) {
        const original = releases.find(({ id }) => id === declared?.originalId);
        return original?.rebrand?.originalId === from.release.id
          ? { refused: 'rebrand-two-hops' }
          : { refused: 'not-a-rebrand', besideThePoint: true };
      }
      if (!declared.offered || !declared.consented) return { refused: 'rebrand-not-agreed' };
      return declared.forbidden ? { refused: 'rebrand-forbidden' } : { enters: [to] };
    },
  };
