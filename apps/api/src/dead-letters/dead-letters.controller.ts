import { listDeadLetters, resolveDeadLetter as resolveDeadLetterOperation } from '#libs/contracts';
import { deadLettersPage, resolveDeadLetter } from '#libs/dispatch';
import type { PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class DeadLettersController {
  constructor(private readonly parts: Parts) {}

  @Handles(listDeadLetters)
  async listDeadLetters(@Input() { query }: InputFor<typeof listDeadLetters>): Answer<typeof listDeadLetters> {
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    const rows = await deadLettersPage(this.parts.db, query.state, page);
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (letter) => letter,
    );
  }

  @Handles(resolveDeadLetterOperation)
  async resolveDeadLetter(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof resolveDeadLetterOperation>,
  ): Answer<typeof resolveDeadLetterOperation> {
    return resolveDeadLetter(
      { db: this.parts.db, actor },
      { id: params.id, action: body.action, reason: body.reason ?? null },
    );
  }
}
