import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable, stateText } from './table.js';
import { label, ROLE_WORDS, type StateWords } from './words.js';

type Application = components['schemas']['OrganizationApplication'];
type Invitation = components['schemas']['Invitation'];
type Member = components['schemas']['Member'];

const APPLICATION_STATE = {
  pending: { zh: '待审', en: 'pending', mark: '◇', tone: 'wary' },
  approved: { zh: '已批准', en: 'approved', mark: '✔', tone: 'good' },
  rejected: { zh: '已驳回', en: 'rejected', mark: '✘', tone: 'bad' },
} as const satisfies Record<Application['state'], StateWords>;

const INVITATION_STATE = {
  open: { zh: '有效', en: 'open', mark: '◇', tone: 'wary' },
  accepted: { zh: '已接受', en: 'accepted', mark: '✔', tone: 'good' },
  revoked: { zh: '已撤销', en: 'revoked', mark: '✘', tone: 'bad' },
  expired: { zh: '已过期', en: 'expired', mark: '–', tone: 'quiet' },
} as const satisfies Record<Invitation['state'], StateWords>;

export function renderApplication(application: Application, styles: Styles): string {
  const state = APPLICATION_STATE[application.state];
  return renderFacts(
    [
      { zh: '申请', en: 'application', value: application.id },
      { zh: '状态', en: 'state', value: stateText(state), paint: styles[state.tone] },
      { zh: '理由', en: 'reason', value: application.reason },
      { zh: '机构', en: 'organization', value: `${application.slug} (${application.name})`, paint: styles.strong },
      { zh: '统一社会信用代码', en: 'USCC', value: application.uscc },
      { zh: '类型', en: 'kinds', value: application.kinds.join(', ') },
      { zh: '申请人', en: 'applicant', value: `${application.applicant} · ${application.contact}` },
      { zh: '角色', en: 'role', value: label(ROLE_WORDS[application.role]) },
      { zh: '提交', en: 'applied', value: moment(application.createdAt) },
      { zh: '决定', en: 'decided', value: application.decidedAt === null ? null : moment(application.decidedAt) },
      {
        zh: '入驻截止',
        en: 'join until',
        value: application.joinUntil === null ? null : moment(application.joinUntil),
      },
    ],
    styles,
  );
}

export function renderApplications(applications: readonly Application[], styles: Styles): string {
  return renderTable(
    [
      { zh: '机构', en: 'organization', value: ({ slug }) => slug, paint: styles.strong },
      { zh: '名称', en: 'name', value: ({ name }) => name },
      { zh: '信用代码', en: 'USCC', value: ({ uscc }) => uscc },
      { zh: '申请人', en: 'applicant', value: ({ applicant, contact }) => `${applicant} · ${contact}` },
      { zh: '提交', en: 'applied', value: ({ createdAt }) => moment(createdAt) },
      { zh: '编号', en: 'id', value: ({ id }) => id, paint: styles.quiet },
    ],
    applications,
    styles,
  );
}

export function renderMembers(members: readonly Member[], styles: Styles): string {
  return renderTable(
    [
      { zh: '账户', en: 'account', value: ({ username }) => username, paint: styles.strong },
      { zh: '姓名', en: 'name', value: ({ displayName }) => displayName },
      { zh: '角色', en: 'role', value: ({ role }) => label(ROLE_WORDS[role]) },
      { zh: '管理', en: 'manages', value: ({ manages }) => (manages ? '✔' : '–') },
      { zh: '加入', en: 'since', value: ({ createdAt }) => moment(createdAt) },
      { zh: '编号', en: 'id', value: ({ id }) => id, paint: styles.quiet },
    ],
    members,
    styles,
  );
}

export function renderInvitations(invitations: readonly Invitation[], styles: Styles): string {
  return renderTable(
    [
      {
        zh: '状态',
        en: 'state',
        value: ({ state }) => stateText(INVITATION_STATE[state]),
        paint: (text, { state }) => styles[INVITATION_STATE[state].tone](text),
      },
      { zh: '机构', en: 'organization', value: ({ organization }) => organization },
      { zh: '角色', en: 'role', value: ({ role }) => label(ROLE_WORDS[role]) },
      { zh: '管理', en: 'manages', value: ({ manages }) => (manages ? '✔' : '–') },
      { zh: '备注', en: 'note', value: ({ note }) => note ?? '–' },
      { zh: '到期', en: 'expires', value: ({ expiresAt }) => moment(expiresAt) },
      { zh: '编号', en: 'id', value: ({ id }) => id, paint: styles.quiet },
    ],
    invitations,
    styles,
  );
}
