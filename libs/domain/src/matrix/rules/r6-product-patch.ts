import type { Place } from '../platform-model.js';
import { sameLine } from '../release-facts.js';
import type { InferenceRule, Step } from './inference-rule.js';

/**
 * R6: from a release to a later patch of the same line, with the vendor's signed statement that it brings fixes only. The
 * statement compares a release with the one before it, so each release passed over needs its own. A release that brings a
 * feature gets a supplemental test instead.
 */
export const productPatch: InferenceRule<'other-product' | 'other-product-line' | 'backward' | 'no-signed-statement'> =
  {
    name: 'R6',
    axis: 'release',
    title: { zh: '同一产品线的后续补丁版本', en: 'later patch of the same product line' },
    refusals: {
      'other-product': { zh: '不是同一产品', en: 'another product' },
      'other-product-line': { zh: '不属于同一产品版本线', en: 'another line of the product' },
      backward: { zh: '不能由较新的版本推断较旧的', en: 'never from a later release back to an earlier one' },
      'no-signed-statement': {
        zh: '途经的版本缺少厂商签署的“仅含修复”声明',
        en: 'a release on the way lacks the signed statement that it brings fixes only',
      },
    },
    judge(step) {
      const { from, to } = step;
      if (from.release.productId !== to.release.productId) return { refused: 'other-product', besideThePoint: true };
      if (!sameLine(from.release, to.release)) return { refused: 'other-product-line' };
      if (to.release.ordinal <= from.release.ordinal) return { refused: 'backward' };
      const enters = passedOver(step);
      return enters.every(({ release }) => release.fixesOnly) ? { enters } : { refused: 'no-signed-statement' };
    },
  };

function passedOver({ from, to, releases }: Step): Place[] {
  return releases
    .filter((release) => sameLine(release, to.release))
    .filter(({ ordinal }) => ordinal > from.release.ordinal && ordinal <= to.release.ordinal)
    .map((release) => ({ release, os: to.os, cpu: to.cpu }));
}
