import { DomainError, evaluateCell, policyAsReviewed, type CellAnswer, type PathStep } from '#libs/domain';
import type { PlatformRow } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { cellFacts } from '../cells/cell-facts.queries.js';
import { revisionAt } from '../cells/revision-at.queries.js';

/** What a review may turn into an inheritance, by what is known now under the policy in force. */
export interface DerivableCell {
  readonly policy: string;
  /** From the source to the cell. */
  readonly path: readonly PathStep[];
  /** Number of the direct pass. */
  readonly source: number;
  readonly certificate: string;
  readonly scheme: string;
  /** Epoch ms, exclusive; null where no end is known. */
  readonly validUntil: number | null;
}

/**
 * Derives one cell as it is derived once reviewed: rules that ask for a review give what they otherwise only point to, rules
 * that may never be inherited give nothing.
 *
 * @param organizationId whose eyes the refusal is told to; what it may not see blocks all the same, without being told
 * @throws DomainError `not-inheritable` with the status of the cell and the rule that refused
 */
export async function derivableCell(
  tx: EntityManager,
  organizationId: string,
  release: { readonly id: string; readonly coordinate: string },
  platform: Pick<PlatformRow, 'osReleaseId' | 'cpuModelId'>,
): Promise<DerivableCell> {
  const known = await revisionAt(tx, null);
  const facts = await cellFacts(tx, release.id, known.revision);
  const os = facts?.osReleases.find(({ id }) => id === platform.osReleaseId);
  const cpu = facts?.cpuModels.find(({ id }) => id === platform.cpuModelId);
  if (facts === undefined || os === undefined || cpu === undefined) {
    throw new Error(`${release.coordinate} and its platform are registered but not in the facts`);
  }
  const question = {
    release: facts.release,
    secondReleaseId: null,
    os,
    cpu,
    audience: { organizationIds: [organizationId] },
    validAt: known.now.getTime(),
    knownAtRevision: known.revision,
  };
  const derived = evaluateCell(question, { ...facts, policy: policyAsReviewed(facts.policy) });
  const [step] = derived.path;
  const [source] = derived.sources;
  if (derived.status !== 'expected' || step === undefined || source === undefined || derived.scheme === null) {
    throw refused(evaluateCell(question, facts));
  }
  if (step.certificate === null) {
    throw new DomainError(
      'not-inheritable',
      `来源 ${source.id} 没有证书 · The source ${source.id} has no certificate to inherit`,
      { facts: { source: source.id } },
    );
  }
  const { scheme, validUntil, path } = derived;
  return {
    policy: facts.policy.version,
    path,
    source: source.number,
    certificate: step.certificate,
    scheme,
    validUntil,
  };
}

function refused({ status, path, unknownBecause, policy }: CellAnswer): DomainError {
  const rules = path.map(({ rule }) => rule);
  const rule = unknownBecause?.rule ?? null;
  const facts = { status, policy, rules, rule, reason: unknownBecause?.code ?? null };
  const [zh, en] =
    status === 'expected'
      ? [`规则 ${rules.join('、')} 的结论不得继承`, `What ${rules.join(', ')} derives is never inherited`]
      : status === 'unknown'
        ? [
            `现行策略不允许继承${rule === null ? '' : `（${rule}）`}`,
            `The policy in force lets nothing be inherited here${rule === null ? '' : ` (${rule})`}`,
          ]
        : [`该单元状态为 ${status}，无可继承`, `The cell is ${status}: there is nothing to inherit`];
  return new DomainError('not-inheritable', `${zh} · ${en}`, { facts });
}
