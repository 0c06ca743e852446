import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

type Statement = components['schemas']['ReleaseStatement'];
type Policy = components['schemas']['InferencePolicy'];
type Finding = components['schemas']['Finding'];
type AuditEvent = components['schemas']['AuditEvent'];

export function renderStatements(statements: readonly Statement[], styles: Styles): string {
  return renderTable(
    [
      { zh: '声明', en: 'statement', value: ({ id }) => id },
      { zh: '类型', en: 'kind', value: ({ kind }) => kind, paint: styles.strong },
      {
        zh: '内容',
        en: 'value',
        value: ({ value, otherRelease }) => [otherRelease, JSON.stringify(value)].join(' ').trim(),
      },
      { zh: '声明者', en: 'by', value: ({ statedBy }) => statedBy },
      { zh: '时间', en: 'at', value: ({ statedAt }) => moment(statedAt) },
      {
        zh: '状态',
        en: 'state',
        value: ({ withdrawnBy }) => (withdrawnBy === null ? '有效 stands' : '已撤回 withdrawn'),
      },
    ],
    statements,
    styles,
  );
}

export function renderProductStatements(
  statements: readonly components['schemas']['ProductStatement'][],
  styles: Styles,
): string {
  return renderTable(
    [
      { zh: '声明', en: 'statement', value: ({ id }) => id },
      { zh: '类型', en: 'kind', value: ({ kind }) => kind, paint: styles.strong },
      { zh: '内容', en: 'value', value: ({ value }) => value.reason ?? value.endOfLife ?? '–' },
      { zh: '时间', en: 'at', value: ({ statedAt }) => moment(statedAt) },
      {
        zh: '状态',
        en: 'state',
        value: ({ withdrawnBy }) => (withdrawnBy === null ? '有效 stands' : '已撤回 withdrawn'),
      },
    ],
    statements,
    styles,
  );
}

export function renderPolicies(policies: readonly Policy[], styles: Styles): string {
  return renderTable(
    [
      { zh: '版本', en: 'version', value: ({ version }) => version, paint: styles.strong },
      { zh: '名称', en: 'name', value: ({ name }) => name },
      {
        zh: '启用规则',
        en: 'rules',
        value: ({ rules }) =>
          Object.entries(rules)
            .filter(([, rule]) => rule['enabled'] === true)
            .map(([rule]) => rule)
            .join(' '),
      },
      {
        zh: '状态',
        en: 'state',
        value: ({ inForce, activationRequestedAt }) =>
          inForce
            ? '生效中 in force'
            : activationRequestedAt === null
              ? '已存入 stored'
              : '待另一人确认 awaits a second person',
      },
    ],
    policies,
    styles,
  );
}

export function renderFindings(findings: readonly Finding[], styles: Styles): string {
  return renderTable(
    [
      { zh: '结论', en: 'finding', value: ({ id }) => id, paint: styles.strong },
      {
        zh: '类型',
        en: 'kind',
        value: ({ kind, verdict }) => [kind, verdict].filter((word) => word !== null).join(' '),
      },
      {
        zh: '版本',
        en: 'release',
        value: (finding) => [finding.release, finding.with].filter((one) => one !== null).join(' + '),
      },
      { zh: '平台', en: 'platform', value: ({ os, cpu }) => `${os} ${cpu}` },
      { zh: '机构', en: 'by', value: ({ organization }) => organization },
      { zh: '自', en: 'from', value: ({ validFrom }) => moment(validFrom) },
      { zh: '可见', en: 'visible', value: (finding) => (finding.public ? '公开 public' : '当事方 parties') },
      { zh: '其后', en: 'later', value: ({ acts }) => acts.map(({ id, kind }) => `${kind} ${id}`).join(', ') || '–' },
    ],
    findings,
    styles,
  );
}

export function renderAudit(events: readonly AuditEvent[], styles: Styles): string {
  return renderTable(
    [
      { zh: '时间', en: 'at', value: ({ at }) => moment(at) },
      { zh: '动作', en: 'action', value: ({ action }) => action, paint: styles.strong },
      { zh: '机构', en: 'organization', value: ({ organization, agent }) => organization ?? agent ?? '–' },
      { zh: '人员', en: 'person', value: ({ person }) => person ?? '–' },
      { zh: '详情', en: 'details', value: ({ details }) => JSON.stringify(details) },
    ],
    events,
    styles,
  );
}
