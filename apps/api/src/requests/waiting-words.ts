import type { WaitingCode } from '#libs/domain';

/** Why a job waits, as the API says it. */
export const WAITING_WORDS = {
  'no-pool': {
    text: '目前没有资源池能测试该平台；有新资源池登记后会自动派发',
    textEn: 'No pool serves this platform yet; the job is routed as soon as one is registered',
  },
  'no-host-yet': {
    text: '资源池已登记，但还没有主机接入',
    textEn: 'The pool is registered, but no host has ever joined it',
  },
  'pool-offline': {
    text: '资源池的主机全部离线',
    textEn: 'All hosts of the pool are offline',
  },
  'hosts-busy': {
    text: '资源池的主机都在执行其他任务',
    textEn: 'All hosts of the pool are busy with other jobs',
  },
  starting: {
    text: '正在派发，主机接手后即开始',
    textEn: 'Being dispatched; it starts as soon as a host takes it',
  },
} as const satisfies Record<WaitingCode, { text: string; textEn: string }>;
