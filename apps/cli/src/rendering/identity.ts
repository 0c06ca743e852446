import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderFacts, renderTable } from './table.js';
import { label, ROLE_WORDS } from './words.js';

type Membership = components['schemas']['Membership'];
type Organization = components['schemas']['Organization'];
type ApiKey = components['schemas']['ApiKey'];
type Identity = components['schemas']['Identity'];

const KIND = {
  vendor: '厂商 vendor',
  center: '分中心 center',
  'reviewing-body': '评审机构 reviewing body',
  'platform-operator': '平台运营 platform operator',
} as const satisfies Record<Organization['kinds'][number], string>;

const MANAGES = '[管理 manages]';

export function membershipText(membership: Membership): string {
  const manages = membership.manages ? ` ${MANAGES}` : '';
  return `${label(ROLE_WORDS[membership.role])}${manages} @ ${membership.organization} (${membership.organizationName})`;
}

export function renderMe(
  me: {
    readonly username: string;
    readonly displayName: string;
    readonly membership: Membership;
    readonly memberships: readonly Membership[];
  },
  url: string,
  styles: Styles,
): string {
  return renderFacts(
    [
      { zh: '账户', en: 'account', value: `${me.username} (${me.displayName})`, paint: styles.strong },
      { zh: '当前身份', en: 'acting as', value: membershipText(me.membership) },
      { zh: '全部身份', en: 'memberships', value: me.memberships.map(membershipText).join('\n') },
      { zh: '服务', en: 'server', value: url },
    ],
    styles,
  );
}

export function renderOrganization(organization: Organization, styles: Styles): string {
  return renderFacts(
    [
      { zh: '机构', en: 'organization', value: organization.slug, paint: styles.strong },
      {
        zh: '名称',
        en: 'name',
        value: [organization.name, organization.nameEn].filter((name) => name !== null).join(' · '),
      },
      { zh: '统一社会信用代码', en: 'USCC', value: organization.uscc },
      { zh: '类型', en: 'kinds', value: organization.kinds.map((kind) => KIND[kind]).join(', ') },
      { zh: '登记', en: 'registered', value: moment(organization.createdAt) },
    ],
    styles,
  );
}

export function renderOrganizations(organizations: readonly Organization[], styles: Styles): string {
  return renderTable(
    [
      { zh: '机构', en: 'organization', value: (organization) => organization.slug, paint: styles.strong },
      { zh: '名称', en: 'name', value: (organization) => organization.name },
      { zh: '类型', en: 'kinds', value: (organization) => organization.kinds.map((kind) => KIND[kind]).join(', ') },
      { zh: '信用代码', en: 'USCC', value: (organization) => organization.uscc ?? '–' },
    ],
    organizations,
    styles,
  );
}

export function renderApiKeys(keys: readonly ApiKey[], styles: Styles): string {
  return renderTable(
    [
      { zh: '名称', en: 'name', value: (key) => key.name, paint: styles.strong },
      { zh: '前缀', en: 'prefix', value: (key) => key.prefix },
      { zh: '创建', en: 'created', value: (key) => moment(key.createdAt) },
      { zh: '到期', en: 'expires', value: (key) => (key.expiresAt === null ? '–' : moment(key.expiresAt)) },
      { zh: '最近使用', en: 'last used', value: (key) => (key.lastUsedAt === null ? '–' : moment(key.lastUsedAt)) },
      {
        zh: '旧密钥至',
        en: 'old secret until',
        value: (key) => (key.previousUntil === null ? '–' : moment(key.previousUntil)),
      },
      {
        zh: '吊销',
        en: 'revoked',
        value: (key) => (key.revokedAt === null ? '–' : moment(key.revokedAt)),
        paint: (text, key) => (key.revokedAt === null ? text : styles.bad(text)),
      },
      { zh: '编号', en: 'id', value: (key) => key.id, paint: styles.quiet },
    ],
    keys,
    styles,
  );
}

export function renderIdentities(identities: readonly Identity[], styles: Styles): string {
  return renderTable(
    [
      { zh: '提供方', en: 'provider', value: (identity) => identity.provider, paint: styles.strong },
      { zh: '标识', en: 'subject', value: (identity) => identity.subject },
      { zh: '签发者', en: 'issuer', value: (identity) => identity.issuer },
      { zh: '关联', en: 'linked', value: (identity) => moment(identity.linkedAt) },
      {
        zh: '最近使用',
        en: 'last used',
        value: (identity) => (identity.lastUsedAt === null ? '–' : moment(identity.lastUsedAt)),
      },
      { zh: '编号', en: 'id', value: (identity) => identity.id, paint: styles.quiet },
    ],
    identities,
    styles,
  );
}
