import { LINES_MEDIA_TYPE } from '#libs/contracts';
import { DomainError, type CellAnswer, type PersonActor } from '#libs/domain';
import { diffPolicy, policyOf, type PolicyDiffSummary, type Snapshot } from '#libs/matrix';
import { policyAt, policyByVersion, recordPolicyDiff, requireUsable } from '#libs/registry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendChunks } from '../http/send-chunks.js';
import type { Parts } from '../parts.js';
import { presentMatrix } from './present-matrix.js';

type Diff = ReturnType<typeof diffPolicy>;

/** Compares one policy at a time: each comparison looks at every cell there is, and two only take turns. */
export class PolicyDiffs {
  #isBusy = false;

  /** @throws DomainError `not-found`, `illegal-transition`, `matrix-loading`, `rate-limited` */
  async send(
    parts: Parts,
    actor: PersonActor,
    {
      version,
      limit,
      changes,
    }: { readonly version: string; readonly limit: number; readonly changes: 'all' | 'status' },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const policy = await policyByVersion(parts.db, version);
    if (policy.inForce) throw new DomainError('illegal-transition', '该策略已生效 · The policy is in force already');
    requireUsable(policy);
    const snapshot = await followingPolicy(parts);
    const wantsLines = request.headers.accept?.includes(LINES_MEDIA_TYPE) === true;
    const told = { most: wantsLines ? Infinity : limit, withOtherStatusOnly: changes === 'status' };
    const diff = diffPolicy(parts.matrix, snapshot, policyOf(policy), told, parts.stopping);
    const record = (summary: PolicyDiffSummary) => recordPolicyDiff({ db: parts.db, actor }, summary);
    // Of an answer whose head alone is asked for nothing is made, and nothing was seen.
    if (request.method === 'HEAD') {
      await reply.type(wantsLines ? LINES_MEDIA_TYPE : 'application/json; charset=utf-8').send();
      return;
    }
    this.#take();
    if (wantsLines) {
      // Also where the reader leaves before the first line.
      reply.raw.once('close', () => (this.#isBusy = false));
      sendChunks(reply, LINES_MEDIA_TYPE, lines(diff, record));
      return;
    }
    try {
      const { summary, items } = await wholeOf(diff);
      if (!reply.raw.destroyed) await reply.send({ id: await record(summary), ...summary, items });
    } finally {
      this.#isBusy = false;
    }
  }

  #take(): void {
    if (this.#isBusy) {
      throw new DomainError(
        'rate-limited',
        '正在进行另一次策略比较，请稍后重试 · Another policy is being compared; try again shortly',
      );
    }
    this.#isBusy = true;
  }
}

/** @throws DomainError `matrix-loading` while the matrix in memory still follows the policy before the one in force */
async function followingPolicy(parts: Parts): Promise<Snapshot> {
  const inForce = await policyAt(parts.db, Number.MAX_SAFE_INTEGER);
  const snapshot = presentMatrix(parts.matrix);
  if (snapshot.matrix.world.policy.version === inForce?.version) return snapshot;
  throw new DomainError(
    'matrix-loading',
    '矩阵正在切换到新生效的策略，请稍后重试 · The matrix is changing over to the policy in force; try again shortly',
  );
}

async function wholeOf(diff: Diff): Promise<{ readonly summary: PolicyDiffSummary; readonly items: object[] }> {
  const items: object[] = [];
  for (;;) {
    const next = await diff.next();
    if (next.done === true) return { summary: next.value, items };
    items.push(shown(next.value));
  }
}

const CHUNK = 64 * 1024;

/** All changes, then what the document would say without them. */
async function* lines(diff: Diff, record: (summary: PolicyDiffSummary) => Promise<string>): AsyncGenerator<Buffer> {
  let text = '';
  for (;;) {
    const next = await diff.next();
    if (next.done === true) {
      const last = { summary: { id: await record(next.value), ...next.value } };
      yield Buffer.from(`${text}${JSON.stringify(last)}\n`);
      return;
    }
    text += `${JSON.stringify(shown(next.value))}\n`;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
}

function shown({ from, to }: { readonly from: CellAnswer; readonly to: CellAnswer }): object {
  const { release, os, cpu } = from;
  return { release, os, cpu, from: sideOf(from), to: sideOf(to) };
}

function sideOf({ status, certificate, sources, path, validUntil, endsBecause, unknownBecause }: CellAnswer): object {
  return {
    status,
    certificate,
    findings: sources.map(({ id }) => id),
    path: path.map(({ findingId, ...step }) => ({ ...step, finding: findingId })),
    validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
    endsBecause,
    reason: unknownBecause?.code ?? null,
  };
}
