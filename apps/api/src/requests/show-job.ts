import type { JobRow } from '#libs/dispatch';
import { after, startRange, type InstantRange, type WaitingCode } from '#libs/domain';
import { WAITING_WORDS } from './waiting-words.js';

type ShownJob = Omit<JobRow, 'certificate'> & {
  readonly waiting: { code: WaitingCode; since: Date; text: string; textEn: string } | null;
  readonly expectedStart: InstantRange | null;
  readonly certificate: string | null;
};

/** A job as the API shows it. */
export function showJob(job: JobRow, certificate: string | undefined, now: Date): ShownJob {
  const code = job.waitingCode ?? 'starting';
  const waiting =
    job.state === 'queued' ? { code, since: job.waitingSince ?? job.createdAt, ...WAITING_WORDS[code] } : null;
  return { ...job, waiting, expectedStart: expectedStart(job, now), certificate: certificate ?? null };
}

/**
 * When a queued job will probably start: the jobs before it, spread over the live hosts, at the quick and at the slow
 * quartile of what attempts in its pool took lately. Null where nothing was measured or nobody is there to start it.
 */
export function expectedStart(
  job: Pick<JobRow, 'state' | 'position' | 'liveHosts' | 'freeHosts' | 'mayOvertake' | 'quickSeconds' | 'slowSeconds'>,
  now: Date,
): InstantRange | null {
  const { position, quickSeconds, slowSeconds } = job;
  if (job.state !== 'queued' || position === null || quickSeconds === null || slowSeconds === null) return null;
  const range = startRange({ ...job, waitingBefore: position - 1 }, { quickSeconds, slowSeconds });
  return range && after(now, range);
}
