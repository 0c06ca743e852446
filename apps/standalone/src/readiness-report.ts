import type { Preparation } from './prepare-service.js';

/** What the person at the terminal needs once everything runs. */
export function readinessReport(url: string, credentialsPath: string, preparation: Preparation): string {
  const { accounts, platform } = preparation;
  const roleWidth = Math.max(4, ...accounts.map(({ role }) => role.length));
  const nameWidth = Math.max(8, ...accounts.map(({ username }) => username.length));
  const row = (role: string, username: string, password: string): string =>
    `  ${role.padEnd(roleWidth)}  ${username.padEnd(nameWidth)}  ${password}`;
  return [
    '',
    `Shipei 已就绪 · Shipei is ready: ${url}`,
    `  API: ${url}/api/docs`,
    `  本机平台 · this machine: ${platform.os} × ${platform.cpu}`,
    '',
    `开发账户 · Development accounts (also in ${credentialsPath})`,
    row('role', 'username', 'password'),
    ...accounts.map(({ role, username, password }) => row(role, username, password)),
    '',
    '按 Ctrl-C 停止 · Ctrl-C stops everything',
  ].join('\n');
}
