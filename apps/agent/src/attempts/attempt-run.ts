import { setTimeout as delay } from 'node:timers/promises';
import type { Assignment } from '#libs/contracts';
import type { Host } from '../hosts/host-roster.js';
import type { AttemptRecord, FinishedResult, Journal } from '../journal/journal.js';
import { LogSender } from '../logs/log-sender.js';
import { LogSpool } from '../logs/log-spool.js';
import type { AttemptKey } from '../server/agent-api.js';
import { failureOf } from '../server/retry.js';
import { carryOut, type CarriedOut, type Workshop } from './carry-out.js';
import { deliver, isFinal } from './delivery.js';
import { writeEvidence } from './evidence.js';
import { Lease, type LeaseEvents, type Timing } from './lease.js';

type FinishedRecord = AttemptRecord & { readonly result: FinishedResult };

/** The server waits only so long for the acknowledgement of a cancel; the log's last lines are not worth more. */
const CANCELLED_LOG_MS = 2000;

/** One attempt in this agent's hands, from its claim to the delivery of its result. */
export class AttemptRun {
  readonly #lease: Lease;
  readonly #folder: string;
  /** Whether a result of it is in the journal. */
  #saved = false;

  constructor(
    private readonly workshop: Workshop,
    private readonly journal: Journal,
    readonly key: AttemptKey,
    readonly hostId: string,
    timing: Timing,
    events: LeaseEvents,
  ) {
    this.#lease = new Lease(workshop.api, key, timing, events, workshop.log);
    this.#folder = journal.attemptFolder(key.id);
  }

  interrupt(reason: 'cancelled' | 'gone' | 'shutdown'): void {
    this.#lease.interrupt(reason);
  }

  /** Works an attempt that was just claimed and journalled. Resolves when its host may be offered again. */
  async work(assignment: Assignment, host: Host): Promise<void> {
    const { log } = this.workshop;
    if (!(await this.#lease.confirm())) {
      log.warn({ attemptId: this.key.id }, 'the claim could not be confirmed; the run is not started');
      this.#lease.end();
      await this.journal.forgetAttempt(this.key.id);
      return;
    }
    let provisioned: Promise<boolean> | undefined;
    const work = async (spool: LogSpool, sender: LogSender): Promise<void> => {
      const startedAt = new Date().toISOString();
      spool.append(
        'agent',
        `# ${assignment.job.release} @ ${assignment.job.os} + ${assignment.job.cpu}, ${host.name}\n`,
      );
      const carried = await carryOut(this.workshop, assignment, host, this.key, this.#folder, spool, this.#lease);
      provisioned = carried.provisioned;
      if (this.#lease.over.aborted) return;
      const record = await this.#record(assignment, host, startedAt, carried, spool);
      await this.#deliver(record, sender);
    };
    try {
      await this.#withLog(work);
    } finally {
      if ((await provisioned) === false) log.warn({ host: host.name }, 'the agent stops with a host that is not clean');
    }
  }

  /** Delivers a result that an earlier life of the agent left on disk. */
  async redeliver(record: FinishedRecord): Promise<void> {
    this.#saved = true;
    await this.#withLog((_spool, sender) => this.#deliver(record, sender));
  }

  /**
   * Keeps lease and log going around `work`. Clears the attempt away afterwards, unless its result waits for a next
   * life: the agent stops, or nobody has taken or finally refused it.
   */
  async #withLog(work: (spool: LogSpool, sender: LogSender) => Promise<void>): Promise<void> {
    const { api, log } = this.workshop;
    const keeping = this.#lease.keep();
    let spool: LogSpool | undefined;
    let sender: LogSender | undefined;
    let settled = false;
    try {
      spool = new LogSpool(this.#folder);
      sender = new LogSender(api, this.key, spool, log);
      await work(spool, sender);
      settled = true;
    } catch (error) {
      settled = this.#lease.interruption === 'gone' || isFinal(error);
      if (!this.#lease.over.aborted)
        log.error({ err: error, attemptId: this.key.id }, 'the result could not be delivered');
    } finally {
      const kept = this.#lease.interruption === 'shutdown' || (this.#saved && !settled);
      this.#lease.end();
      spool?.flush();
      await sender?.abandon();
      await keeping;
      if (!kept) await this.journal.forgetAttempt(this.key.id);
    }
  }

  /** The result in the journal. Where the disk takes no evidence the attempt counts for nothing: it runs again elsewhere. */
  async #record(
    assignment: Assignment,
    host: Host,
    startedAt: string,
    carried: CarriedOut,
    spool: LogSpool,
  ): Promise<FinishedRecord> {
    const key = { ...this.key, hostId: this.hostId };
    try {
      const record = { ...key, result: await this.#resultOf(assignment, host, startedAt, carried, spool) };
      await this.journal.saveAttempt(record);
      this.#saved = true;
      return record;
    } catch (error) {
      this.workshop.log.error({ err: error, attemptId: key.id }, 'the result could not be written');
      const ended = carried.outcome.ended === 'cancelled' ? 'cancelled' : 'infra-error';
      const message =
        carried.outcome.message ?? `结果无法写入磁盘 · the result could not be written to disk: ${String(error)}`;
      const completion = { ...this.#completionOf(carried), ended, message: message.slice(0, 2000) } as const;
      return { ...key, result: { evidence: [], completion } };
    }
  }

  #completionOf({ outcome, facts }: CarriedOut): FinishedResult['completion'] {
    return {
      results: [...outcome.results],
      evidence: [],
      hostFacts: facts,
      isolation: this.workshop.isolation.isolation,
      ended: outcome.ended,
      ...(outcome.message === undefined ? {} : { message: outcome.message }),
    };
  }

  async #resultOf(
    assignment: Assignment,
    host: Host,
    startedAt: string,
    carried: CarriedOut,
    spool: LogSpool,
  ): Promise<FinishedResult> {
    const { outcome, facts } = carried;
    const { isolation } = this.workshop.isolation;
    const completion = this.#completionOf(carried);
    if (outcome.ended === 'cancelled') return { evidence: [], completion };
    const { attempt, job, plan, artifacts, executor } = assignment;
    const result = {
      attempt: { id: attempt.id, number: attempt.number },
      job,
      plan: { slug: plan.slug, version: plan.version },
      host: { name: host.name, pool: host.pool },
      executor,
      isolation,
      artifacts,
      startedAt,
      endedAt: new Date().toISOString(),
      ...outcome,
    };
    const evidence = await writeEvidence(this.#folder, result, facts, spool);
    return { evidence, completion: { ...completion, evidence: evidence.map(({ name }) => name) } };
  }

  async #deliver(record: FinishedRecord, sender: LogSender): Promise<void> {
    const { api, log } = this.workshop;
    const { over, signal } = this.#lease;
    if (record.result.completion.ended !== 'cancelled') {
      try {
        await untilAborted(sender.finish(), signal);
        await deliver(api, this.#folder, record, signal, log);
        return;
      } catch (error) {
        if (over.aborted || this.#lease.interruption !== 'cancelled' || failureOf(error) === 'gone') throw error;
      }
    }
    await Promise.race([sender.finish(), delay(CANCELLED_LOG_MS, undefined, { ref: false })]);
    const completion = { ...record.result.completion, ended: 'cancelled' as const, evidence: [] };
    await deliver(api, this.#folder, { ...record, result: { evidence: [], completion } }, over, log);
  }
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const done = new AbortController();
  try {
    return await Promise.race([
      work,
      new Promise<never>((_resolve, reject) => {
        // `signal` is the lease's: its reason is always an AbortError.
        signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: done.signal });
      }),
    ]);
  } finally {
    done.abort();
  }
}
