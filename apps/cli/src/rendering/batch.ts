import type { components } from '#libs/client';
import type { BundleStamp } from '../offline/offline-matrix.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderTable, stateText } from './table.js';
import { CELL_STATUS_WORDS } from './words.js';

/** One row of a batch: an answer, from a bundle perhaps, or what is wrong with the question. */
export type BatchAnswer =
  (components['schemas']['CellAnswer'] & { readonly bundle?: BundleStamp }) | components['schemas']['RowRefusal'];

/** One row a line: what is asked about, and the answer or what is wrong with the question. */
export function renderBatch(answers: readonly BatchAnswer[], styles: Styles): string {
  return renderTable(
    [
      { zh: '版本', en: 'release', value: (one) => ('error' in one ? one.error.path : one.release) },
      { zh: '操作系统', en: 'OS', value: (one) => ('error' in one ? '–' : one.os) },
      { zh: 'CPU', en: '', value: (one) => ('error' in one ? '–' : one.cpu) },
      {
        zh: '状态',
        en: 'status',
        value: (one) => ('error' in one ? `✘ ${one.error.code}` : stateText(CELL_STATUS_WORDS[one.status])),
        paint: (text, one) => ('error' in one ? styles.bad(text) : styles[CELL_STATUS_WORDS[one.status].tone](text)),
      },
      { zh: '依据', en: 'rests on', value: restsOn },
    ],
    answers,
    styles,
  );
}

function restsOn(one: BatchAnswer): string {
  if ('error' in one) return plainLine([one.error.message, ...one.error.nearest].join('  '));
  const until = one.validUntil === null ? '' : `→ ${one.validUntil.slice(0, 10)}`;
  return [one.certificate ?? one.path[0]?.certificate ?? one.findings.join(' '), until].join(' ').trim();
}
