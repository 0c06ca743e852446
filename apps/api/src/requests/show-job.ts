import type { JobRow } from '#libs/dispatch';
import type { WaitingCode } from '#libs/domain';

const WAITING = {
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

type ShownJob = Omit<JobRow, 'certificate'> & {
  readonly waiting: { code: WaitingCode; since: Date; text: string; textEn: string } | null;
  readonly expectedStart: { earliest: Date; latest: Date } | null;
  readonly certificate: string | null;
};

/** A job as the API shows it. */
export function showJob(job: JobRow, certificate: string | undefined, now: Date): ShownJob {
  const code = job.waitingCode ?? 'starting';
  const waiting = job.state === 'queued' ? { code, since: job.waitingSince ?? job.createdAt, ...WAITING[code] } : null;
  return { ...job, waiting, expectedStart: expectedStart(job, now), certificate: certificate ?? null };
}

/**
 * When a queued job will probably start: the jobs before it, spread over the live hosts, at the quick and at the slow
 * quartile of what attempts in its pool took lately. Null where nothing was measured or nobody is there to start it.
 */
export function expectedStart(
  job: Pick<JobRow, 'state' | 'position' | 'liveHosts' | 'quickSeconds' | 'slowSeconds'>,
  now: Date,
): { earliest: Date; latest: Date } | null {
  const { position, liveHosts, quickSeconds, slowSeconds } = job;
  if (job.state !== 'queued' || position === null || liveHosts === 0) return null;
  if (quickSeconds === null || slowSeconds === null) return null;
  const roundsBefore = (position - 1) / liveHosts;
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  return {
    earliest: after(Math.floor(roundsBefore) * quickSeconds),
    latest: after(Math.ceil(roundsBefore + 1) * slowSeconds),
  };
}
