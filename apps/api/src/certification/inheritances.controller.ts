import {
  inheritanceForActor,
  inheritancesPage,
  proposeInheritance as proposeInheritanceVerb,
  withdrawInheritance as withdrawInheritanceVerb,
  type InheritanceRow,
} from '#libs/certification';
import { getInheritance, listInheritances, proposeInheritance, withdrawInheritance } from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class InheritancesController {
  constructor(private readonly parts: Parts) {}

  @Handles(proposeInheritance)
  async proposeInheritance(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof proposeInheritance>,
  ): Answer<typeof proposeInheritance> {
    const proposed = { ...body, statement: body.statement ?? null };
    return shown(await proposeInheritanceVerb({ db: this.parts.db, actor }, proposed));
  }

  @Handles(listInheritances)
  async listInheritances(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listInheritances>,
  ): Answer<typeof listInheritances> {
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    return pageOf(await inheritancesPage(this.parts.db, actor, page), query.limit, ({ id }) => id, shown);
  }

  @Handles(getInheritance)
  async getInheritance(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof getInheritance>,
  ): Answer<typeof getInheritance> {
    return shown(await inheritanceForActor(this.parts.db, actor, params.id));
  }

  @Handles(withdrawInheritance)
  async withdrawInheritance(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof withdrawInheritance>,
  ): Answer<typeof withdrawInheritance> {
    const withdrawn = { id: params.id, reason: body.reason ?? null };
    return shown(await withdrawInheritanceVerb({ db: this.parts.db, actor }, withdrawn));
  }
}

function shown(inheritance: InheritanceRow) {
  return { ...inheritance, path: [...inheritance.path] };
}
