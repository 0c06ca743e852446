import { addToOutbox, audit, rows, transaction, wakeRelay, type Context } from '#libs/database';
import { DomainError, notFound, type PersonActor } from '#libs/domain';
import { visibleImport, type ShownImport } from './imports.queries.js';

export interface ImportConfirmation {
  /** Of the dry run that was seen. */
  readonly digest: string;
  /** Leave refused rows out; without, an import that has some is not applied. */
  readonly acceptedOnly: boolean;
}

/**
 * Has an import applied as its dry run said.
 *
 * @throws DomainError `not-found` · `illegal-transition` for one that was not checked, that would change nothing, or that has
 * refused rows · `import-moved` for another digest than the last dry run's
 */
export async function confirmImport(
  { db, actor }: Context<PersonActor>,
  id: string,
  { digest, acceptedOnly }: ImportConfirmation,
): Promise<void> {
  await transaction(db, async (tx) => {
    const found = await visibleImport(tx, actor, id);
    if (found === undefined) throw notFound('导入 · import');
    refuseForeign(actor, found);
    if (found.state !== 'checked') throw wrongState(found.state);
    if (found.digest !== digest) throw importMoved(found.digest);
    const { create = 0, change = 0, refused = 0 } = found.counts;
    if (refused > 0 && !acceptedOnly) {
      throw new DomainError(
        'illegal-transition',
        `有 ${refused} 行被拒，请更正，或注明只导入其余行 · ${refused} rows are refused: mend them, or say that only the others are to be imported`,
        { fields: [{ path: 'acceptedOnly', code: 'refused-rows', message: `${refused} rows are refused` }] },
      );
    }
    if (create + change === 0) {
      throw new DomainError('illegal-transition', '没有可导入的变更 · The import would change nothing');
    }
    // Two confirming at once: the state lets one of them win.
    const confirmed = await rows<{ id: string }>(
      tx,
      `UPDATE imports SET state = 'confirmed', accepted_only = $2, person_id = $3, membership_id = $4, role = $5, problem = NULL
        WHERE id = $1 AND state = 'checked' AND digest = $6 RETURNING id`,
      [id, acceptedOnly, actor.personId, actor.membershipId, found.role, digest],
    );
    if (confirmed.length === 0) throw wrongState('confirmed');
    await audit(tx, actor, { action: 'import.confirm', subject: ['import', id], details: { digest, acceptedOnly } });
    await addToOutbox(tx, [{ queue: 'run-import', payload: { importId: id, step: 'apply' } }]);
  });
  await wakeRelay(db);
}

/** Operators look at everybody's imports; what is done with one is its own organization's. */
export function refuseForeign(actor: PersonActor, { organization }: ShownImport): void {
  if (organization === actor.organizationSlug) return;
  throw new DomainError('forbidden', '仅导入机构可操作 · Only the organization that imports does this');
}

export function wrongState(state: string): DomainError {
  return new DomainError('illegal-transition', `导入的状态为 ${state} · The import is ${state}`, { facts: { state } });
}

function importMoved(digest: string | null): DomainError {
  return new DomainError(
    'import-moved',
    '试算结果已不同，请重新查看 · The dry run says something else by now: look at it again',
    { facts: { digest } },
  );
}
