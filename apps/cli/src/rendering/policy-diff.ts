import type { components } from '#libs/client';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

type PolicyDiff = components['schemas']['PolicyDiff'];
type Kind = PolicyDiff['counts'][number]['from'];

const kindText = ({ status, rules, reason }: Kind): string =>
  [status, rules.join('+'), reason ?? ''].filter((part) => part !== '').join(' ');

export function renderPolicyDiff(diff: PolicyDiff, styles: Styles): string {
  const head = `${diff.policy} ← ${diff.against}  变化 ${diff.changed}/${diff.compared}，状态变化 ${diff.statusChanged} · ${diff.changed} of ${diff.compared} cells change, ${diff.statusChanged} their status (revision ${diff.revision})`;
  const counts = renderTable(
    [
      { zh: '单元数', en: 'cells', value: ({ cells }) => String(cells), paint: styles.strong },
      { zh: '现为', en: 'now', value: ({ from }) => kindText(from) },
      { zh: '将为', en: 'then', value: ({ to }) => kindText(to) },
    ],
    diff.counts,
    styles,
  );
  const cells = renderTable(
    [
      { zh: '版本', en: 'release', value: ({ release }) => release },
      { zh: '平台', en: 'platform', value: ({ os, cpu }) => `${os} × ${cpu}` },
      { zh: '现为', en: 'now', value: ({ from }) => from.status },
      { zh: '将为', en: 'then', value: ({ to }) => to.status },
    ],
    diff.items,
    styles,
  );
  return [head, counts, ...(diff.items.length === 0 ? [] : [cells])].join('\n\n');
}
