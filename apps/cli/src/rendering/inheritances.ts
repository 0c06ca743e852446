import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

type Inheritance = components['schemas']['Inheritance'];

const STATE_WORDS: Readonly<Record<Inheritance['state'], string>> = {
  'technical-review': '技术评审中 in technical review',
  'certification-review': '认证评审中 in certification review',
  'partner-confirmation': '待伙伴确认 awaits the partner',
  issued: '已发证 issued',
  rejected: '已驳回 rejected',
  withdrawn: '已撤回 withdrawn',
};

export function renderInheritances(inheritances: readonly Inheritance[], styles: Styles): string {
  return renderTable(
    [
      { zh: '状态', en: 'state', value: ({ state }) => STATE_WORDS[state], paint: styles.strong },
      { zh: '版本', en: 'release', value: ({ release }) => release },
      { zh: '平台', en: 'platform', value: ({ os, cpu }) => `${os} × ${cpu}` },
      { zh: '规则', en: 'rules', value: ({ path, policy }) => `${path.map(({ rule }) => rule).join('+')} (${policy})` },
      { zh: '来源证书', en: 'source', value: ({ sourceCertificate }) => sourceCertificate },
      { zh: '证书', en: 'certificate', value: ({ certificate, reason }) => certificate ?? reason ?? '' },
      { zh: '提出于', en: 'proposed', value: ({ proposedAt }) => moment(proposedAt) },
      { zh: '编号', en: 'id', value: ({ id }) => id, paint: styles.quiet },
    ],
    inheritances,
    styles,
  );
}
