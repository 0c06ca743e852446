import { setTimeout as delay } from 'node:timers/promises';
import { DISPATCH_TIMING } from '#libs/domain';
import { SettingsError, type Logger } from '#libs/runtime';
import { AttemptRun } from './attempts/attempt-run.js';
import type { Workshop } from './attempts/carry-out.js';
import { DirectiveConnection } from './attempts/directive-connection.js';
import type { LeaseEvents, Timing } from './attempts/lease.js';
import { pollForWork, type Claimed } from './claims/claim-poll.js';
import type { CredentialStore, StoredCredential } from './enrolment/credential-store.js';
import { enrol } from './enrolment/enrol.js';
import type { Host, HostRoster } from './hosts/host-roster.js';
import { register, type RegistrationOptions } from './hosts/registration.js';
import type { AttemptRecord, ClaimRecord, Journal } from './journal/journal.js';
import { backoffDelay } from './server/backoff.js';
import { failureOf, retryAfterOf } from './server/retry.js';

export interface AgentParts {
  readonly workshop: Workshop;
  readonly journal: Journal;
  readonly roster: HostRoster;
  readonly registration: RegistrationOptions;
  readonly credentials: CredentialStore;
  /** Holds what `workshop.api` authenticates with. */
  readonly identity: { current: StoredCredential | undefined };
  readonly enrolmentToken: string | undefined;
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
  #token: string | undefined;
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
    this.#token = parts.enrolmentToken;
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
    if (host === undefined) {
      // The next registration, which this asks for, does not name the attempt: the server gives the job away.
      await journal.forgetAttempt(run.key.id);
      this.#registerSoon();
    } else {
      await run.work(claimed.assignment, host);
    }
    this.#ended(run);
  }

  async #claimRefused(error: unknown): Promise<void> {
    // The server has given away what an earlier life of the agent had claimed.
    if (failureOf(error) === 'gone' && this.#refusals === 0) {
      this.#refusals = 1;
      return;
    }
    this.#refusals += 1;
    this.parts.log.warn({ err: error }, 'a claim was refused; registering again');
    await this.#pause(this.#refusals, error);
    this.#nextRegistration = 0;
  }

  /** Registers, however long it takes; enrols before where there is no credential or it is refused. */
  async #register(): Promise<void> {
    for (let failures = 1; !this.#signal.aborted; failures++) {
      try {
        await this.#registerOnce();
        this.#bell.ring();
        return;
      } catch (error) {
        if (error instanceof SettingsError) throw error;
        if (this.#signal.aborted) return;
        if (failureOf(error) === 'credential' && this.#token !== undefined) this.parts.identity.current = undefined;
        else this.parts.log.error({ err: error }, 'registration failed; trying again');
        await this.#pause(failures, error);
      }
    }
  }

  async #registerOnce(): Promise<void> {
    const { registration, credentials, identity, log } = this.parts;
    const known = identity.current ?? (await this.#enrol());
    const held = [...this.#runs.values()].map(({ key }) => key);
    const answer = await register(registration, known.pools, held, this.#signal);
    this.#timing = answer.timing;
    if (JSON.stringify(answer.pools) !== JSON.stringify(known.pools)) {
      identity.current = { ...known, pools: answer.pools };
      await credentials.save(identity.current);
    }
    for (const { id, directive } of answer.attempts) {
      if (directive === 'continue') continue;
      log.warn({ attemptId: id, directive }, 'the server does not want an attempt to go on');
      this.#runs.get(id)?.interrupt(directive === 'cancel' ? 'cancelled' : 'gone');
    }
    if (answer.hosts.length === 0) log.warn({ pools: answer.pools }, 'this machine can serve none of its pools');
    this.#draining = false;
    const heldBack = registration.roster.someNotReady;
    this.#nextRegistration = Date.now() + (heldBack ? HELD_BACK_REFRESH_MS : REFRESH_MS);
  }

  async #enrol(): Promise<StoredCredential> {
    const { workshop, credentials, identity, registration, log } = this.parts;
    if (this.#token === undefined) {
      throw new SettingsError(
        '代理尚未注册，请设置 SHIPEI_AGENT_ENROLMENT_TOKEN · The agent is not enrolled; set SHIPEI_AGENT_ENROLMENT_TOKEN to a token that the sub-center’s operator made',
      );
    }
    const agent = { token: this.#token, name: registration.agentName, version: registration.version };
    identity.current = await enrol(workshop.api, credentials, agent, this.#signal, log);
    // It works once; a credential that is refused later needs the operator.
    this.#token = undefined;
    return identity.current;
  }

  #track(work: Promise<void>): void {
    const tracked = work.catch((error: unknown) => this.parts.log.error({ err: error }, 'work ended badly'));
    this.#work.add(tracked);
    void tracked.finally(() => this.#work.delete(tracked));
  }

  async #pause(failures: number, error: unknown): Promise<void> {
    const milliseconds = backoffDelay(failures, Math.random(), retryAfterOf(error));
    await delay(milliseconds, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}

/** Lets a loop sleep until something may have changed; a ring while it is busy is not lost. */
class Bell {
  #rung = false;
  #awaken: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#awaken?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#awaken = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
      clearTimeout(timer);
      this.#awaken = undefined;
    }
    this.#rung = false;
  }
}

function keyOf({ assignment, secret }: Claimed): { id: string; secret: string } {
  return { id: assignment.attempt.id, secret };
}
