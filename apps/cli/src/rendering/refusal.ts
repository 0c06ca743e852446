import { ProblemError, UnreachableError } from '#libs/client';
import type { ErrorCode } from '#libs/domain';
import { nearestMatches } from './nearest.js';
import { plainText } from './plain-text.js';
import type { Styles } from './styles.js';
import { both } from './words.js';
import { messageOf } from '../failure.js';

/** What the person can do, where the refusal itself does not say it. */
const WHAT_TO_DO: Partial<Record<ErrorCode, string>> = {
  unauthenticated: both('请先登录：shipei login', 'sign in first: shipei login'),
  'session-expired': both('登录已过期，请重新登录：shipei login', 'the session is over, sign in again: shipei login'),
  'identity-not-accepted': both(
    '先用密码登录，再用 shipei identities link 关联',
    'sign in with your password first, then link it with shipei identities link',
  ),
  forbidden: both(
    '当前身份无此权限；用 shipei whoami 查看，用 shipei login --organization --role 换身份',
    'your present role may not do this; see shipei whoami, change it with shipei login --organization --role',
  ),
  'unknown-coordinate': both(
    '用 shipei platforms、operating-systems、cpus 查看已登记的坐标',
    'see what is registered with shipei platforms, operating-systems, cpus',
  ),
  'no-pool-serves': both(
    '改用最接近的平台，或加 --wait-for-pool 等待资源池',
    'ask for the nearest match instead, or add --wait-for-pool to wait for a pool',
  ),
  'no-artifact-for-platform': both(
    '登记一个含该架构安装包的新版本：shipei releases create … --artifact <isa>=<文件>',
    'register a release with a package for that ISA: shipei releases create … --artifact <isa>=<file>',
  ),
  'invalid-plan-parameters': both('用 --param 名=值 补正', 'correct them with --param name=value'),
  'digest-mismatch': both('文件在上传途中变了，请重试', 'the file changed while it was being uploaded; try again'),
  'conflict-of-interest': both('请换一位评审员', 'somebody else has to decide this'),
  'catalogue-moved': both(
    '重新执行 shipei catalogue diff，再以新摘要 apply',
    'run shipei catalogue diff again, and apply with its digest',
  ),
  internal: both('请把请求号告诉运维', 'tell the operator the request id'),
};

/** A refusal as a person reads it: what, which fields, what is near, what to do. One string of several lines. */
export function renderRefusal(error: unknown, styles: Styles): string {
  if (error instanceof ProblemError) return renderProblem(error, styles);
  const message = messageOf(error);
  const lines = [styles.bad(`✘ ${plainText(message)}`)];
  if (error instanceof UnreachableError) {
    lines.push(
      `  → ${both(
        '确认服务已启动（npm start），地址用 --url 或 SHIPEI_URL 指定',
        'check that the service runs (npm start); name its address with --url or SHIPEI_URL',
      )}`,
    );
  }
  return lines.join('\n');
}

function renderProblem({ problem, retryAfter }: ProblemError, styles: Styles): string {
  const lines = [`${styles.bad(`✘ ${plainText(problem.detail)}`)} ${styles.quiet(`[${problem.code}]`)}`];
  for (const field of problem.errors ?? []) {
    lines.push(`  - ${styles.strong(plainText(field.path))}: ${plainText(field.message)}`);
  }
  const nearest = nearestMatches(problem.facts);
  // The sentence itself often names them.
  if (!nearest.every((match) => problem.detail.includes(match))) {
    lines.push(`  ${both('最接近的', 'nearest matches')}:`);
    lines.push(...nearest.map((match) => `    ${styles.good(plainText(match))}`));
  }
  const todo = WHAT_TO_DO[problem.code];
  if (todo !== undefined) lines.push(`  → ${todo}`);
  if (retryAfter !== undefined) {
    lines.push(`  → ${both(`${retryAfter} 秒后重试`, `try again in ${retryAfter} s`)}`);
  }
  if (problem.requestId !== undefined) {
    lines.push(styles.quiet(`  ${both('请求号', 'request id')} ${plainText(problem.requestId)}`));
  }
  return lines.join('\n');
}

/** The same for a machine. */
export function refusalData(error: unknown): { error: Record<string, unknown> } {
  if (error instanceof ProblemError) return { error: { ...error.problem } };
  const code = error instanceof UnreachableError ? 'unreachable' : 'usage';
  return { error: { code, detail: messageOf(error) } };
}
