/** Of seconds or fen, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Where a job stands, or would stand, in its pool. */
export interface PlaceInPool {
  readonly liveHosts: number;
  /** Live hosts that could take a job at once. */
  readonly freeHosts: number;
  /** Queued jobs that come first by the pool's order. */
  readonly waitingBefore: number;
  /** Queued jobs that come later by that order, but are with the queue already and may be taken first. */
  readonly mayOvertake: number;
}

/**
 * In how many seconds the job will start, as things stand: whole seconds, from the best to the worst of what the measured
 * quartiles allow. At best all that runs now is about to end and nobody overtakes; at worst it has just begun and all do. More
 * jobs before it never make either end earlier. Null where nobody is there to start it.
 */
export function startRange(
  { liveHosts, freeHosts, waitingBefore, mayOvertake }: PlaceInPool,
  { quickSeconds, slowSeconds }: { readonly quickSeconds: number; readonly slowSeconds: number },
): Range | null {
  if (liveHosts <= 0) return null;
  const free = Math.min(freeHosts, liveHosts);
  const busy = liveHosts - free;
  // How many runs have to end before this job has a host: none while a free host is left for it.
  const ends = (before: number): number => Math.max(0, before - free + 1);
  const [atBest, atWorst] = [ends(waitingBefore), ends(waitingBefore + mayOvertake)];
  return {
    least: Math.floor(Math.ceil(Math.max(0, atBest - busy) / liveHosts) * quickSeconds),
    most: Math.ceil(Math.ceil(atWorst / liveHosts) * slowSeconds),
  };
}
