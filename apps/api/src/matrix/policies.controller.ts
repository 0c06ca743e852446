import {
  activatePolicy as activatePolicyOperation,
  createPolicy as createPolicyOperation,
  diffPolicy,
  getPolicy,
  listPolicies,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import { activatePolicy, createPolicy, policiesPage, policyByVersion, type PolicyRow } from '#libs/registry';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { PolicyDiffs } from './send-policy-diff.js';

@Controller()
export class PoliciesController {
  readonly #diffs = new PolicyDiffs();

  constructor(private readonly parts: Parts) {}

  @Handles(createPolicyOperation)
  async createPolicy(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createPolicyOperation>,
  ): Answer<typeof createPolicyOperation> {
    return shown(await createPolicy({ db: this.parts.db, actor }, body));
  }

  @Handles(listPolicies)
  async listPolicies(@Input() { query }: InputFor<typeof listPolicies>): Answer<typeof listPolicies> {
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    return pageOf(await policiesPage(this.parts.db, page), query.limit, ({ version }) => version, shown);
  }

  @Handles(getPolicy)
  async getPolicy(@Input() { params }: InputFor<typeof getPolicy>): Answer<typeof getPolicy> {
    return shown(await policyByVersion(this.parts.db, params.version));
  }

  @Handles(diffPolicy)
  async diffPolicy(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof diffPolicy>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#diffs.send(this.parts, actor, { ...params, ...query }, request, reply);
  }

  @Handles(activatePolicyOperation)
  async activatePolicy(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof activatePolicyOperation>,
  ): Answer<typeof activatePolicyOperation> {
    return shown(await activatePolicy({ db: this.parts.db, actor }, params.version));
  }
}

type Shown = Awaited<Answer<typeof getPolicy>>;

/** Stored definitions were checked when they were stored, and the answer's schema checks them again. */
function shown({ definition, ...state }: PolicyRow): Shown {
  return { ...(definition as Omit<Shown, keyof typeof state>), ...state };
}
