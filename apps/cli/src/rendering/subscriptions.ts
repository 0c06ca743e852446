import type { components } from '#libs/client';
import { moment } from './moments.js';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';
import { both } from './words.js';

type Subscription = components['schemas']['Subscription'];
type Notice = components['schemas']['SubscriptionNotice'];
type Delivery = components['schemas']['SubscriptionDelivery'];

const WAY_WORDS = { feed: '订阅源 feed', email: '邮件 mail', webhook: '回调 webhook' } as const;
const STATE_WORDS = { unverified: '邮箱待验证 unverified', active: '生效 active' } as const;
const DELIVERY_WORDS = { waiting: '等待 waiting', delivered: '已送达 delivered', dead: '已放弃 dead' } as const;

export function renderSubscriptions(subscriptions: readonly Subscription[], styles: Styles): string {
  return renderTable(
    [
      { zh: '编号', en: 'id', value: ({ id }) => id, paint: styles.quiet },
      { zh: '名称', en: 'name', value: ({ name }) => name, paint: styles.strong },
      { zh: '关注', en: 'follows', value: followed },
      {
        zh: '提前天数',
        en: 'days',
        value: ({ lapseDays }) => (lapseDays === null ? '–' : `${lapseDays}`),
        align: 'right',
      },
      {
        zh: '方式',
        en: 'by',
        value: ({ by, email, webhookUrl }) => `${WAY_WORDS[by]} ${email ?? webhookUrl ?? ''}`.trim(),
      },
      { zh: '状态', en: 'state', value: ({ state }) => STATE_WORDS[state] },
    ],
    subscriptions,
    styles,
  );
}

function followed({ follows, product, os, cpu, size }: Subscription): string {
  if (follows === 'product') return product ?? '';
  return follows === 'platform' ? `${os ?? ''} × ${cpu ?? ''}` : `列表 list (${size})`;
}

/** What is shown once, and what to do next, below the subscription. */
export function renderNewSubscription(
  created: Subscription & { readonly feedPath: string | null; readonly webhookSecret: string | null },
  url: string,
  styles: Styles,
): string {
  const { feedPath, webhookSecret, by, id } = created;
  const once = both('只显示这一次', 'shown this once');
  return [
    renderSubscriptions([created], styles),
    ...(feedPath === null ? [] : ['', `${both('订阅源地址', 'address of the feed')}（${once}）:`, `${url}${feedPath}`]),
    ...(webhookSecret === null ? [] : ['', `${both('签名密钥', 'signing secret')}（${once}）:`, webhookSecret]),
    ...(by === 'email'
      ? [
          '',
          `${both('验证码已寄往该邮箱，收到后运行', 'a code is on its way to the address; then run')}:`,
          `shipei follow confirm ${id} <code>`,
        ]
      : []),
  ].join('\n');
}

export function renderNotices(notices: readonly Notice[], styles: Styles): string {
  if (notices.length === 0) return styles.quiet('没有内容 · Nothing to show');
  return notices
    .flatMap(({ at, text, link }) => [
      `${styles.quiet(moment(at))}  ${plainLine(text.zh)}`,
      styles.quiet(`  ${plainLine(text.en)}`),
      ...(link === null ? [] : [styles.quiet(`  ${plainLine(link)}`)]),
    ])
    .join('\n');
}

export function renderDeliveries(deliveries: readonly Delivery[], styles: Styles): string {
  return renderTable(
    [
      { zh: '编号', en: 'id', value: ({ id }) => id, paint: styles.quiet },
      {
        zh: '状态',
        en: 'state',
        value: ({ state }) => DELIVERY_WORDS[state],
        paint: (text, { state }) => styles[({ waiting: 'wary', delivered: 'good', dead: 'bad' } as const)[state]](text),
      },
      { zh: '类别', en: 'kind', value: ({ kind }) => kind },
      { zh: '通知', en: 'notices', value: ({ notices }) => `${notices}`, align: 'right' },
      { zh: '次数', en: 'tries', value: ({ attempts }) => `${attempts}`, align: 'right' },
      { zh: '下次', en: 'next', value: ({ nextAttemptAt }) => (nextAttemptAt === null ? '–' : moment(nextAttemptAt)) },
      { zh: '原因', en: 'error', value: ({ lastError }) => lastError ?? '–' },
    ],
    deliveries,
    styles,
  );
}
