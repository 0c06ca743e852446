import type { BundleIndex } from '#libs/domain';
import type { BundleStamp } from '../offline/offline-matrix.js';
import { moment, size, span } from './moments.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderFacts } from './table.js';
import { both } from './words.js';

/** Which bundle an answer comes from, and how old that is: below every answer from one. */
export function renderStamp(stamp: BundleStamp, styles: Styles): string {
  const from = both('来自离线包', 'from the bundle');
  return styles.quiet(
    `  ${from} ${plainLine(stamp.file)}  r${stamp.revision}  ${moment(stamp.writtenAt)}  ${ageInWords(stamp)}`,
  );
}

export function renderBundle(stamp: BundleStamp, index: BundleIndex, bytes: number, styles: Styles): string {
  return renderFacts(
    [
      { zh: '离线包', en: 'bundle', value: plainLine(stamp.file), paint: styles.strong },
      { zh: '修订号', en: 'revision', value: `r${stamp.revision}` },
      { zh: '所知截至', en: 'known at', value: moment(stamp.knownAt) },
      { zh: '写于', en: 'written', value: `${moment(stamp.writtenAt)}  ${ageInWords(stamp)}` },
      { zh: '内容', en: 'holds', value: `${index.releases} 版本 releases  ${index.findings} 结论 findings` },
      { zh: '大小', en: 'size', value: size(bytes) },
      { zh: '摘要', en: 'SHA-256', value: stamp.digest, paint: styles.quiet },
    ],
    styles,
  );
}

function ageInWords({ ageSeconds }: BundleStamp): string {
  if (ageSeconds === null) return both('本机时钟早于写入时刻', 'this clock is before that moment');
  const age = span(ageSeconds * 1000);
  return both(`已 ${age.zh}`, `${age.en} old`);
}
