import {
  listProductStatements,
  listStatements,
  stateProduct as stateProductOperation,
  stateRelease as stateReleaseOperation,
} from '#libs/contracts';
import { notFound, type PersonActor } from '#libs/domain';
import {
  findRelease,
  productByCoordinate,
  productStatementsPage,
  stateProduct,
  stateRelease,
  statementsPage,
} from '#libs/registry';
import { Controller } from '@nestjs/common';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, MaybePerson, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class StatementsController {
  constructor(private readonly parts: Parts) {}

  @Handles(stateReleaseOperation)
  async stateRelease(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof stateReleaseOperation>,
  ): Answer<typeof stateReleaseOperation> {
    return stateRelease({ db: this.parts.db, actor }, params, body);
  }

  @Handles(stateProductOperation)
  async stateProduct(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof stateProductOperation>,
  ): Answer<typeof stateProductOperation> {
    return stateProduct({ db: this.parts.db, actor }, params, body);
  }

  @Handles(listProductStatements)
  async listProductStatements(
    @MaybePerson() person: PersonActor | null,
    @Input() { params, query }: InputFor<typeof listProductStatements>,
  ): Answer<typeof listProductStatements> {
    const product = await productByCoordinate(this.parts.db, person?.organizationId ?? null, params);
    const page = { after: readCursor('number', query.cursor, 0), limit: query.limit + 1 };
    return pageOf(
      await productStatementsPage(this.parts.db, product.id, page),
      query.limit,
      ({ revision }) => revision,
      (statement) => statement,
    );
  }

  @Handles(listStatements)
  async listStatements(
    @MaybePerson() person: PersonActor | null,
    @Input() { params, query }: InputFor<typeof listStatements>,
  ): Answer<typeof listStatements> {
    const release = await findRelease(this.parts.db, person?.organizationId ?? null, params);
    if (release === undefined) throw notFound('版本 · release');
    const page = { after: readCursor('number', query.cursor, 0), limit: query.limit + 1 };
    const rows = await statementsPage(this.parts.db, release.id, page);
    return pageOf(
      rows,
      query.limit,
      ({ revision }) => revision,
      (statement) => statement,
    );
  }
}
