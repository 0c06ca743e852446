import type { CaseVerdict, JobState, Role } from '#libs/domain';
import type { components } from '#libs/client';
import type { Tone } from './styles.js';

type CellStatus = components['schemas']['CellAnswer']['status'];
type CertificateState = components['schemas']['Certificate']['state'];
type ReviewKind = components['schemas']['Review']['kind'];
type ReviewState = components['schemas']['Review']['state'];
type HostState = components['schemas']['Host']['state'];
type Priority = components['schemas']['Job']['priority'];

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Words with a mark and a tone, so that a state reads the same in every view. */
export interface StateWords extends Words {
  readonly mark: string;
  readonly tone: Tone;
}

export const JOB_STATE_WORDS = {
  'awaiting-plan-approval': { zh: '方案待批', en: 'awaiting plan approval', mark: '◇', tone: 'wary' },
  queued: { zh: '排队中', en: 'queued', mark: '…', tone: 'wary' },
  running: { zh: '执行中', en: 'running', mark: '▶', tone: 'busy' },
  'results-in': { zh: '结果已回', en: 'results in', mark: '▶', tone: 'busy' },
  'technical-review': { zh: '待技术评审', en: 'technical review', mark: '◇', tone: 'wary' },
  'certification-review': { zh: '待认证评审', en: 'certification review', mark: '◇', tone: 'wary' },
  'partner-confirmation': { zh: '待伙伴确认', en: 'partner confirmation', mark: '◇', tone: 'wary' },
  issuing: { zh: '证书签发中', en: 'issuing the certificate', mark: '…', tone: 'wary' },
  certified: { zh: '已认证', en: 'certified', mark: '✔', tone: 'good' },
  incompatible: { zh: '不兼容', en: 'incompatible', mark: '✘', tone: 'bad' },
  emulated: { zh: '仿真已测', en: 'emulated', mark: '≈', tone: 'good' },
  blocked: { zh: '受阻', en: 'blocked', mark: '!', tone: 'bad' },
  rejected: { zh: '已驳回', en: 'rejected', mark: '✘', tone: 'bad' },
  cancelled: { zh: '已取消', en: 'cancelled', mark: '–', tone: 'quiet' },
  void: { zh: '已作废', en: 'void', mark: '–', tone: 'quiet' },
} as const satisfies Record<JobState, StateWords>;

export const CELL_STATUS_WORDS = {
  certified: { zh: '已认证', en: 'certified', mark: '✔', tone: 'good' },
  inherited: { zh: '继承认证', en: 'inherited', mark: '✔', tone: 'good' },
  expected: { zh: '预期可用', en: 'expected', mark: '≈', tone: 'busy' },
  declared: { zh: '厂商声明', en: 'declared', mark: '≈', tone: 'busy' },
  incompatible: { zh: '不兼容', en: 'incompatible', mark: '✘', tone: 'bad' },
  conflicting: { zh: '结论冲突', en: 'conflicting', mark: '!', tone: 'bad' },
  lapsed: { zh: '已过期', en: 'lapsed', mark: '–', tone: 'wary' },
  suspended: { zh: '已暂停', en: 'suspended', mark: '–', tone: 'wary' },
  revoked: { zh: '已撤销', en: 'revoked', mark: '✘', tone: 'bad' },
  unknown: { zh: '未知', en: 'unknown', mark: '?', tone: 'quiet' },
} as const satisfies Record<CellStatus, StateWords>;

export const CERTIFICATE_STATE_WORDS = {
  valid: { zh: '有效', en: 'valid', mark: '✔', tone: 'good' },
  lapsed: { zh: '已过期', en: 'lapsed', mark: '–', tone: 'wary' },
  suspended: { zh: '已暂停', en: 'suspended', mark: '–', tone: 'wary' },
  revoked: { zh: '已撤销', en: 'revoked', mark: '✘', tone: 'bad' },
} as const satisfies Record<CertificateState, StateWords>;

export const REVIEW_STATE_WORDS = {
  open: { zh: '待决定', en: 'open', mark: '◇', tone: 'wary' },
  approved: { zh: '已通过', en: 'approved', mark: '✔', tone: 'good' },
  rejected: { zh: '已驳回', en: 'rejected', mark: '✘', tone: 'bad' },
  withdrawn: { zh: '已撤回', en: 'withdrawn', mark: '–', tone: 'quiet' },
} as const satisfies Record<ReviewState, StateWords>;

export const CASE_VERDICT_WORDS = {
  passed: { zh: '通过', en: 'passed', mark: '✔', tone: 'good' },
  failed: { zh: '未通过', en: 'failed', mark: '✘', tone: 'bad' },
  blocked: { zh: '受阻', en: 'blocked', mark: '!', tone: 'wary' },
  skipped: { zh: '跳过', en: 'skipped', mark: '–', tone: 'quiet' },
  'infra-error': { zh: '环境故障', en: 'infrastructure error', mark: '!', tone: 'wary' },
} as const satisfies Record<CaseVerdict, StateWords>;

export const HOST_STATE_WORDS = {
  ready: { zh: '可用', en: 'ready', mark: '✔', tone: 'good' },
  draining: { zh: '排空中', en: 'draining', mark: '…', tone: 'wary' },
  quarantined: { zh: '已隔离', en: 'quarantined', mark: '!', tone: 'bad' },
} as const satisfies Record<HostState, StateWords>;

export const REVIEW_KIND_WORDS = {
  technical: { zh: '技术评审', en: 'technical' },
  certification: { zh: '认证评审', en: 'certification' },
  partner: { zh: '伙伴确认', en: 'partner' },
  suspension: { zh: '暂停复核', en: 'suspension' },
} as const satisfies Record<ReviewKind, Words>;

export const ROLE_WORDS = {
  vendor: { zh: '厂商', en: 'vendor' },
  'center-operator': { zh: '分中心操作员', en: 'center operator' },
  reviewer: { zh: '技术评审员', en: 'reviewer' },
  certifier: { zh: '认证评审员', en: 'certifier' },
  operator: { zh: '平台操作员', en: 'operator' },
} as const satisfies Record<Role, Words>;

export const PRIORITY_WORDS = {
  national: { zh: '国家重点', en: 'national' },
  normal: { zh: '普通', en: 'normal' },
  background: { zh: '后台', en: 'background' },
} as const satisfies Record<Priority, Words>;

/** Chinese first, then English, in one line. */
export function both(zh: string, en: string): string {
  return `${zh} · ${en}`;
}

/** A label or value of a table: shorter than a sentence, so without the dot between. */
export function label(words: Words): string {
  return `${words.zh} ${words.en}`.trim();
}
