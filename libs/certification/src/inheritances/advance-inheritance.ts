import { audit, Review, row } from '#libs/database';
import {
  DomainError,
  nextInheritanceState,
  type InheritanceState,
  type PersonActor,
  type ReviewKind,
} from '#libs/domain';
import { derivableCell, type DerivableCell } from '#libs/matrix';
import { requirePlatform } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { STATE_OF_INHERITANCE } from './inheritances.queries.js';
import { issueInheritance, type ReviewedInheritance } from './issue-inheritance.js';

interface Decided {
  readonly inheritanceId: string;
  readonly kind: ReviewKind;
  readonly approve: boolean;
  readonly reason: string | null;
  /** Whether the scheme wants the OS or CPU vendor to confirm, too. */
  readonly needsPartner: boolean;
}

const NEXT_REVIEW: Partial<Record<InheritanceState, ReviewKind>> = {
  'certification-review': 'certification',
  'partner-confirmation': 'partner',
};

/**
 * Takes a proposed inheritance on after one of its reviews. What is approved has to be derived still, from the source that
 * was proposed and under the policy in force. Takes the revision head where it issues: call it last.
 *
 * @throws DomainError `illegal-transition`, `not-inheritable`
 */
export async function advanceInheritance(tx: EntityManager, actor: PersonActor, decided: Decided): Promise<void> {
  const inheritance = await row<ReviewedInheritance>(
    tx,
    `SELECT id, release_id AS "releaseId", platform_id AS "platformId", source_finding AS "sourceFinding", path,
            policy_version AS "policyVersion", scheme, ${STATE_OF_INHERITANCE} AS state FROM inheritances i WHERE id = $1 FOR UPDATE`,
    [decided.inheritanceId],
  );
  if (inheritance === undefined) throw new Error(`inheritance ${decided.inheritanceId} is gone`);
  const isPartnerNext = decided.kind === 'certification' && decided.needsPartner;
  const event = !decided.approve ? 'rejected' : isPartnerNext ? 'approved-partner-needed' : 'approved';
  const next = nextInheritanceState(inheritance.state, event);
  if (next === undefined) throw new Error(`inheritance ${inheritance.id} is ${inheritance.state} and was ${event}`);
  const derived = decided.approve ? await derivedStill(tx, actor, inheritance) : null;
  await tx.query('UPDATE inheritances SET state = $2, reason = $3 WHERE id = $1', [
    inheritance.id,
    next,
    decided.approve ? null : decided.reason,
  ]);
  await audit(tx, actor, { action: `inheritance.${next}`, subject: ['inheritance', inheritance.id] });
  const kind = NEXT_REVIEW[next];
  if (kind !== undefined) {
    await tx.insert(Review, { id: uuidv7(), inheritanceId: inheritance.id, kind, state: 'open' });
  }
  if (next === 'issued' && derived !== null) await issueInheritance(tx, actor, inheritance, derived);
}

async function derivedStill(
  tx: EntityManager,
  actor: PersonActor,
  inheritance: ReviewedInheritance,
): Promise<DerivableCell> {
  const cell = await row<{ coordinate: string; os: string; cpu: string }>(
    tx,
    `SELECT rc.coordinate, pl.os, pl.cpu FROM release_coordinates rc, platform_coordinates pl WHERE rc.id = $1 AND pl.id = $2`,
    [inheritance.releaseId, inheritance.platformId],
  );
  if (cell === undefined) throw new Error(`the cell of inheritance ${inheritance.id} is gone`);
  const release = { id: inheritance.releaseId, coordinate: cell.coordinate };
  const derived = await derivableCell(tx, actor.organizationId, release, await requirePlatform(tx, cell));
  if (derived.policy === inheritance.policyVersion && derived.source === inheritance.sourceFinding) return derived;
  throw new DomainError(
    'illegal-transition',
    '提出之后策略或来源已变更，请驳回并重新提出 · The policy or the source is another one by now: reject it and have it proposed again',
    { facts: { policy: derived.policy, proposedUnder: inheritance.policyVersion } },
  );
}
