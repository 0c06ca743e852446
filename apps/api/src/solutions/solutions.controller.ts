import {
  checkSolution as checkSolutionOperation,
  createSolution as createSolutionOperation,
  getSolution,
  listSolutionPlatforms as listSolutionPlatformsOperation,
  listSolutions,
  publishSolution as publishSolutionOperation,
  resolveReleases as resolveReleasesOperation,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  checkSolution,
  createSolution,
  keyOf,
  listSolutionPlatforms,
  publishSolution,
  resolveReleases,
  solutionByName,
  solutionsPage,
  type Present,
} from '#libs/matrix';
import { requireRelease } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, MaybePerson, Person, type Answer, type InputFor } from '../http/handles.js';
import { presentMatrix } from '../matrix/present-matrix.js';
import { Parts } from '../parts.js';

@Controller()
export class SolutionsController {
  constructor(private readonly parts: Parts) {}

  @Handles(createSolutionOperation)
  async createSolution(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createSolutionOperation>,
  ): Answer<typeof createSolutionOperation> {
    return createSolution({ db: this.parts.db, actor }, body);
  }

  @Handles(listSolutions)
  async listSolutions(
    @MaybePerson() person: PersonActor | null,
    @Input() { query }: InputFor<typeof listSolutions>,
  ): Answer<typeof listSolutions> {
    const viewer = person?.organizationId ?? null;
    const release =
      query.release === undefined
        ? undefined
        : await requireRelease(this.parts.db, viewer, query.release, 'query.release');
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    const found = await solutionsPage(this.parts.db, viewer, { ...query, releaseId: release?.id }, page);
    return pageOf(
      found,
      query.limit,
      ({ id }) => id,
      (solution) => solution,
    );
  }

  @Handles(getSolution)
  async getSolution(
    @MaybePerson() person: PersonActor | null,
    @Input() { params }: InputFor<typeof getSolution>,
  ): Answer<typeof getSolution> {
    return solutionByName(this.parts.db, person?.organizationId ?? null, params);
  }

  @Handles(publishSolutionOperation)
  async publishSolution(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof publishSolutionOperation>,
  ): Answer<typeof publishSolutionOperation> {
    return publishSolution({ db: this.parts.db, actor }, params);
  }

  @Handles(checkSolutionOperation)
  async checkSolution(
    @MaybePerson() person: PersonActor | null,
    @Input() { params, query }: InputFor<typeof checkSolutionOperation>,
  ): Answer<typeof checkSolutionOperation> {
    const { answer, edges, ...rest } = await checkSolution(this.parts.db, person, {
      ...params,
      ...query,
      validAt: query.validAt === undefined ? null : new Date(query.validAt),
      knownAt: query.knownAt === undefined ? null : new Date(query.knownAt),
    });
    return {
      ...rest,
      ...answer,
      validUntil: answer.validUntil === null ? null : new Date(answer.validUntil),
      edges,
    };
  }

  @Handles(listSolutionPlatformsOperation)
  async listSolutionPlatforms(
    @MaybePerson() person: PersonActor | null,
    @Input() { params, query }: InputFor<typeof listSolutionPlatformsOperation>,
  ): Answer<typeof listSolutionPlatformsOperation> {
    const { cursor, limit, ...filter } = query;
    const page = { after: readCursor('text', cursor, ''), limit: limit + 1 };
    const { items, ...rest } = await listSolutionPlatforms(this.#present(), person, { ...params, ...filter }, page);
    return { ...rest, ...pageOf(items, limit, keyOf, (platform) => platform) };
  }

  @Handles(resolveReleasesOperation)
  async resolveReleases(
    @MaybePerson() person: PersonActor | null,
    @Input() { body }: InputFor<typeof resolveReleasesOperation>,
  ): Answer<typeof resolveReleasesOperation> {
    return resolveReleases(this.#present(), person, body);
  }

  #present(): Present {
    const { db, matrix, stopping } = this.parts;
    return { db, stopping, matrix: () => presentMatrix(matrix) };
  }
}
