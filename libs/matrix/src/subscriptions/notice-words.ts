import type { CellStatus } from '#libs/domain';
import type { NoticeRow } from './subscriptions.queries.js';

const STATUS_WORDS: Readonly<Record<CellStatus, string>> = {
  certified: '已认证',
  inherited: '继承认证',
  expected: '预期可用',
  declared: '厂商声明',
  incompatible: '不兼容',
  conflicting: '结论冲突',
  lapsed: '已过期',
  suspended: '已暂停',
  revoked: '已撤销',
  unknown: '未知',
};

/** What a notice says, in a line of each language. */
export function noticeInWords(notice: Omit<NoticeRow, 'id' | 'createdAt'>): { zh: string; en: string } {
  const { kind, release, os, cpu, from, to } = notice;
  if (kind === 'test' || to === null) return { zh: '这是一条测试通知', en: 'This is a test notice' };
  const cell = {
    zh: `${release ?? ''} 在 ${os ?? ''} × ${cpu ?? ''} 上`,
    en: `${release ?? ''} on ${os ?? ''} × ${cpu ?? ''}`,
  };
  const until = notice.validUntil?.toISOString().replace('.000Z', 'Z');
  if (kind === 'lapse') {
    return {
      zh: `${cell.zh}的“${STATUS_WORDS[to]}”将于 ${until ?? ''} 到期`,
      en: `${cell.en}: ${to} only until ${until ?? ''}`,
    };
  }
  return {
    zh: `${cell.zh}由“${STATUS_WORDS[from ?? 'unknown']}”变为“${STATUS_WORDS[to]}”${until === undefined ? '' : `，有效至 ${until}`}`,
    en: `${cell.en}: ${from ?? 'unknown'} → ${to}${until === undefined ? '' : `, valid until ${until}`}`,
  };
}

/** Where the answer is read; a path where the service was not told its own address. */
export function linkOf(
  publicUrl: string | undefined,
  { release, os, cpu }: Pick<NoticeRow, 'release' | 'os' | 'cpu'>,
): string | null {
  if (release === null || os === null || cpu === null) return null;
  const query = new URLSearchParams({ release, os, cpu }).toString();
  return `${publicUrl ?? ''}/api/v1/matrix/check?${query}`;
}
