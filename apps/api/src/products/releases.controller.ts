import {
  createBuild as createBuildOperation,
  createRelease as createReleaseOperation,
  dropRelease as dropReleaseOperation,
  getBuild,
  getRelease,
  listReleases,
  updateRelease as updateReleaseOperation,
} from '#libs/contracts';
import { notFound, type PersonActor } from '#libs/domain';
import {
  buildOfRelease,
  changeDraftRelease,
  createBuild,
  createRelease,
  dropDraftRelease,
  findRelease,
  productByCoordinate,
  releasesOfProduct,
  type ReleaseRow,
} from '#libs/registry';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, MaybePerson, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class ReleasesController {
  constructor(private readonly parts: Parts) {}

  @Handles(listReleases)
  async listReleases(
    @MaybePerson() person: PersonActor | null,
    @Input() { params, query }: InputFor<typeof listReleases>,
  ): Answer<typeof listReleases> {
    const viewer = person?.organizationId ?? null;
    const product = await productByCoordinate(this.parts.db, viewer, params);
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    return pageOf(
      await releasesOfProduct(this.parts.db, viewer, product.id, page),
      query.limit,
      ({ id }) => id,
      (release) => release,
    );
  }

  @Handles(getRelease)
  async getRelease(
    @MaybePerson() person: PersonActor | null,
    @Input() { params }: InputFor<typeof getRelease>,
  ): Answer<typeof getRelease> {
    return this.#release(person, params);
  }

  @Handles(createReleaseOperation)
  async createRelease(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof createReleaseOperation>,
  ): Answer<typeof createReleaseOperation> {
    return createRelease({ db: this.parts.db, actor }, { ...params, ...body });
  }

  @Handles(updateReleaseOperation)
  async updateRelease(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof updateReleaseOperation>,
  ): Answer<typeof updateReleaseOperation> {
    return changeDraftRelease({ db: this.parts.db, actor }, params, body);
  }

  @Handles(dropReleaseOperation)
  async dropRelease(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof dropReleaseOperation>,
  ): Promise<void> {
    await dropDraftRelease({ db: this.parts.db, actor }, params);
  }

  @Handles(createBuildOperation)
  async createBuild(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof createBuildOperation>,
  ): Answer<typeof createBuildOperation> {
    return createBuild({ db: this.parts.db, actor }, params, body);
  }

  @Handles(getBuild)
  async getBuild(
    @MaybePerson() person: PersonActor | null,
    @Input() { params }: InputFor<typeof getBuild>,
  ): Answer<typeof getBuild> {
    return buildOfRelease(this.parts.db, await this.#release(person, params), params.build);
  }

  async #release(
    person: PersonActor | null,
    params: { vendor: string; product: string; version: string },
  ): Promise<ReleaseRow> {
    const release = await findRelease(this.parts.db, person?.organizationId ?? null, params);
    if (release === undefined) throw notFound('版本 · release');
    return release;
  }
}
