import { checkCell as checkCellOperation } from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import { checkCell } from '#libs/matrix';
import { Controller } from '@nestjs/common';
import { Handles, Input, MaybePerson, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class MatrixController {
  constructor(private readonly parts: Parts) {}

  @Handles(checkCellOperation)
  async checkCell(
    @MaybePerson() person: PersonActor | null,
    @Input() { query }: InputFor<typeof checkCellOperation>,
  ): Answer<typeof checkCellOperation> {
    const cell = await checkCell(this.parts.db, person, {
      ...query,
      validAt: query.validAt === undefined ? null : new Date(query.validAt),
      knownAt: query.knownAt === undefined ? null : new Date(query.knownAt),
    });
    const { answer } = cell;
    return {
      ...answer,
      ...(query.with === undefined ? {} : { with: query.with }),
      validUntil: answer.validUntil === null ? null : new Date(answer.validUntil),
      validAt: new Date(answer.validAt),
      findings: answer.sources.map(({ id }) => id),
      path: answer.path.map(({ findingId, ...step }) => ({ ...step, finding: findingId })),
      declaredBy: cell.declaredBy,
      knownAt: cell.knownAt,
      revision: answer.knownAtRevision,
      explanation: cell.explanation,
    };
  }
}
