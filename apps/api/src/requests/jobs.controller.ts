import { certificateNumbersOfJobs } from '#libs/certification';
import { cancelJob as cancelJobOperation, getEvidence, getJob, getJobLog, listJobs } from '#libs/contracts';
import { attemptsOfJob, cancelJob, evidenceOfJob, jobForViewer, jobsPage } from '#libs/dispatch';
import { isFinalJobState, type PersonActor } from '#libs/domain';
import { Controller, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { StreamPlaces } from '../http/stream-places.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { showJob } from './show-job.js';
import { streamJobLog } from './stream-job-log.js';

@Controller()
export class JobsController {
  readonly #streams = new StreamPlaces();

  constructor(private readonly parts: Parts) {}

  @Handles(listJobs)
  async listJobs(@Person() actor: PersonActor, @Input() { query }: InputFor<typeof listJobs>): Answer<typeof listJobs> {
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    const rows = await jobsPage(this.parts.db, actor, { state: query.state }, page, this.parts.timing);
    const certificates = await certificateNumbersOfJobs(
      this.parts.db,
      rows.map((job) => job.id),
    );
    const now = new Date();
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (job) => showJob(job, certificates.get(job.id), now),
    );
  }

  @Handles(getJob)
  async getJob(@Person() actor: PersonActor, @Input() { params }: InputFor<typeof getJob>): Answer<typeof getJob> {
    return this.#job(actor, params.id);
  }

  @Handles(getJobLog)
  async getJobLog(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof getJobLog>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isOver = async (): Promise<boolean> =>
      isFinalJobState((await jobForViewer(this.parts.db, actor, params.id, this.parts.timing)).state);
    await isOver();
    const leave = this.#streams.take(actor.membershipId);
    try {
      await streamJobLog(this.parts, request, reply, { jobId: params.id, follow: query.follow === 'true', isOver });
    } finally {
      leave();
    }
  }

  @Handles(cancelJobOperation)
  async cancelJob(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof cancelJobOperation>,
  ): Answer<typeof cancelJobOperation> {
    await cancelJob({ db: this.parts.db, actor }, params.id, body.reason ?? null);
    return this.#job(actor, params.id);
  }

  @Handles(getEvidence)
  async getEvidence(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof getEvidence>,
  ): Promise<StreamableFile> {
    const job = await jobForViewer(this.parts.db, actor, params.id, this.parts.timing);
    const piece = await evidenceOfJob(this.parts.db, job.id, params.number, params.name);
    // Always a download of opaque bytes: evidence is written by machines that ran vendors' code.
    return new StreamableFile(await this.parts.store.read(piece.sha256), {
      type: 'application/octet-stream',
      disposition: 'attachment',
      length: piece.size,
    });
  }

  async #job(actor: PersonActor, id: string): Answer<typeof getJob> {
    const job = await jobForViewer(this.parts.db, actor, id, this.parts.timing);
    const attempts = await attemptsOfJob(this.parts.db, id);
    const certificates = await certificateNumbersOfJobs(this.parts.db, [id]);
    return { ...showJob(job, certificates.get(id), new Date()), attempts };
  }
}
