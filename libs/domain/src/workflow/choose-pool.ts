/** A pool that could run a job, as routing sees it. */
export interface PoolCandidate {
  readonly poolId: string;
  readonly executor: 'local' | 'emulated';
  readonly liveHosts: number;
  /** Jobs queued or running in the pool. */
  readonly load: number;
}

/** The pool a job goes to: the first of {@link rankPools}. */
export function choosePool(candidates: readonly PoolCandidate[]): PoolCandidate | undefined {
  return rankPools(candidates)[0];
}

/**
 * Pools in the order in which routing prefers them: a real one before an emulated one, since emulation never certifies; then
 * one with live hosts before one without; then the shortest expected wait (work in the pool ÷ live hosts); then the smaller
 * id, so that the same candidates always give the same answer.
 */
export function rankPools<P extends PoolCandidate>(candidates: readonly P[]): P[] {
  const rank = (pool: PoolCandidate): [number, number, number] => [
    pool.executor === 'emulated' ? 1 : 0,
    pool.liveHosts === 0 ? 1 : 0,
    pool.load / Math.max(1, pool.liveHosts),
  ];
  return [...candidates].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2] || (a.poolId < b.poolId ? -1 : 1);
  });
}

export const WAITING_CODES = ['no-pool', 'no-host-yet', 'pool-offline', 'hosts-busy', 'starting'] as const;
export type WaitingCode = (typeof WAITING_CODES)[number];

/** Why a queued job of a pool with these hosts is not running. Undefined pool: nobody serves the platform. */
export function waitingCode(
  pool: { readonly hosts: number; readonly liveHosts: number; readonly freeHosts: number } | undefined,
): WaitingCode {
  if (pool === undefined) return 'no-pool';
  if (pool.hosts === 0) return 'no-host-yet';
  if (pool.liveHosts === 0) return 'pool-offline';
  return pool.freeHosts === 0 ? 'hosts-busy' : 'starting';
}
