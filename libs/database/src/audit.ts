import type { Actor, PersonActor } from '#libs/domain';
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

export interface AuditEntry {
  readonly action: string;
  readonly subject: readonly [type: string, id: string];
  readonly details: Readonly<Record<string, unknown>>;
}

/** Writes many audit rows of one person's change at once. */
export async function auditMany(tx: EntityManager, actor: PersonActor, events: readonly AuditEntry[]): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  await markWritten(tx, actor, first.subject);
  await tx.query(
    `INSERT INTO audit_events (person_id, membership_id, organization_id, action, subject_type, subject_id, details, request_id)
     SELECT $1, $2, $3, e.action, e.type, e.id, e.details, $4
       FROM jsonb_to_recordset($5::jsonb) AS e(action text, type text, id text, details jsonb)`,
    [
      actor.personId,
      actor.membershipId,
      actor.organizationId,
      actor.requestId,
      JSON.stringify(events.map(({ action, subject: [type, id], details }) => ({ action, type, id, details }))),
    ],
  );
}
