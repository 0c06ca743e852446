import { addToOutbox, audit, closeDeadLetter, transaction, wakeRelay, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { deadLetterById, type DeadLetterRow } from './dead-letters.queries.js';

/**
 * Closes a dead letter, and with `retry` has its work done again. Until then nobody repeats that work; afterwards the
 * upkeep does again, where a job still waits for it.
 *
 * @throws DomainError `not-found`, `illegal-transition` for one that is closed already
 */
export async function resolveDeadLetter(
  { db, actor }: Context<PersonActor>,
  input: { id: string; action: 'retry' | 'dismiss'; reason: string | null },
): Promise<DeadLetterRow> {
  const resolved = await transaction(db, async (tx) => {
    const { queue } = await deadLetterById(tx, input.id);
    const work = await closeDeadLetter(tx, input.id);
    if (work === undefined) {
      throw new DomainError('illegal-transition', '该死信已处理 · This dead letter has been dealt with already', {
        facts: { state: 'resolved' },
      });
    }
    if (input.action === 'retry') await addToOutbox(tx, [work]);
    await audit(tx, actor, {
      action: `dead-letter.${input.action}`,
      subject: ['dead-letter', input.id],
      details: { queue, reason: input.reason },
    });
    return deadLetterById(tx, input.id);
  });
  await wakeRelay(db);
  return resolved;
}
