import { setTimeout as delay } from 'node:timers/promises';
import type { Assignment } from '#libs/contracts';
import type { Logger } from '#libs/runtime';
import { ArtifactError, type ArtifactCache } from '../artifacts/artifact-cache.js';
import { provisionHost } from '../executors/provision-host.js';
import type { HostFacts } from '../hosts/host-facts.js';
import type { Host } from '../hosts/host-roster.js';
import { collectMachineFacts } from '../hosts/machine-facts.js';
import type { LogSpool } from '../logs/log-spool.js';
import { runPlan, type PlanOutcome } from '../plan/run-plan.js';
import type { StagedArtifact } from '../plan/step-context.js';
import type { IsolationMeans } from '../sandbox/isolation.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { AgentApi, AttemptKey } from '../server/agent-api.js';
import { backoffDelay } from '../server/backoff.js';
import { failureOf } from '../server/retry.js';
import { allAllowed, digestOfCommands, readAllowedDigests } from './allowed-digests.js';
import type { Lease } from './lease.js';

export interface Workshop {
  readonly api: AgentApi;
  readonly artifacts: ArtifactCache;
  readonly isolation: IsolationMeans;
  readonly allowedDigestsFile: string;
  readonly log: Logger;
  /** Aborts when the agent stops. */
  readonly stopping: AbortSignal;
}

export interface CarriedOut {
  readonly outcome: PlanOutcome;
  readonly facts: HostFacts;
  /** Resolves when the host may be offered again. */
  readonly provisioned: Promise<boolean>;
}

const DOWNLOAD_TRIES = 5;
/** A host that can't be cleaned must not hold back its result for longer than this. */
const CLEAN_MS = 10_000;

/** Does an attempt's work on its host: artifacts, sandbox, plan, and the host made clean. Never throws. */
export async function carryOut(
  workshop: Workshop,
  assignment: Assignment,
  host: Host,
  key: AttemptKey,
  attemptFolder: string,
  spool: LogSpool,
  lease: Lease,
): Promise<CarriedOut> {
  const { plan } = assignment;
  const { isolation } = workshop.isolation;
  const facts = { ...(await collectMachineFacts()), isolation, executor: assignment.executor, ...host.executor.facts };
  if (isolation === 'allow-listed' && !(await mayRun(workshop, assignment))) {
    return { outcome: notAllowed(assignment), facts, provisioned: Promise.resolve(true) };
  }
  let sandbox: Sandbox | undefined;
  let outcome: PlanOutcome;
  const borrowed: Assignment['artifacts'] = [];
  try {
    const artifacts: StagedArtifact[] = [];
    for (const artifact of assignment.artifacts) {
      const file = await download(workshop, key, artifact, lease);
      borrowed.push(artifact);
      artifacts.push({ file, fileName: artifact.fileName, role: artifact.role });
    }
    sandbox = await workshop.isolation.open({
      slot: host.slot,
      network: plan.network,
      limits: plan.limits,
      pipeFolder: attemptFolder,
    });
    outcome = await runPlan(plan, {
      sandbox,
      executor: host.executor,
      artifacts,
      log: spool,
      stop: lease.signal,
      onCase: (caseId) => (lease.currentCase = caseId),
    });
  } catch (error) {
    workshop.log.error({ err: error, attemptId: key.id }, 'the attempt could not be carried out');
    outcome = lease.signal.aborted ? { results: [], ended: 'cancelled' } : hostFailed(plan.cases, error);
  } finally {
    for (const artifact of borrowed) workshop.artifacts.release(artifact);
  }
  const provisioned = provisionHost(sandbox, host.slot, workshop.stopping, workshop.log);
  await Promise.race([provisioned, delay(CLEAN_MS, undefined, { ref: false })]);
  return { outcome, facts, provisioned };
}

async function download(
  { api, artifacts }: Workshop,
  key: AttemptKey,
  artifact: Assignment['artifacts'][number],
  lease: Lease,
): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await artifacts.borrow(artifact, () => api.artifact(key, artifact.sha256, lease.signal));
    } catch (error) {
      // Everything else is a connection that broke on the way.
      const hopeless = error instanceof ArtifactError || failureOf(error) === 'gone' || tries === DOWNLOAD_TRIES;
      if (hopeless || lease.signal.aborted) throw error;
      await delay(backoffDelay(tries, Math.random()), undefined, { signal: lease.signal });
    }
  }
}

async function mayRun({ allowedDigestsFile }: Workshop, { artifacts, plan }: Assignment): Promise<boolean> {
  const allowed = await readAllowedDigests(allowedDigestsFile);
  return allAllowed(artifacts, digestOfCommands(plan.cases), allowed, process.getuid?.() === 0);
}

function notAllowed({ artifacts, plan }: Assignment): PlanOutcome {
  const commands = digestOfCommands(plan.cases);
  // More would not fit into a message.
  const lines = artifacts
    .slice(0, 10)
    .map(({ sha256 }) => `${sha256} ${commands}`)
    .join('; ');
  const message = `本机无法隔离被测软件，且其摘要与命令不在运营者的许可清单中 · this host cannot isolate the software under test, and its digest with these commands is not on the operator’s allow-list: ${lines}`;
  return {
    results: plan.cases.map(({ id }) => ({ caseId: id, verdict: 'blocked', durationMs: 0, message })),
    ended: 'finished',
    message,
  };
}

function hostFailed(cases: readonly { readonly id: string }[], error: unknown): PlanOutcome {
  const why = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  const message = `测试环境故障，用例未执行 · the host failed before the cases could run: ${why}`;
  return {
    results: cases.map(({ id }, index) => ({
      caseId: id,
      verdict: index === 0 ? 'infra-error' : 'skipped',
      durationMs: 0,
      message,
    })),
    ended: 'infra-error',
    message,
  };
}
