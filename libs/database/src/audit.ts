import type { Actor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { AuditEvent } from './entities/identity.js';
import { markWritten } from './idempotent-writes.js';

/** Writes the audit row of a change, in the change's own transaction. */
export async function audit(
  tx: EntityManager,
  actor: Actor,
  event: { action: string; subject: readonly [type: string, id: string]; details?: Record<string, unknown> },
): Promise<void> {
  const [subjectType, subjectId] = event.subject;
  if (actor.kind === 'person') await markWritten(tx, actor, event.subject);
  await tx.insert(AuditEvent, {
    personId: actor.kind === 'person' ? actor.personId : null,
    membershipId: actor.kind === 'person' ? actor.membershipId : null,
    organizationId: actor.kind === 'person' ? actor.organizationId : null,
    agentId: actor.kind === 'agent' ? actor.agentId : null,
    action: event.action,
    subjectType,
    subjectId,
    details: { ...event.details, ...(actor.kind === 'system' ? { process: actor.process } : {}) } as Record<
      string,
      never
    >,
    requestId: actor.requestId,
  });
}
