import { setTimeout as delay } from 'node:timers/promises';
import type { Assignment } from '#libs/contracts';
import type { Host } from '../hosts/host-roster.js';
import type { ClaimRecord, Journal } from '../journal/journal.js';
import type { AgentApi } from '../server/agent-api.js';
import { retryTransient } from '../server/retry.js';

/** So that a lab's agents don't ask in step. */
const JITTER_MS = 500;

export interface Claimed {
  readonly assignment: Assignment;
  readonly secret: string;
}

/**
 * One long poll for work on some hosts. Its ids are on disk before the server hears of them, and every retry after a
 * lost answer uses them again: the server then answers with the same attempt.
 *
 * @param earlier a claim left open by an earlier life of the agent, asked again
 * @returns what was assigned, journalled; undefined when there was nothing
 * @throws what the server refused the claim with
 */
export async function pollForWork(
  api: AgentApi,
  journal: Journal,
  hosts: readonly Host[],
  earlier: ClaimRecord | undefined,
  waitSeconds: number,
  signal: AbortSignal,
): Promise<Claimed | undefined> {
  const claim = earlier ?? (await journal.newClaim());
  const request = { ...claim, hosts: hosts.map(({ id }) => id) };
  const poll = (): Promise<Assignment | undefined> => api.claim(request, waitSeconds, signal);
  const retryUnlessRefused = retryTransient(poll, signal, { credentialMayReturn: false });
  let assignment: Assignment | undefined;
  try {
    assignment = await retryUnlessRefused;
  } catch (error) {
    // An aborted poll may have been granted: its ids stay for the next life.
    if (!signal.aborted) await journal.dropClaim(claim);
    throw error;
  }
  if (assignment !== undefined) {
    await journal.saveAttempt({ id: assignment.attempt.id, secret: claim.secret, hostId: assignment.hostId });
  }
  await journal.dropClaim(claim);
  if (assignment !== undefined) return { assignment, secret: claim.secret };
  await delay(Math.random() * JITTER_MS, undefined, { signal });
  return undefined;
}
