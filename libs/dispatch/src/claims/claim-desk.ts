import { isUniqueViolation, transaction, wake, type WakeUps } from '#libs/database';
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
import {
  assignmentOf,
  attemptOfClaim,
  offeredHosts,
  type AssignmentRow,
  type FreeHost,
} from './assignments.queries.js';
import { claimJob, type ClaimResult } from './claim-job.js';

/** Safety net under the wake-ups: pools with waiting agents are looked at this often. */
const SWEEP_MS = 1_000;
/** Tickets unfit for all who wait that one look passes over before it gives up. */
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
  /** Set while a ticket is fetched or claimed for it: one claim gets one attempt. */
  busy: boolean;
  /** Pools that had nobody else to serve while it was busy: they look again when it is not. */
  readonly wanted: Set<string>;
  /** Set while its claim is being decided: that is seen through, since its attempt may exist. */
  claiming: boolean;
  /** Its time is over, or its caller has gone. */
  expired: boolean;
  readonly settle: (attemptId: string | null) => void;
  readonly fail: (error: unknown) => void;
  /** Sends it away with nothing. A claim under way is seen through first: its attempt exists. */
  readonly giveUp: () => void;
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
    await db.query('UPDATE agents SET last_seen_at = now() WHERE id = $1', [actor.agentId]);
    // Again where it was the victim of a deadlock: a registration of the same agent locks the same hosts.
    const hosts = await transaction(db, (tx) => offeredHosts(tx, actor.agentId, request.hosts));
    // After the look at the hosts: one that is busy may be so with the attempt of this very claim.
    const earlier = await this.#earlier(actor, request);
    if (earlier !== undefined) return assignmentOf(db, earlier);
    if (this.#closed || gone.aborted) return null;
    const attemptId = await this.#wait(actor, request, hosts, waitMs, gone);
    // The same claim may have come twice at once, e.g. after its connection broke: then the other call was served.
    const granted = attemptId ?? (await this.#earlier(actor, request));
    return granted === undefined ? null : assignmentOf(db, granted);
  }

  /** Sends every waiting agent away with nothing: they come back to another process. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#sweep);
    for (const desk of [...this.#pools.values()]) {
      for (const waiter of [...desk.waiters]) waiter.giveUp();
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
        gone.removeEventListener('abort', waiter.giveUp);
        for (const { poolId } of hosts) this.#leave(poolId, waiter);
      };
      const waiter: Waiter = {
        actor,
        request,
        hosts,
        busy: false,
        wanted: new Set(),
        claiming: false,
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
        giveUp: () => {
          waiter.expired = true;
          if (!waiter.claiming) waiter.settle(null);
        },
      };
      const timer = setTimeout(waiter.giveUp, waitMs);
      gone.addEventListener('abort', waiter.giveUp, { once: true });
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
    void this.#serveUntilEmpty(poolId, desk);
  }

  async #serveUntilEmpty(poolId: string, desk: PoolDesk): Promise<void> {
    desk.serving = true;
    do {
      desk.again = false;
      // Held until the look is over: one put back at once would be the next of its band again, and hide those behind it.
      const passedOver: TakenTicket[] = [];
      while (passedOver.length < MAX_UNFIT) {
        // Somebody is reserved before a ticket is taken: one taken for nobody would have to give up its place.
        const waiter = reserve(poolId, desk);
        if (waiter === undefined) break;
        const ticket = await this.#take(desk);
        if (ticket === undefined) {
          this.#release(waiter);
          break;
        }
        const end = await this.#offer(poolId, desk, waiter, ticket);
        if (end === 'unfit') passedOver.push(ticket);
        if (end === 'untouched') await this.#quietly(ticket.returnUntouched());
      }
      for (const ticket of passedOver) await this.#quietly(ticket.putBack());
    } while (desk.again && desk.waiters.size > 0);
    // Right after the last look at `again`, without a pause between: no call to serve falls into the gap.
    desk.serving = false;
  }

  async #take(desk: PoolDesk): Promise<TakenTicket | undefined> {
    try {
      return await this.parts.queues.tickets(desk.queue).take();
    } catch (error) {
      this.parts.log.warn({ err: error, queue: desk.queue }, 'taking a ticket failed; looking again soon');
      return undefined;
    }
  }

  /**
   * Offers a ticket to the one it was taken for, then to others who wait, in turn. `unfit`: somebody could have worked, but
   * not on this job. `untouched`: nobody could work at all.
   */
  async #offer(
    poolId: string,
    desk: PoolDesk,
    first: Waiter,
    ticket: TakenTicket,
  ): Promise<'gone' | 'unfit' | 'untouched'> {
    const asked = new Set<Waiter>();
    let end: 'unfit' | 'untouched' = 'untouched';
    for (let waiter: Waiter | undefined = first; waiter !== undefined; waiter = reserve(poolId, desk, asked)) {
      asked.add(waiter);
      const result = await this.#give(poolId, waiter, ticket);
      this.#release(waiter);
      if (result === 'claimed') {
        sendTwinsAway(desk, waiter);
        await wake(this.parts.db, 'outbox', `job:${ticket.jobId}`);
      }
      if (result === 'stale' || result === 'claimed') {
        await this.#quietly(ticket.acknowledge());
        return 'gone';
      }
      if (result === 'unfit') end = 'unfit';
      if (result === 'failed') break;
    }
    return end;
  }

  /** Tries to claim the ticket's job for one waiter. Never throws: what went wrong is the waiter's to report. */
  async #give(poolId: string, waiter: Waiter, ticket: TakenTicket): Promise<ClaimResult['kind'] | 'failed'> {
    // While its ticket was fetched; the ticket goes back to where it was.
    if (waiter.expired) return 'no-host';
    const { actor, request } = waiter;
    const hostIds = waiter.hosts.map(({ id }) => id);
    const claim = { actor, claimId: request.claimId, tokenHash: request.tokenHash, hostIds, poolId };
    waiter.claiming = true;
    try {
      const result = await claimJob(this.parts.db, claim, ticket, this.parts.timing);
      if (result.kind === 'claimed') waiter.settle(result.attemptId);
      if (result.kind === 'no-host') waiter.settle(null);
      return result.kind;
    } catch (error) {
      if (!isUniqueViolation(error)) {
        waiter.fail(error);
        return 'failed';
      }
      // The same claim came twice at once and the other call won, or the host was taken at this very moment.
      waiter.settle(null);
      return 'no-host';
    } finally {
      waiter.claiming = false;
    }
  }

  /** Lets go of a waiter that was reserved. Whatever was released in its other pools meanwhile is looked at now. */
  #release(waiter: Waiter): void {
    waiter.busy = false;
    if (waiter.expired) waiter.settle(null);
    const wanted = [...waiter.wanted];
    waiter.wanted.clear();
    for (const poolId of wanted) this.#serve(poolId);
  }

  /** The decision has been taken in PostgreSQL; a ticket left behind is stale and comes back to be dropped. */
  async #quietly(step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      this.parts.log.warn({ err: error }, 'a ticket could not be put away; it will be dropped when it comes back');
    }
  }
}

/** Takes hold of one who waits and is not being served; where all are busy, each will have this pool looked at again. */
function reserve(poolId: string, desk: PoolDesk, except: ReadonlySet<Waiter> = new Set()): Waiter | undefined {
  const others = [...desk.waiters].filter((waiter) => !except.has(waiter));
  const idle = others.find((waiter) => !waiter.busy);
  if (idle === undefined) for (const waiter of others) waiter.wanted.add(poolId);
  else idle.busy = true;
  return idle;
}

/** Other calls with the claim that was just served: they ask for its attempt instead of waiting for another. */
function sendTwinsAway(desk: PoolDesk, served: Waiter): void {
  for (const twin of [...desk.waiters]) {
    const same = twin.actor.agentId === served.actor.agentId && twin.request.claimId === served.request.claimId;
    if (same && twin !== served) twin.giveUp();
  }
}
