import {
  createCenter as createCenterOperation,
  createEnrolmentToken as createEnrolmentTokenOperation,
  createPool as createPoolOperation,
  listAgents,
  listCenters,
  listHosts,
  listPools,
  revokeAgent as revokeAgentOperation,
  updateHost as updateHostOperation,
} from '#libs/contracts';
import {
  agentsOfCenter,
  centerOfOrganization,
  centersPage,
  createCenter,
  createEnrolmentToken,
  createPool,
  hostsOfCenter,
  poolsOfCenter,
  revokeAgent,
  updateHost,
} from '#libs/dispatch';
import type { PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class CentersController {
  constructor(private readonly parts: Parts) {}

  @Handles(createCenterOperation)
  async createCenter(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createCenterOperation>,
  ): Answer<typeof createCenterOperation> {
    return createCenter({ db: this.parts.db, actor }, body);
  }

  @Handles(listCenters)
  async listCenters(@Input() { query }: InputFor<typeof listCenters>): Answer<typeof listCenters> {
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    return pageOf(
      await centersPage(this.parts.db, page),
      query.limit,
      ({ code }) => code,
      (center) => center,
    );
  }

  @Handles(createPoolOperation)
  async createPool(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof createPoolOperation>,
  ): Answer<typeof createPoolOperation> {
    return createPool({ db: this.parts.db, actor }, { center: params.code, ...body }, this.parts.timing);
  }

  @Handles(listPools)
  async listPools(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listPools>,
  ): Answer<typeof listPools> {
    const center = await centerOfOrganization(this.parts.db, params.code, actor.organizationId);
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    return pageOf(
      await poolsOfCenter(this.parts.db, center.id, this.parts.timing.leaseSeconds, page),
      query.limit,
      ({ slug }) => slug,
      (pool) => pool,
    );
  }

  @Handles(createEnrolmentTokenOperation)
  async createEnrolmentToken(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof createEnrolmentTokenOperation>,
  ): Answer<typeof createEnrolmentTokenOperation> {
    return createEnrolmentToken(
      { db: this.parts.db, actor },
      { center: params.code, pools: body.pools, validForSeconds: body.validFor },
    );
  }

  @Handles(listAgents)
  async listAgents(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listAgents>,
  ): Answer<typeof listAgents> {
    const center = await centerOfOrganization(this.parts.db, params.code, actor.organizationId);
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    return pageOf(
      await agentsOfCenter(this.parts.db, center.id, page),
      query.limit,
      ({ id }) => id,
      (agent) => agent,
    );
  }

  @Handles(revokeAgentOperation)
  async revokeAgent(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof revokeAgentOperation>,
  ): Answer<typeof revokeAgentOperation> {
    return revokeAgent({ db: this.parts.db, actor }, { center: params.code, agentId: params.id });
  }

  @Handles(listHosts)
  async listHosts(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listHosts>,
  ): Answer<typeof listHosts> {
    const center = await centerOfOrganization(this.parts.db, params.code, actor.organizationId);
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    return pageOf(
      await hostsOfCenter(this.parts.db, center.id, this.parts.timing.leaseSeconds, page),
      query.limit,
      ({ pool, name }) => `${pool}/${name}`,
      (host) => host,
    );
  }

  @Handles(updateHostOperation)
  async updateHost(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof updateHostOperation>,
  ): Answer<typeof updateHostOperation> {
    return updateHost(
      { db: this.parts.db, actor },
      { id: params.id, state: body.state, reason: body.reason },
      this.parts.timing,
    );
  }
}
