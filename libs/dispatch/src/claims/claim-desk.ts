import { constraintOf, isUniqueViolation, wakeRelay, type WakeUps } from '#libs/database';
import {
  DomainError,
  LIVE_ATTEMPT_STATES,
  type AgentActor,
  type AttemptState,
  type DispatchTiming,
} from '#libs/domain';
import { poolQueueName, type Queues, type TakenTicket } from '#libs/jobs';
import type { Logger } from '#libs/runtime';
import type { DataSource } from 'typeorm';
import { assignmentOf, attemptOfClaim, freeHosts, type AssignmentRow, type FreeHost } from './assignments.queries.js';
import { claimJob } from './claim-job.js';

/** Safety net under the wake-ups: pools with waiting agents are looked at this often. */
const SWEEP_MS = 1_000;
/** Tickets unfit for a host that one look passes over before it gives up. */
const MAX_UNFIT = 8;

export interface ClaimRequest {
  readonly claimId: string;
  readonly hosts: readonly string[];
  readonly tokenHash: Buffer;
}

interface Waiter {
  readonly actor: AgentActor;
  readonly request: ClaimRequest;
  readonly hosts: readonly FreeHost[];
  /** Set while a claim for it is under way: one claim gets one attempt. */
  busy: boolean;
  /** Its time is over, or its caller has gone, while a claim was under way. */
  expired: boolean;
  readonly settle: (attemptId: string | null) => void;
  readonly fail: (error: unknown) => void;
}

interface PoolDesk {
  readonly queue: string;
  readonly waiters: Set<Waiter>;
  readonly stopListening: () => void;
  serving: boolean;
  again: boolean;
}

/**
 * Where waiting agents and released tickets of one API process meet. Many agents may wait for one pool: there is one
 * listener and one reader per pool, not per agent, and no standing connection for either.
 */
export class ClaimDesk {
  readonly #pools = new Map<string, PoolDesk>();
  readonly #sweep: NodeJS.Timeout;
  #closed = false;

  constructor(
    private readonly parts: { db: DataSource; queues: Queues; wakeUps: WakeUps; timing: DispatchTiming; log: Logger },
  ) {
    this.#sweep = setInterval(() => {
      for (const poolId of this.#pools.keys()) this.#serve(poolId);
    }, SWEEP_MS);
    this.#sweep.unref();
  }

  /**
   * Waits for work for one of the named hosts, at most `waitMs`, or until the caller has gone.
   *
   * A retry with the claim id of an attempt that was given out gets the same attempt.
   *
   * @throws DomainError `stale-attempt` where that attempt has ended, or was claimed with another secret
   */
  async claim(
    actor: AgentActor,
    request: ClaimRequest,
    waitMs: number,
    gone: AbortSignal,
  ): Promise<AssignmentRow | null> {
    const { db } = this.parts;
    const earlier = await this.#earlier(actor, request);
    if (earlier !== undefined) return assignmentOf(db, earlier);
    await db.query('UPDATE agents SET last_seen_at = now() WHERE id = $1', [actor.agentId]);
    // Offering a host says that it was provisioned since its last job: it is clean.
    await db.query('UPDATE hosts SET last_seen_at = now(), tainted_by = NULL WHERE agent_id = $1 AND id = ANY($2)', [
      actor.agentId,
      request.hosts,
    ]);
    const hosts = await freeHosts(db, actor.agentId, request.hosts);
    const attemptId = this.#closed || gone.aborted ? null : await this.#wait(actor, request, hosts, waitMs, gone);
    return attemptId === null ? null : assignmentOf(db, attemptId);
  }

  /** Sends every waiting agent away with nothing: they come back to another process. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#sweep);
    for (const desk of [...this.#pools.values()]) {
      for (const waiter of [...desk.waiters]) if (!waiter.busy) waiter.settle(null);
    }
  }

  async #earlier(actor: AgentActor, request: ClaimRequest): Promise<string | undefined> {
    const earlier = await attemptOfClaim(this.parts.db, actor.agentId, request.claimId);
    if (earlier === undefined) return undefined;
    const live: readonly AttemptState[] = LIVE_ATTEMPT_STATES;
    if (live.includes(earlier.state) && earlier.tokenHash.equals(request.tokenHash)) return earlier.id;
    throw new DomainError(
      'stale-attempt',
      '该领取编号对应的执行已结束 · The attempt of this claim id is over; claim with a new one',
    );
  }

  #wait(
    actor: AgentActor,
    request: ClaimRequest,
    hosts: readonly FreeHost[],
    waitMs: number,
    gone: AbortSignal,
  ): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        gone.removeEventListener('abort', giveUp);
        for (const { poolId } of hosts) this.#leave(poolId, waiter);
      };
      const waiter: Waiter = {
        actor,
        request,
        hosts,
        busy: false,
        expired: false,
        settle: (attemptId) => {
          leave();
          resolve(attemptId);
        },
        fail: (error) => {
          leave();
          // Whatever broke (a database that went away) is this request's problem to report.
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      };
      // A claim under way is always seen through: its attempt exists, and an answer that gets lost is asked for again.
      const giveUp = (): void => {
        waiter.expired = true;
        if (!waiter.busy) waiter.settle(null);
      };
      const timer = setTimeout(giveUp, waitMs);
      gone.addEventListener('abort', giveUp, { once: true });
      for (const { poolId, queue } of hosts) this.#join(poolId, poolQueueName(queue.center, queue.pool), waiter);
      for (const { poolId } of hosts) this.#serve(poolId);
    });
  }

  #join(poolId: string, queue: string, waiter: Waiter): void {
    const desk = this.#pools.get(poolId) ?? {
      queue,
      waiters: new Set<Waiter>(),
      stopListening: this.parts.wakeUps.on(`pool:${poolId}`, () => this.#serve(poolId)),
      serving: false,
      again: false,
    };
    desk.waiters.add(waiter);
    this.#pools.set(poolId, desk);
  }

  #leave(poolId: string, waiter: Waiter): void {
    const desk = this.#pools.get(poolId);
    if (desk === undefined) return;
    desk.waiters.delete(waiter);
    if (desk.waiters.size > 0) return;
    desk.stopListening();
    this.#pools.delete(poolId);
  }

  /** Serves a pool's waiters; a call while it is being served makes it look once more. */
  #serve(poolId: string): void {
    const desk = this.#pools.get(poolId);
    if (desk === undefined || desk.serving) {
      if (desk !== undefined) desk.again = true;
      return;
    }
    desk.serving = true;
    void this.#serveUntilEmpty(poolId, desk).finally(() => {
      desk.serving = false;
    });
  }

  async #serveUntilEmpty(poolId: string, desk: PoolDesk): Promise<void> {
    do {
      desk.again = false;
      let unfit = 0;
      while (unfit < MAX_UNFIT && idleWaiter(desk) !== undefined) {
        const ticket = await this.#take(desk);
        if (ticket === undefined) break;
        if (!(await this.#offer(poolId, desk, ticket))) unfit += 1;
      }
    } while (desk.again && desk.waiters.size > 0);
  }

  async #take(desk: PoolDesk): Promise<TakenTicket | undefined> {
    try {
      return await this.parts.queues.tickets(desk.queue).take();
    } catch (error) {
      this.parts.log.warn({ err: error, queue: desk.queue }, 'taking a ticket failed; looking again soon');
      return undefined;
    }
  }

  /** Offers a ticket to the first idle waiter. Answers false where the ticket went back. */
  async #offer(poolId: string, desk: PoolDesk, ticket: TakenTicket): Promise<boolean> {
    const waiter = idleWaiter(desk);
    const host = waiter?.hosts.find((candidate) => candidate.poolId === poolId);
    if (waiter === undefined || host === undefined) {
      await this.#quietly(ticket.putBack());
      return false;
    }
    const { db, timing } = this.parts;
    waiter.busy = true;
    try {
      const { actor, request } = waiter;
      const claim = { actor, claimId: request.claimId, tokenHash: request.tokenHash, hostId: host.id, poolId };
      const result = await claimJob(db, claim, ticket, timing);
      if (result.kind === 'unfit') {
        await ticket.putBack();
        return false;
      }
      if (result.kind === 'claimed') waiter.settle(result.attemptId);
      await this.#quietly(ticket.acknowledge());
      if (result.kind === 'claimed') await this.#quietly(wakeRelay(db));
      return true;
    } catch (error) {
      await this.#quietly(ticket.putBack());
      await this.#failed(waiter, error);
      return false;
    } finally {
      waiter.busy = false;
      if (waiter.expired) waiter.settle(null);
    }
  }

  /** The decision has been taken in PostgreSQL; a ticket left behind is stale and comes back to be dropped. */
  async #quietly(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      this.parts.log.warn({ err: error }, 'a ticket could not be put away; it will be dropped when it comes back');
    }
  }

  async #failed(waiter: Waiter, error: unknown): Promise<void> {
    if (!isUniqueViolation(error)) {
      waiter.fail(error);
      return;
    }
    // The same claim came twice at once and the other call won, or the host is not as free as its agent thinks.
    const twin = constraintOf(error)?.includes('claim') === true;
    waiter.settle(twin ? ((await this.#earlier(waiter.actor, waiter.request)) ?? null) : null);
  }
}

function idleWaiter(desk: PoolDesk): Waiter | undefined {
  return [...desk.waiters].find((waiter) => !waiter.busy);
}
