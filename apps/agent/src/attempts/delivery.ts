import path from 'node:path';
import { ProblemError } from '#libs/client';
import type { Logger } from '#libs/runtime';
import type { AttemptRecord, FinishedResult } from '../journal/journal.js';
import { evidenceFolder } from './evidence.js';
import type { AgentApi } from '../server/agent-api.js';
import { failureOf, pauseAfter, retryTransient } from '../server/retry.js';

/** About a minute, with the pauses in between. */
const TRIES = 8;

/** Refusals of one upload or completion that another try may mend: bytes were damaged or lost on the way. */
const MENDABLE = new Set(['digest-mismatch', 'upload-truncated', 'upload-offset-mismatch', 'evidence-missing']);

/**
 * Delivers a finished result: evidence first, then the completion that names it. Goes on through every outage.
 *
 * @throws ProblemError when the server refuses it, for good where {@link isFinal} says so; the signal's reason when aborted
 */
export async function deliver(
  api: AgentApi,
  folder: string,
  record: AttemptRecord & { readonly result: FinishedResult },
  signal: AbortSignal,
  log: Logger,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      for (const evidence of record.result.evidence) await putEvidence(api, folder, record, evidence, signal);
      await retryTransient(() => api.complete(record, record.result.completion, signal), signal);
      return;
    } catch (error) {
      const mendable = error instanceof ProblemError && MENDABLE.has(error.code);
      if (!mendable || tries === TRIES) throw error;
      log.warn({ err: error, attemptId: record.id }, 'delivering the result again');
      await pauseAfter(tries, error, signal);
      signal.throwIfAborted();
    }
  }
}

/** Whether the service itself has said that it will never take this result; everything else may pass. */
export function isFinal(error: unknown): boolean {
  if (!(error instanceof ProblemError) || MENDABLE.has(error.code)) return false;
  const failure = failureOf(error);
  return failure === 'gone' || failure === 'refused';
}

async function putEvidence(
  api: AgentApi,
  folder: string,
  record: AttemptRecord,
  evidence: FinishedResult['evidence'][number],
  signal: AbortSignal,
): Promise<void> {
  const file = path.join(evidenceFolder(folder), evidence.name);
  try {
    await retryTransient(() => api.putEvidence(record, { ...evidence, file }, signal), signal);
  } catch (error) {
    // The answer to an earlier try was lost.
    if (!(error instanceof ProblemError && error.code === 'already-exists')) throw error;
  }
}
