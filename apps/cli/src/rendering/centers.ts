import type { components } from '#libs/client';
import { moment } from './moments.js';
import type { Styles } from './styles.js';
import { renderTable, stateText } from './table.js';
import { HOST_STATE_WORDS } from './words.js';

type Center = components['schemas']['Center'];
type Pool = components['schemas']['Pool'];
type Host = components['schemas']['Host'];
type Agent = components['schemas']['AgentSummary'];

const EXECUTOR = { local: '真机 real', emulated: '仿真 emulated' } as const;

export function renderCenters(centers: readonly Center[], styles: Styles): string {
  return renderTable(
    [
      { zh: '代码', en: 'code', value: (center) => center.code, paint: styles.strong },
      { zh: '名称', en: 'name', value: (center) => center.name },
      { zh: '机构', en: 'organization', value: (center) => center.organization },
      { zh: '区划', en: 'region', value: (center) => center.region },
      { zh: '认证方案', en: 'schemes', value: (center) => center.schemes.join(' ') || '–' },
    ],
    centers,
    styles,
  );
}

export function renderPools(pools: readonly Pool[], styles: Styles): string {
  return renderTable(
    [
      { zh: '资源池', en: 'pool', value: (pool) => `${pool.center}/${pool.slug}`, paint: styles.strong },
      { zh: 'CPU', en: '', value: (pool) => pool.cpu },
      { zh: '操作系统', en: 'OS', value: (pool) => pool.operatingSystems.join('\n') },
      { zh: '方式', en: 'executor', value: (pool) => EXECUTOR[pool.executor] },
      {
        zh: '在线',
        en: 'live hosts',
        value: (pool) => `${pool.liveHosts}/${pool.hosts}`,
        paint: (text, pool) => (pool.liveHosts > 0 ? styles.good(text) : styles.wary(text)),
        align: 'right',
      },
      { zh: '排队', en: 'queued', value: (pool) => `${pool.queued}`, align: 'right' },
      { zh: '执行', en: 'running', value: (pool) => `${pool.running}`, align: 'right' },
    ],
    pools,
    styles,
  );
}

export function renderHosts(hosts: readonly Host[], styles: Styles): string {
  return renderTable(
    [
      { zh: '主机', en: 'host', value: (host) => host.name, paint: styles.strong },
      { zh: '资源池', en: 'pool', value: (host) => `${host.center}/${host.pool}` },
      {
        zh: '状态',
        en: 'state',
        value: (host) => stateText(HOST_STATE_WORDS[host.state]),
        paint: (text, host) => styles[HOST_STATE_WORDS[host.state].tone](text),
      },
      { zh: '现况', en: 'now', value: presentOf },
      { zh: '上次联系', en: 'last seen', value: (host) => (host.lastSeenAt === null ? '–' : moment(host.lastSeenAt)) },
      { zh: '编号', en: 'id', value: (host) => host.id, paint: styles.quiet },
    ],
    hosts,
    styles,
  );
}

function presentOf(host: Host): string {
  const parts = [host.live ? '在线 live' : '离线 offline'];
  if (host.busy) parts.push('忙 busy');
  if (host.tainted) parts.push('待重置 tainted');
  return parts.join(' ');
}

export function renderAgents(agents: readonly Agent[], styles: Styles): string {
  return renderTable(
    [
      { zh: '代理', en: 'agent', value: (agent) => agent.name, paint: styles.strong },
      { zh: '分中心', en: 'center', value: (agent) => agent.center },
      { zh: '资源池', en: 'pools', value: (agent) => agent.pools.join(' ') },
      { zh: '版本', en: 'version', value: (agent) => agent.version ?? '–' },
      {
        zh: '上次联系',
        en: 'last seen',
        value: (agent) => (agent.lastSeenAt === null ? '–' : moment(agent.lastSeenAt)),
      },
      {
        zh: '吊销',
        en: 'revoked',
        value: (agent) => (agent.revokedAt === null ? '–' : moment(agent.revokedAt)),
        paint: (text, agent) => (agent.revokedAt === null ? text : styles.bad(text)),
      },
      { zh: '编号', en: 'id', value: (agent) => agent.id, paint: styles.quiet },
    ],
    agents,
    styles,
  );
}
