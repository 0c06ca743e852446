import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

type DeadLetter = components['schemas']['DeadLetter'];

export function renderDeadLetters(letters: readonly DeadLetter[], styles: Styles): string {
  return renderTable(
    [
      { zh: '编号', en: 'id', value: (letter) => letter.id, paint: styles.strong },
      { zh: '步骤', en: 'step', value: (letter) => letter.queue },
      { zh: '内容', en: 'about', value: (letter) => JSON.stringify(letter.payload) },
      { zh: '错误', en: 'error', value: (letter) => letter.error },
      { zh: '时间', en: 'since', value: (letter) => moment(letter.createdAt) },
    ],
    letters,
    styles,
  );
}
