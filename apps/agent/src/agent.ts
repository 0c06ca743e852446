import { DISPATCH_TIMING } from '#libs/domain';
import type { Logger } from '#libs/runtime';
import { AttemptRun } from './attempts/attempt-run.js';
import type { Workshop } from './attempts/carry-out.js';
import { DirectiveConnection } from './attempts/directive-connection.js';
import type { LeaseEvents, Timing } from './attempts/lease.js';
import { Bell } from './claims/bell.js';
import { pollForWork, type Claimed } from './claims/claim-poll.js';
import type { Membership } from './enrolment/membership.js';
import type { Host, HostRoster } from './hosts/host-roster.js';
import type { AttemptRecord, ClaimRecord, Journal } from './journal/journal.js';
import { failureOf, pauseAfter } from './server/retry.js';

export interface AgentParts {
  readonly workshop: Workshop;
  readonly journal: Journal;
  readonly roster: HostRoster;
  readonly membership: Membership;
  readonly log: Logger;
}

/** How often the server is asked for changed pools, and while it holds hosts back. */
const REFRESH_MS = 10 * 60_000;
const HELD_BACK_REFRESH_MS = 60_000;

/**
 * The agent's life: enrol, register, then keep one long poll open over all free hosts and work what is assigned.
 *
 * Registration and polls exclude each other: an attempt granted while a registration is under way would not be in it,
 * and what a registration does not name is lost.
 */
export class Agent {
  readonly #runs = new Map<string, AttemptRun>();
  readonly #work = new Set<Promise<void>>();
  readonly #signal: AbortSignal;
  #openClaims: ClaimRecord[] = [];
  #polls = 0;
  #refusals = 0;
  #draining = false;
  #nextRegistration = 0;
  #timing: Timing = DISPATCH_TIMING;
  readonly #bell = new Bell();
  readonly #directives: DirectiveConnection;

  constructor(private readonly parts: AgentParts) {
    this.#directives = new DirectiveConnection(
      parts.workshop.api,
      { onCancel: (id) => this.#runs.get(id)?.interrupt('cancelled'), onDrain: () => this.#leaseEvents.onDrain() },
      parts.log,
    );
    this.#signal = parts.workshop.stopping;
  }

  /** Runs until the agent is told to stop, then ends its attempts' work and resolves. */
  async run(): Promise<void> {
    const { journal, roster, log } = this.parts;
    this.#openClaims = await journal.openClaims();
    await this.#begin(await journal.finishedAttempts());
    this.#signal.addEventListener('abort', () => this.#bell.ring());
    while (!this.#signal.aborted) {
      if (Date.now() >= this.#nextRegistration && this.#polls === 0) await this.#register();
      else if (Date.now() < this.#nextRegistration && !this.#draining) {
        const free = roster.free();
        if (free.length > 0) this.#track(this.#poll(free));
      }
      await this.#bell.wait(Math.max(this.#nextRegistration - Date.now(), 1000));
    }
    log.info({ attempts: [...this.#runs.keys()] }, 'ending the work under way');
    for (const run of this.#runs.values()) run.interrupt('shutdown');
    await Promise.all(this.#work);
    this.#directives.hold(false);
  }

  /** First registration; results that wait on disk are reported by it and then delivered. */
  async #begin(waiting: readonly AttemptRecord[]): Promise<void> {
    const runs = waiting.map((record) => ({ record, run: this.#newRun(record, record.hostId) }));
    await this.#register();
    for (const { record, run } of runs) {
      const { result } = record;
      if (result !== undefined) this.#track(run.redeliver({ ...record, result }).finally(() => this.#ended(run)));
    }
  }

  #newRun(key: { id: string; secret: string }, hostId: string): AttemptRun {
    const { id, secret } = key;
    const run = new AttemptRun(
      this.parts.workshop,
      this.parts.journal,
      { id, secret },
      hostId,
      this.#timing,
      this.#leaseEvents,
    );
    this.#runs.set(id, run);
    this.#directives.hold(true);
    this.parts.roster.take([hostId]);
    return run;
  }

  #ended(run: AttemptRun): void {
    this.#runs.delete(run.key.id);
    this.#directives.hold(this.#runs.size > 0);
    this.parts.roster.release([run.hostId]);
    this.#bell.ring();
  }

  readonly #leaseEvents: LeaseEvents = {
    onDrain: () => {
      this.#draining = true;
      this.#nextRegistration = Math.min(this.#nextRegistration, Date.now() + HELD_BACK_REFRESH_MS);
    },
    onCredentialRefused: () => this.#registerSoon(),
  };

  #registerSoon(): void {
    this.#nextRegistration = 0;
    this.#bell.ring();
  }

  /** One long poll; on work, the whole of it. */
  async #poll(hosts: readonly Host[]): Promise<void> {
    const { journal, roster, workshop, log } = this.parts;
    const ids = hosts.map(({ id }) => id);
    roster.take(ids);
    this.#polls += 1;
    let claimed: Claimed | undefined;
    try {
      claimed = await pollForWork(
        workshop.api,
        journal,
        hosts,
        this.#openClaims.pop(),
        this.#timing.pollSeconds,
        this.#signal,
      );
      this.#refusals = 0;
    } catch (error) {
      if (!this.#signal.aborted) await this.#claimRefused(error);
    }
    const run = claimed === undefined ? undefined : this.#newRun(keyOf(claimed), claimed.assignment.hostId);
    this.#polls -= 1;
    roster.release(ids.filter((id) => id !== run?.hostId));
    this.#bell.ring();
    if (claimed === undefined || run === undefined) return;
    const host = roster.get(run.hostId);
    log.info({ attemptId: run.key.id, jobId: claimed.assignment.job.id, host: host?.name }, 'claimed');
    try {
      if (host === undefined) {
        // The next registration, which this asks for, does not name the attempt: the server gives the job away.
        await journal.forgetAttempt(run.key.id);
        this.#registerSoon();
      } else {
        await run.work(claimed.assignment, host);
      }
    } finally {
      this.#ended(run);
    }
  }

  async #claimRefused(error: unknown): Promise<void> {
    // The server has given away what an earlier life of the agent had claimed.
    if (failureOf(error) === 'gone' && this.#refusals === 0) {
      this.#refusals = 1;
      return;
    }
    this.#refusals += 1;
    this.parts.log.warn({ err: error }, 'a claim was refused; registering again');
    await pauseAfter(this.#refusals, error, this.#signal);
    this.#nextRegistration = 0;
  }

  /** Registers and does what the answer says. */
  async #register(): Promise<void> {
    const { membership, roster, log } = this.parts;
    const answer = await membership.join(() => [...this.#runs.values()].map(({ key }) => key));
    if (answer === undefined) return;
    this.#timing = answer.timing;
    for (const { id, directive } of answer.attempts) {
      if (directive === 'continue') continue;
      log.warn({ attemptId: id, directive }, 'the server does not want an attempt to go on');
      this.#runs.get(id)?.interrupt(directive === 'cancel' ? 'cancelled' : 'gone');
    }
    this.#draining = false;
    this.#nextRegistration = Date.now() + (roster.someNotReady ? HELD_BACK_REFRESH_MS : REFRESH_MS);
    this.#bell.ring();
  }

  #track(work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => this.parts.log.error({ err: error }, 'work ended badly'));
    this.#work.add(tracked);
    void tracked.finally(() => this.#work.delete(tracked));
  }
}

function keyOf({ assignment, secret }: Claimed): { id: string; secret: string } {
  return { id: assignment.attempt.id, secret };
}
