import { ownersOfCertified } from '#libs/certification';
import { listAudit } from '#libs/contracts';
import { ownersOfDispatched } from '#libs/dispatch';
import { notFound, type PersonActor } from '#libs/domain';
import { ownersOfSolution } from '#libs/matrix';
import { auditPage, ownersOfRegistered } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class AuditController {
  constructor(private readonly parts: Parts) {}

  @Handles(listAudit)
  async listAudit(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listAudit>,
  ): Answer<typeof listAudit> {
    const { db } = this.parts;
    const owners = [ownersOfRegistered, ownersOfDispatched, ownersOfCertified, ownersOfSolution].map((of) =>
      of(db, query),
    );
    const isOwner = (await Promise.all(owners)).flat().includes(actor.organizationId);
    const isOperator = actor.role === 'operator';
    if (!isOperator && !isOwner) throw notFound('审计对象 · audited thing');
    const page = { after: readCursor('number', query.cursor, 0), limit: query.limit + 1 };
    return pageOf(
      await auditPage(db, query, page),
      query.limit,
      ({ id }) => id,
      ({ person, ...event }) => ({
        ...event,
        // Who decided about an organization's things is told by organization, not by name.
        person: isOperator || event.organizationId === actor.organizationId ? person : null,
      }),
    );
  }
}
