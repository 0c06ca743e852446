import {
  applyForOrganization as applyForOrganizationOperation,
  approveApplication as approveApplicationOperation,
  listApplications,
  lookUpApplication,
  rejectApplication as rejectApplicationOperation,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  applicationBySecret,
  applicationsInState,
  applyForOrganization,
  approveApplication,
  hashSecret,
  rejectApplication,
} from '#libs/registry';
import { Controller, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { SIGN_IN_LIMIT } from '../http/rate-limit.js';
import { Parts } from '../parts.js';

@Controller()
export class ApplicationsController {
  constructor(private readonly parts: Parts) {}

  @Handles(applyForOrganizationOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async applyForOrganization(
    @Input() { body }: InputFor<typeof applyForOrganizationOperation>,
    @Req() request: FastifyRequest,
  ): Answer<typeof applyForOrganizationOperation> {
    return applyForOrganization(this.parts.db, body, request.id);
  }

  @Handles(lookUpApplication)
  @RouteConfig(SIGN_IN_LIMIT)
  async lookUpApplication(@Input() { body }: InputFor<typeof lookUpApplication>): Answer<typeof lookUpApplication> {
    return applicationBySecret(this.parts.db, hashSecret(body.secret));
  }

  @Handles(listApplications)
  async listApplications(@Input() { query }: InputFor<typeof listApplications>): Answer<typeof listApplications> {
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    return pageOf(
      await applicationsInState(this.parts.db, query.state, page),
      query.limit,
      ({ id }) => id,
      (application) => application,
    );
  }

  @Handles(approveApplicationOperation)
  async approveApplication(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof approveApplicationOperation>,
  ): Answer<typeof approveApplicationOperation> {
    return approveApplication({ db: this.parts.db, actor }, params.id);
  }

  @Handles(rejectApplicationOperation)
  async rejectApplication(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof rejectApplicationOperation>,
  ): Answer<typeof rejectApplicationOperation> {
    return rejectApplication({ db: this.parts.db, actor }, params.id, body.reason);
  }
}
