import { linkOf, noticeInWords } from './notice-words.js';
import type { NoticeRow } from './subscriptions.queries.js';

/** A plain mail to one verified address, or to one that is being verified. */
export interface Mail {
  /** Unlike any other mail's; the same at each try. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface Addressed {
  readonly deliveryId: string;
  readonly subscriptionId: string;
  readonly name: string;
  readonly to: string;
}

/** The one mail that an address gets before it is verified. */
export function mailOfVerification({ deliveryId, subscriptionId, name, to, code }: Addressed & { code: string }): Mail {
  return {
    id: deliveryId,
    to,
    subject: `验证邮箱 · Verify your address: ${name}`,
    text: [
      `有人请求将适配（Shipei）订阅“${name}”的通知发送到本邮箱。`,
      `验证码：${code}（24 小时内有效，仅可使用一次）`,
      `命令行：shipei follow confirm ${subscriptionId} ${code}`,
      '如非本人操作，请忽略本邮件，不会再收到任何通知。',
      '',
      `Somebody asked Shipei to send notices of the subscription "${name}" to this address.`,
      `Code: ${code} (for 24 hours, once)`,
      `Command: shipei follow confirm ${subscriptionId} ${code}`,
      'If it was not you, ignore this mail: nothing will be sent.',
      '',
    ].join('\n'),
  };
}

/** @param notices oldest first; `total` of them there are, which may be more */
export function mailOfNotices(
  mail: Addressed & {
    readonly notices: readonly NoticeRow[];
    readonly total: number;
    readonly publicUrl: string | undefined;
  },
): Mail {
  const { deliveryId, subscriptionId, name, to, notices, total, publicUrl } = mail;
  const [first] = notices;
  const alone = total === 1 && first !== undefined ? noticeInWords(first) : undefined;
  const more = total - notices.length;
  return {
    id: deliveryId,
    to,
    subject: alone === undefined ? `${name}：${total} 项变化 · ${total} changes` : `${alone.zh} · ${alone.en}`,
    text: [
      ...notices.flatMap((notice) => {
        const { zh, en } = noticeInWords(notice);
        const link = publicUrl === undefined ? null : linkOf(publicUrl, notice);
        return [zh, en, ...(link === null ? [] : [link]), ''];
      }),
      ...(more > 0 ? [`另有 ${more} 项 · ${more} more: shipei following show ${subscriptionId}`, ''] : []),
      '-- ',
      `订阅 · subscription: ${name}`,
      `取消 · to end it: shipei unfollow ${subscriptionId}`,
      '',
    ].join('\n'),
  };
}
