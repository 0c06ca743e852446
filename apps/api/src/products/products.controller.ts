import {
  createProduct as createProductOperation,
  dropProduct as dropProductOperation,
  getProduct,
  listProducts,
  publishProduct as publishProductOperation,
  updateProduct as updateProductOperation,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  changeDraftProduct,
  createProduct,
  dropDraftProduct,
  productByCoordinate,
  productsPage,
  publishProduct,
  releasesOfProduct,
} from '#libs/registry';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, MaybePerson, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

/** Of a product that is shown whole; the rest is had by the list of releases. */
const FIRST_RELEASES = { after: null, limit: 100 };

@Controller()
export class ProductsController {
  constructor(private readonly parts: Parts) {}

  @Handles(createProductOperation)
  async createProduct(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createProductOperation>,
  ): Answer<typeof createProductOperation> {
    return createProduct({ db: this.parts.db, actor }, body);
  }

  @Handles(listProducts)
  async listProducts(
    @MaybePerson() person: PersonActor | null,
    @Input() { query }: InputFor<typeof listProducts>,
  ): Answer<typeof listProducts> {
    const after = readCursor('uuid', query.cursor, FIRST_UUID);
    const page = { after, limit: query.limit + 1 };
    const rows = await productsPage(this.parts.db, person?.organizationId ?? null, query, page);
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (product) => product,
    );
  }

  @Handles(getProduct)
  async getProduct(
    @MaybePerson() person: PersonActor | null,
    @Input() { params }: InputFor<typeof getProduct>,
  ): Answer<typeof getProduct> {
    const viewer = person?.organizationId ?? null;
    const product = await productByCoordinate(this.parts.db, viewer, params);
    return { ...product, releases: await releasesOfProduct(this.parts.db, viewer, product.id, FIRST_RELEASES) };
  }

  @Handles(updateProductOperation)
  async updateProduct(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof updateProductOperation>,
  ): Answer<typeof updateProductOperation> {
    return changeDraftProduct({ db: this.parts.db, actor }, params, body);
  }

  @Handles(dropProductOperation)
  async dropProduct(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof dropProductOperation>,
  ): Promise<void> {
    await dropDraftProduct({ db: this.parts.db, actor }, params);
  }

  @Handles(publishProductOperation)
  async publishProduct(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof publishProductOperation>,
  ): Answer<typeof publishProductOperation> {
    return publishProduct({ db: this.parts.db, actor }, params);
  }
}
