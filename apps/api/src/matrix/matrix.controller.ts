import { checkCell as checkCellOperation } from '#libs/contracts';
import { documentOf, type PersonActor } from '#libs/domain';
import { checkCell } from '#libs/matrix';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown, keepAnswer, weakTag } from '../http/etag.js';
import { Handles, Input, MaybePerson, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class MatrixController {
  constructor(private readonly parts: Parts) {}

  @Handles(checkCellOperation)
  async checkCell(
    @MaybePerson() person: PersonActor | null,
    @Input() { query }: InputFor<typeof checkCellOperation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Awaited<Answer<typeof checkCellOperation>> | undefined> {
    const cell = await checkCell(this.parts.db, person, {
      ...query,
      validAt: query.validAt === undefined ? null : new Date(query.validAt),
      knownAt: query.knownAt === undefined ? null : new Date(query.knownAt),
    });
    const { answer } = cell;
    // All but the moments: an answer that says the same a second later is the same answer.
    const restsOn = { ...answer, validAt: 0, declaredBy: cell.declaredBy, explanation: cell.explanation };
    const tag = weakTag(answer.knownAtRevision, JSON.stringify(restsOn));
    keepAnswer(request, reply, tag);
    if (isKnown(request, tag)) {
      void reply.status(304);
      return undefined;
    }
    return { ...documentOf(cell), ...(query.with === undefined ? {} : { with: query.with }) };
  }
}
