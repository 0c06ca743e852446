import { search as searchOperation } from '#libs/contracts';
import { searchEverything } from '#libs/certification';
import type { PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { Handles, Input, MaybePerson, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { readSearchCursor, writeSearchCursor } from './search-cursor.js';

@Controller()
export class SearchController {
  constructor(private readonly parts: Parts) {}

  @Handles(searchOperation)
  async search(
    @MaybePerson() person: PersonActor | null,
    @Input() { query }: InputFor<typeof searchOperation>,
  ): Answer<typeof searchOperation> {
    const { db, search } = this.parts;
    const listOf = <T>(value: T | T[] | undefined): T[] =>
      value === undefined ? [] : Array.isArray(value) ? value : [value];
    const question = {
      q: query.q,
      type: listOf(query.type),
      category: listOf(query.category),
      vendor: listOf(query.vendor),
    };
    const page = { after: readSearchCursor(query.cursor), limit: query.limit };
    const { next, ...found } = await searchEverything(db, search, person?.organizationId ?? null, question, page);
    return { ...found, nextCursor: writeSearchCursor(next) };
  }
}
