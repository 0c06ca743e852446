import { certificateNumbersOfJobs } from '#libs/certification';
import {
  cloneAdaptationRequest,
  createAdaptationRequest,
  getAdaptationRequest,
  listAdaptationRequests,
  listTestPlans,
} from '#libs/contracts';
import {
  cloneRequest,
  jobsOfRequest,
  requestOfVendor,
  requestsOfVendor,
  submitRequest,
  testPlansInForce,
} from '#libs/dispatch';
import type { PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { showJob } from './show-job.js';

@Controller()
export class RequestsController {
  constructor(private readonly parts: Parts) {}

  @Handles(createAdaptationRequest)
  async createAdaptationRequest(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createAdaptationRequest>,
  ): Answer<typeof createAdaptationRequest> {
    const id = await submitRequest({ db: this.parts.db, actor }, body);
    return this.#request(actor, id);
  }

  @Handles(cloneAdaptationRequest)
  async cloneAdaptationRequest(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof cloneAdaptationRequest>,
  ): Answer<typeof cloneAdaptationRequest> {
    const id = await cloneRequest({ db: this.parts.db, actor }, params.id, body);
    return this.#request(actor, id);
  }

  @Handles(listAdaptationRequests)
  async listAdaptationRequests(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listAdaptationRequests>,
  ): Answer<typeof listAdaptationRequests> {
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    const rows = await requestsOfVendor(this.parts.db, actor.organizationId, page);
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (request) => request,
    );
  }

  @Handles(getAdaptationRequest)
  async getAdaptationRequest(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof getAdaptationRequest>,
  ): Answer<typeof getAdaptationRequest> {
    return this.#request(actor, params.id);
  }

  @Handles(listTestPlans)
  async listTestPlans(@Input() { query }: InputFor<typeof listTestPlans>): Answer<typeof listTestPlans> {
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    return pageOf(
      await testPlansInForce(this.parts.db, page),
      query.limit,
      ({ definition }) => definition.slug,
      ({ definition }) => definition,
    );
  }

  async #request(actor: PersonActor, id: string): Answer<typeof getAdaptationRequest> {
    const request = await requestOfVendor(this.parts.db, actor.organizationId, id);
    const jobs = await jobsOfRequest(this.parts.db, id, this.parts.timing);
    const certificates = await certificateNumbersOfJobs(
      this.parts.db,
      jobs.map((job) => job.id),
    );
    const now = new Date();
    return { ...request, jobs: jobs.map((job) => showJob(job, certificates.get(job.id), now)) };
  }
}
